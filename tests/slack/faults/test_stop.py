"""Stop while a model writes: its connection is closed within one heartbeat, and nothing of the plan appears."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.engine.pace import Pace
from tests.slack.faults.slow_model import SlowModel, slow_model
from tests.slack.faults.talk import OPENING
from tests.slack.process import running
from tests.slack.server import FakeSlack, Person, Post, labels

HEARTBEAT = Pace().heartbeat.total_seconds()
STARTED = 20.0  # seconds that a busy machine may take
AFTER = 2.0  # seconds in which what was on its way would show
CHANNEL = "C0STOP"


async def planning(slack: FakeSlack, ana: Person, model: SlowModel) -> Post:
    """Up to where the model writes and the thread shows how to stop it; the message with the button."""
    post = await ana.mention(CHANNEL, OPENING)
    await slack.until(
        lambda: any(one.payload.get("notice") == "question" for one in slack.replies(post)), STARTED
    )
    await ana.say(CHANNEL, "plan ya", post)
    await slack.until(lambda: model.began, STARTED)
    (shown,) = await slack.until(lambda: [one for one in slack.replies(post) if stoppable(one)], STARTED)
    return shown


def stoppable(post: Post) -> bool:
    return post.payload.get("notice") == "planning_began" and bool(labels(post))


def notices(slack: FakeSlack, post: Post) -> list[object]:
    return [one.payload.get("notice", "file") for one in slack.replies(post)]


@pytest.mark.parametrize("how", ["button", "word"])
async def test_the_model_is_let_go_within_a_heartbeat(how: str, tmp_path: Path) -> None:
    async with FakeSlack.start() as slack, slow_model() as model:
        slack.team().channel(CHANNEL, ["U0ANA"])
        ana = slack.person()
        more = {"OPENAI_BASE_URL": model.url, "LLM_MODEL": "slow"}
        async with running(slack, tmp_path, more=more):
            shown = await planning(slack, ana, model)
            stopped = time.monotonic()
            if how == "button":
                assert (await ana.press(shown, labels(shown)[0])).ok
            else:
                await ana.say(CHANNEL, "parar", shown)
            await slack.until(lambda: model.hung_up, HEARTBEAT + 1)
            assert model.hung_up[0] - stopped < HEARTBEAT
            await slack.until(lambda: not labels(shown))
            await asyncio.sleep(AFTER)
            assert "plan_posted" not in notices(slack, shown)
            assert "file" not in notices(slack, shown)
            assert len(model.began) == len(model.hung_up)
