"""A plan that a model writes: as it comes, as it stands, stopped on the way, and written again."""

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from itertools import pairwise

import pytest
import pytest_asyncio

from tests.discord.journeys.houses import House, Houses
from tests.discord.journeys.reading import held, labels, seen
from tests.discord.journeys.scene import Talk
from tests.talking.model import ANSWER, SUMMARY, FakeModel, modelled
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEARTBEAT = 5.0
SLOW = 0.06  # seconds between the pieces of a plan: several seconds for all of it


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """A house with a model beside it."""

    house: House
    model: FakeModel


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def running_model() -> AsyncGenerator[FakeModel]:
    async with modelled(ES.opening) as model:
        yield model


@pytest_asyncio.fixture(loop_scope="session")
async def written(houses: Houses, running_model: FakeModel) -> Written:
    running_model.pause = 0.0
    return Written(await houses.house("model", more=running_model.settings), running_model)


async def begun(talk: Talk) -> None:
    await talk.sees("Pregunta 1")
    await talk.says("plan ya")


async def test_the_models_plan_is_posted_and_signed(written: Written) -> None:
    talk = await written.house.scene().mention(ES.opening)
    await begun(talk)
    plan = await talk.plan(ES.verdict, "Esto lo redactó un modelo")
    assert "gpt-6-luna" in " ".join(map(seen, plan))
    assert SUMMARY in held(plan[-1])
    await talk.says("¿Por qué empezar por una sola función y no por todas a la vez?")
    await talk.sees(ANSWER, "gpt-6-luna")


async def test_a_plan_is_written_again_at_a_button(written: Written) -> None:
    talk = await written.house.scene().command(ES.opening)
    await begun(talk)
    first = await talk.plan(ES.verdict)
    before = len(written.model.asked)
    await talk.picks(first[-2], "Rehacer el plan")
    second = await talk.plan(ES.verdict, "Esto lo redactó un modelo")
    assert len(written.model.asked) == before + 1
    assert held(first[-1]).splitlines()[0] == held(second[-1]).splitlines()[0]


async def test_stop_ends_the_models_work_within_a_heartbeat(written: Written) -> None:
    written.model.pause, left = SLOW, len(written.model.left)
    talk = await written.house.scene().mention(ES.opening)
    asked = len(written.model.asked)
    await begun(talk)
    await talk.comes(lambda: written.model.asked[asked:], "the model was not asked")
    working = await talk.comes(
        lambda: next((each for each in talk.posts if "Parar" in labels(each)), None), "no stop button"
    )
    pressed = time.monotonic()
    await talk.picks(working, "Parar")
    (hung_up,) = await talk.comes(lambda: written.model.left[left:], "nobody hung up")
    assert hung_up - pressed < HEARTBEAT
    stopped = await talk.sees("Paro aquí")
    await talk.settles(working)
    await talk.says("estado")
    await talk.sees("AWS Lambda")
    assert ES.verdict not in talk.shown
    written.model.pause = 0.0
    await talk.picks(stopped, "Plan ya")
    await talk.plan(ES.verdict)


async def test_progress_is_edited_at_most_every_two_seconds_while_the_bot_types(written: Written) -> None:
    written.model.pause = SLOW
    talk = await written.house.scene().mention(ES.opening)
    await begun(talk)
    working = await talk.comes(
        lambda: next((each for each in talk.posts if "Parar" in labels(each)), None), "no stop button"
    )
    await talk.plan(ES.verdict)
    await talk.settles(working, ES.done)
    path = f"/channels/{talk.channel.id}/messages/{working.id}"
    *times, _ = [
        call.at for call in written.house.discord.calls("PATCH", path)
    ]  # the last says that it is done
    assert len(times) >= 2
    assert all(later - earlier > 1.9 for earlier, later in pairwise(times))
    assert "▸" in str(working.versions)
    assert talk.channel.typed


async def test_in_direct_messages_progress_shows_too(written: Written) -> None:
    written.model.pause = SLOW / 3
    talk = await written.house.scene().direct(ES.opening)
    await begun(talk)
    working = await talk.comes(
        lambda: next((each for each in talk.posts if "Parar" in labels(each)), None), "no stop button"
    )
    await talk.plan(ES.verdict, "Esto lo redactó un modelo")
    await talk.settles(working, ES.done)
