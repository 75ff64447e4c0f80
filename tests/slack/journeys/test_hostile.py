"""Whatever people write comes back as words: never as a mention, a link, a broken fence or a turned line."""

import pytest

from tests.slack import manners
from tests.slack.journeys.houses import House
from tests.slack.journeys.reading import people
from tests.slack.journeys.scene import Talk
from tests.slack.payloads import Payload
from tests.slack.server.wire import listed, mapped
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

ALIVE = {"user", "usergroup", "channel", "broadcast", "link", "date", "team"}
NASTY = {
    "mass mentions": "<!channel> <!here> <!everyone> @channel @here <!subteam^S0ALL|@all>",
    "people and channels": "<@U0BEN> <@W0BEN|ben> <#C0SECRET|secret> <!date^1^{date}|now>",
    "links": "<https://evil.example|https://bank.example> <mailto:a@b.example|x> [x](https://evil.example) evil.es",
    "typed entities": "&lt;!channel&gt; &amp;lt;@U0BEN&amp;gt; < > & <!chan",
    "fences": "```\nun cierre que falta `y otro ``` *negrita _cursiva ~tachado > cita\n> otra",
    "marks that turn the line": "abc\u202egnp.exe\u202c \u2066x\u2069 \u200e\u200f",
    "emoji and tables": ":boom: |---|---| | a | b | # título",
    "ten thousand characters": "Kubernetes con Go y <!channel> " * 330,
}


def alive(blocks: object) -> list[Payload]:
    """The elements that do something."""
    told = mapped(blocks)
    found = [told] if told.get("type") in ALIVE else []
    return found + [each for inside in [*listed(blocks), *told.values()] for each in alive(inside)]


def lively(talk: Talk) -> list[Payload]:
    """What does something and is not the bot's own: its own are the people who answered, and sources."""
    scene = talk.scene
    people = {scene.ana.id, scene.ben.id}
    found = [each for post in [talk.root, *talk.posts] for each in alive(post.blocks)]
    return [
        each
        for each in found
        if each.get("user_id") not in people
        and ("evil" in str(each) or each["type"] != "link" or not str(each["url"]).startswith("https://"))
    ]


@pytest.mark.parametrize("said", NASTY.values(), ids=NASTY)
async def test_nothing_that_people_write_comes_alive(http: House, said: str) -> None:
    scene = http.scene()
    talk = await scene.command(f"AWS Lambda con Python, arranques en frío. {said}")
    question = await talk.sees("Pregunta 1")
    await scene.ana.press(question, "Otra…")
    await scene.ana.submit(
        await scene.ana.modal(), {"Con palabras propias": f"3 millones al mes {said}"[:2900]}
    )
    await talk.settles(question, "✓ 3 millones")
    libraries = await talk.sees("Pregunta 2")
    await talk.says(f"<@{scene.ana.team.bot_user}> numpy, y además {said}")  # or it would be said to others
    await talk.settles(libraries)
    name = f"{said[:60].replace('/', ' ')}.txt"
    await talk.says("", files=[(name, f"numpy==2.1\n{said}")])
    await talk.sees("Leí ")
    await talk.says("estado")
    await scene.ana.press(await talk.sees("Corregir"), "Corregir")
    await scene.ana.submit(await scene.ana.modal(), {"dependencias": f"nada {said}"[:2900]})
    await talk.sees("dependencias")
    await talk.says("plan ya")
    await talk.plan(ES.verdict)
    await talk.says(f"¿Cuánto dura la fase 1? {said}")
    await talk.says(f"<@{scene.ben.id}> {said}")
    await talk.says("prompt")
    await talk.sees("WebAssembly")
    assert manners.complaints(http.slack, people(http.slack)) == []
    assert lively(talk) == []
