"""A plan that a model writes: as it comes, as it stands, stopped on the way, and written again."""

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from itertools import pairwise

import pytest
import pytest_asyncio

from tests.slack.journeys.houses import House, Houses
from tests.slack.journeys.scene import Scene, Talk, seen
from tests.slack.server import Says
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
    talk = await written.house.scene().command(ES.opening)
    await begun(talk)
    plan = await talk.plan(ES.verdict, "Esto lo redactó un modelo")
    assert "gpt-6-luna" in " ".join(seen(post) for post in plan)
    assert SUMMARY in talk.file(plan[-1])
    await talk.says("¿Por qué empezar por una sola función y no por todas a la vez?")
    await talk.sees(ANSWER, "gpt-6-luna")


async def test_a_plan_is_written_again_at_a_button(written: Written) -> None:
    talk = await written.house.scene().command(ES.opening)
    await begun(talk)
    first = await talk.plan(ES.verdict)
    before = len(written.model.asked)
    await talk.scene.ana.press(first[-2], "Rehacer el plan")
    second = await talk.plan(ES.verdict, "Esto lo redactó un modelo")
    assert len(written.model.asked) == before + 1
    assert talk.file(first[-1]).splitlines()[0] == talk.file(second[-1]).splitlines()[0]


async def test_stop_ends_the_models_work_within_a_heartbeat(written: Written) -> None:
    written.model.pause, left = SLOW, len(written.model.left)
    talk = await written.house.scene().command(ES.opening)
    asked = len(written.model.asked)
    await begun(talk)
    await talk.comes(lambda: written.model.asked[asked:], "the model was not asked")
    working = await talk.sees("Parar")
    pressed = time.monotonic()
    await talk.scene.ana.press(working, "Parar")
    (hung_up,) = await talk.comes(lambda: written.model.left[left:], "nobody hung up")
    assert hung_up - pressed < HEARTBEAT
    stopped = await talk.sees("Paro aquí")
    await talk.settles(working)
    await talk.says("estado")
    await talk.sees("AWS Lambda")
    assert ES.verdict not in talk.shown
    written.model.pause = 0.0
    await talk.scene.ana.press(stopped, "Plan ya")
    await talk.plan(ES.verdict)


async def test_progress_is_edited_at_most_every_three_seconds(written: Written) -> None:
    written.model.pause = SLOW
    talk = await written.house.scene().command(ES.opening)
    await begun(talk)
    working = await talk.sees("Parar")
    await talk.plan(ES.verdict)
    await talk.settles(working, ES.done)
    times = [call.at for call in written.house.slack.calls("chat.update") if call.args["ts"] == working.ts]
    assert len(times) >= 2
    assert all(later - earlier > 2.9 for earlier, later in pairwise(times))
    assert "▸" in str(working.versions)


async def streamed(scene: Scene, model: FakeModel) -> Talk:
    model.pause = SLOW
    talk = await scene.dm(ES.opening)
    await begun(talk)
    return talk


async def test_in_direct_messages_the_status_tells_and_the_text_streams(written: Written) -> None:
    scene = written.house.scene()
    talk = await streamed(scene, written.model)
    stream = await talk.sees("Esto lo redactó")
    plan = await talk.plan(ES.verdict, "Esto lo redactó un modelo")
    assert stream.ts not in [post.ts for post in plan]
    await talk.comes(lambda: stream.streaming_since is None, "the stream is still open")
    page = scene.ana.team.channels[scene.ana.dm_channel]
    told = [words for root, words in page.statuses if root == talk.root.ts]
    assert any(told)
    assert page.statuses[-1] == (talk.root.ts, "")


async def test_without_an_agents_ways_progress_is_edited(houses: Houses, written: Written) -> None:
    house = await houses.house("plain", more=written.model.settings)
    house.slack.fault("assistant.threads.setStatus", Says("missing_scope"), None)
    house.slack.fault("chat.startStream", Says("unknown_method"), None)
    talk = await streamed(house.scene(), written.model)
    await talk.plan(ES.verdict, "Esto lo redactó un modelo")
    again = await streamed(house.scene(), written.model)
    working = await again.sees("Esto lo redactó", "Parar")
    await again.plan(ES.verdict)
    await again.settles(working, ES.done)
    for method in ("assistant.threads.setStatus", "chat.startStream"):
        assert len(house.slack.calls(method)) == 1, method
