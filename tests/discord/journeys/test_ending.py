"""The process ends and another one goes on: buttons live on, what was written meanwhile is heard, nothing doubles."""

from pathlib import Path

import pytest

from tests.discord.journeys.houses import House, arrived, living
from tests.discord.journeys.reading import labels
from tests.discord.server import FakeDiscord
from tests.talking.model import modelled
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

LEAVE = 10.0  # seconds within which a process that is told to stop has to be gone


async def ended(house: House) -> None:
    """Stopped as an orchestrator does it; the exit is clean and quick."""
    status, seconds = await house.bot.stop()
    assert (status, seconds < LEAVE) == (0, True), (seconds, house.bot.said)


async def back(house: House) -> None:
    """Another process on the same data."""
    await house.bot.start()
    await arrived(house.discord, house.bot)


async def test_buttons_work_after_the_process_was_replaced_and_what_was_written_meanwhile_is_heard(
    tmp_path: Path,
) -> None:
    async with FakeDiscord.start() as discord, living(discord, tmp_path) as bot:
        house = House(discord, bot)
        pressed, written, private = house.scene(), house.scene(), house.scene()
        by_button, in_words = await pressed.mention(ES.opening), await written.command(ES.opening)
        directly = await private.direct(ES.opening)
        asked = [await each.sees("Pregunta 1") for each in (by_button, in_words, directly)]
        await ended(house)
        await in_words.says("3 millones de peticiones al mes", by=written.ben)
        await directly.says("4 millones de peticiones al mes")
        nobody = house.scene()
        called = await nobody.ana.mention(nobody.channel, "¿y esto?")
        late = await pressed.ana.mention(pressed.channel, ES.opening)
        await back(house)
        await by_button.picks(asked[0], ES.bursty)
        await by_button.settles(asked[0], f"✓ {ES.bursty}")
        await in_words.settles(asked[1], "✓ 3 millones", f"@{written.ben.id}")
        await directly.settles(asked[2], "✓ 4 millones")
        another = await pressed.thread_on(late)
        await another.sees("Pregunta 1")
        for talk in (by_button, in_words, directly):
            await talk.sees("Pregunta 2")
        await by_button.says("plan ya")
        await by_button.plan(ES.verdict)
        assert discord.doubled() == []
        assert discord.thread_of(called) is None  # nothing was known of that channel
        assert discord.unexpected == []


async def test_a_killed_process_leaves_nothing_undone_and_nothing_twice(tmp_path: Path) -> None:
    async with FakeDiscord.start() as discord, living(discord, tmp_path) as bot:
        house = House(discord, bot)
        talk = await house.scene().mention(ES.opening)
        question = await talk.sees("Pregunta 1")
        await talk.picks(question, ES.bursty)
        await bot.kill()
        await talk.says("nada nativo: Python puro y express")
        await back(house)
        await talk.settles(question, f"✓ {ES.bursty}")
        await talk.settles(await talk.sees("¿De qué depende el código"), "✓ nada nativo")
        assert labels(await talk.sees("Pregunta 3"))
        assert discord.doubled() == []


async def test_a_plan_that_was_under_way_is_written_by_the_next_process(tmp_path: Path) -> None:
    async with modelled(ES.opening) as model, FakeDiscord.start() as discord:
        model.pause = 0.5
        async with living(discord, tmp_path, model.settings) as bot:
            house = House(discord, bot)
            talk = await house.scene().mention(ES.opening)
            await talk.sees("Pregunta 1")
            await talk.says("plan ya")
            await talk.comes(lambda: model.asked, "the model was not asked")
            await ended(house)
            model.pause = 0.0
            await back(house)
            plan = await talk.plan(ES.verdict, "Esto lo redactó un modelo")
            assert discord.doubled() == []
            assert len([post for post in talk.posts if post.files]) == 1
            assert talk.posts[-1] is plan[-1]


async def test_a_connection_that_breaks_loses_nothing(tmp_path: Path) -> None:
    async with FakeDiscord.start() as discord, living(discord, tmp_path) as bot:
        house = House(discord, bot)
        talk = await house.scene().mention(ES.opening)
        question = await talk.sees("Pregunta 1")
        assert discord.gateway.drop() == 1
        await talk.says("3 millones de peticiones al mes")
        await talk.settles(question, "✓ 3 millones")
        libraries = await talk.sees("Pregunta 2")
        discord.gateway.poison()
        await talk.says("nada nativo: Python puro y express")
        await talk.settles(libraries, "✓ nada nativo")
        skills = await talk.sees("Pregunta 3")
        discord.gateway.drop(forget=True)
        await talk.says("dos personas que escriben Rust")
        await talk.settles(skills, "✓ dos personas")
        assert discord.doubled() == []
