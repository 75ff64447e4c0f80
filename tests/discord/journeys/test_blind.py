"""Without the Message Content intent: the bot says so, and buttons, forms, mentions and commands work all the same."""

import pytest

from tests.discord.journeys.houses import House
from tests.discord.journeys.reading import seen
from tests.talking.words import EN, ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOT_READ = "no me llegó"


async def test_it_says_once_what_it_cannot_read_and_goes_on(blind: House) -> None:
    scene = blind.scene()
    talk = await scene.mention(ES.opening)
    traffic = await talk.sees("Pregunta 1")
    await talk.says("3 millones de peticiones al mes")
    hint = await talk.sees(NOT_READ, "tráfico", "mención")
    await talk.says("¿hola?")
    await talk.picks(traffic, ES.bursty)
    libraries = await talk.sees("Pregunta 2")
    await talk.answers_otherwise(libraries, ES.no_libraries)
    await talk.settles(libraries, f"✓ {ES.no_libraries}")
    skills = await talk.sees("Pregunta 3")
    await scene.ben.mention(talk.channel, "dos personas que escriben Rust")
    await talk.settles(skills, "✓ dos personas que escriben Rust", f"@{scene.ben.id}")
    await scene.ana.mention(talk.channel, "plan ya")
    await talk.plan(ES.verdict)
    await scene.ana.mention(talk.channel, ES.follow_up)
    await talk.sees(ES.phase_1)
    assert [each for each in talk.posts if NOT_READ in seen(each)] == [hint]


async def test_a_file_is_read_where_the_bot_is_mentioned(blind: House) -> None:
    talk = await blind.scene().mention(ES.opening, [("requirements.txt", "flask==3.1\n")])
    await talk.sees("Leí requirements.txt")
    await talk.sees("Pregunta 1")


async def test_a_command_and_direct_messages_need_no_reading(blind: House) -> None:
    scene = blind.scene()
    talk = await scene.command(EN.opening, ("requirements.txt", "flask==3.1\n"))
    await talk.sees(EN.files_read)
    private = await scene.direct(EN.opening)
    question = await private.sees("Question 1")
    await private.says("3 million requests a month")
    await private.settles(question, "✓ 3 million requests a month")
