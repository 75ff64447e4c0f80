"""Whatever people write comes back as words: never as a mention, a link, a broken fence or a turned line."""

import pytest

from tests.discord.journeys.houses import House
from tests.discord.journeys.reading import held
from tests.discord.journeys.scene import Talk
from tests.discord.journeys.sent import lively
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

NASTY = {
    "mass mentions": "@everyone @here <@&400000000000000000> <@&200000000000000000>",
    "people and channels": "<@100000000000000002> <#300000000000000000> <id:browse> </wasm:1> <t:1760000000:R>",
    "links": "[x](https://evil.example) <https://evil.example> https://evil.example discord.gg/evil",
    "fences": "```\nun cierre que falta `y otro ``` **negrita _cursiva ~~tachado~~ ||x|| > cita\n>>> otra",
    "marks that turn the line": "abc\u202egnp.exe\u202c \u2066x\u2069 \u200e\u200f",
    "emoji and CJK": "💥 :boom: <:evil:1> 漢字かな交じり文 👩‍👩‍👧‍👦",
    "tables and lines": "|---|---| | a | b |\n# título\n-# nota\n1. uno",
}


@pytest.mark.parametrize("said", NASTY.values(), ids=NASTY)
async def test_nothing_that_people_write_comes_alive(house: House, said: str) -> None:
    scene, before = house.scene(), len(house.discord.asked)
    talk = await scene.command(f"AWS Lambda con Python, arranques en frío. {said}")
    question = await talk.sees("Pregunta 1")
    await talk.answers_otherwise(question, f"3 millones al mes {said}")
    await talk.settles(question, "✓ 3 millones")
    libraries = await talk.sees("Pregunta 2")
    await scene.ana.mention(talk.channel, f"numpy, y además {said}")  # or it would be said to others
    await talk.settles(libraries)
    name = f"{said[:60].replace('/', ' ')}.txt"
    await talk.says("", files=[(name, f"numpy==2.1\n{said}")])
    await talk.sees("Leí ")
    await talk.says("estado")
    await talk.corrects(await talk.sees("Corregir"), "Corregir", {"dependencias": f"nada {said}"})
    await talk.sees("dependencias")
    await talk.says("plan ya")
    await talk.plan(ES.verdict)
    await talk.says(f"¿Cuánto dura la fase 1? {said}")
    await talk.says(f"<@{scene.ben.id}> {said}")
    await talk.says("prompt")
    await talk.sees("WebAssembly")
    assert [*lively(house.discord, house.discord.asked[before:])] == []
    assert called(talk) == []


def called(talk: Talk) -> list[str]:
    """Whom a message of the bot's called, save the one who asked for the thread."""
    return [who for each in talk.posts for who in each.pinged]


LONG = "Kubernetes con Go y @everyone, 漢字 y 👩‍👩‍👧‍👦; "


async def test_ten_thousand_characters_are_read_whole(house: House) -> None:
    scene, before = house.scene(), len(house.discord.asked)
    notes = LONG * 200 + "\nNos cuesta 7300 USD al mes."
    talk = await scene.command((LONG * 130)[:5_900], ("notas.md", notes))
    await talk.sees("Leí notas.md")
    await talk.sees("Pregunta 1")
    await talk.says("prompt")
    prompt = await talk.sees("[file prompt-")
    assert "7300 USD al mes" in held(prompt)
    await talk.says("plan ya")
    await talk.plan(ES.verdict)
    assert [*lively(house.discord, house.discord.asked[before:])] == []
