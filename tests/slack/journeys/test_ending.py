"""The process ends and another one goes on: buttons live on, nothing is lost, and nothing is said twice."""

import time
from pathlib import Path

import pytest

from tests.slack.journeys.houses import House
from tests.slack.process import running
from tests.slack.server import FakeSlack
from tests.talking.model import modelled
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

LEAVE = 10.0  # seconds within which a process that is told to stop has to be gone


async def ended(house: House) -> None:
    """Stopped as an orchestrator does it; the exit is clean and quick."""
    began = time.monotonic()
    assert await house.bot.stop() == 0
    assert time.monotonic() - began < LEAVE


@pytest.mark.parametrize("over_sockets", [False, True], ids=["http", "sockets"])
async def test_a_button_works_after_the_process_was_replaced(tmp_path: Path, over_sockets: bool) -> None:
    async with FakeSlack.start() as slack, running(slack, tmp_path, over_sockets=over_sockets) as bot:
        house = House(slack, bot)
        scene = house.scene()
        talk = await scene.command(ES.opening)
        question = await talk.sees("Pregunta 1")
        await ended(house)
        await bot.start()
        await scene.ana.press(question, ES.bursty)
        await talk.settles(question, f"✓ {ES.bursty}")
        await talk.sees("Pregunta 2")
        await talk.says("plan ya")
        await talk.plan(ES.verdict)
        assert slack.doubled() == []


async def test_a_plan_that_was_under_way_is_written_by_the_next_process(tmp_path: Path) -> None:
    async with modelled(ES.opening) as model, FakeSlack.start() as slack:
        model.pause = 0.5
        async with running(slack, tmp_path, more=model.settings) as bot:
            house = House(slack, bot)
            talk = await house.scene().command(ES.opening)
            await talk.sees("Pregunta 1")
            await talk.says("plan ya")
            await talk.comes(lambda: model.asked, "the model was not asked")
            await ended(house)
            model.pause = 0.0
            await bot.start()
            plan = await talk.plan(ES.verdict, "Esto lo redactó un modelo")
            assert slack.doubled() == []
            assert len([post for post in talk.posts if post.files]) == 1
            assert talk.posts[-1] is plan[-1]


async def test_what_is_said_while_nobody_listens_is_heard_when_slack_tells_it_again(tmp_path: Path) -> None:
    async with FakeSlack.start() as slack, running(slack, tmp_path) as bot:
        slack.deliveries.schedule.retries = (0.2, 1.0, 3.0, 6.0)
        house = House(slack, bot)
        talk = await house.scene().mention(ES.opening)
        question = await talk.sees("Pregunta 1")
        await ended(house)
        await talk.says("3 millones de peticiones al mes")
        await bot.start()
        await talk.settles(question, "✓ 3 millones")
