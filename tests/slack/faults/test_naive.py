"""The same harness finds fault with a sender that hopes: what would pass without care proves nothing."""

import asyncio
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.slack.faults.dying import Killer, Moment
from tests.slack.faults.judging import town, troubles, undisturbed
from tests.slack.faults.storms import AIMED, let_loose
from tests.slack.faults.talk import Talk, Way
from tests.slack.server import Slow

NAIVE = "tests.slack.faults.naive"
PATIENCE = 8.0  # seconds after the last kill: whoever was not heard by then will not be


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


@pytest.mark.parametrize(
    "storm",
    [
        "a post was taken and its answer lost",
        "500 for a post that was taken",
        "the root was made and the answer lost",
    ],
)
async def test_it_says_things_twice(storm: str, tmp_path: Path, calm: dict[Way, list[str]]) -> None:
    async with town(tmp_path / "home", module=NAIVE) as (slack, _):
        talk = Talk(slack, AIMED[storm].way, "NAIVE")
        let_loose(talk, AIMED[storm])
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await talk.through()
        assert slack.doubled() != []


@pytest.mark.parametrize(("module", "lost"), [(NAIVE, True), ("bot", False)])
async def test_it_loses_what_it_acknowledged(
    module: str, lost: bool, tmp_path: Path, calm: dict[Way, list[str]]
) -> None:
    """Killed as soon as Slack is told that a message arrived, while its file is still on the way."""
    async with town(tmp_path / "home", module=module) as (slack, bot):
        killer = Killer(bot, Random(1))
        killer.watch()
        slack.fault("download", Slow(0.5))
        talk = Talk(slack, "dm", "NAIVE")
        person = asyncio.create_task(talk.through())
        await killer.kill((Moment.ACKNOWLEDGED,))
        await asyncio.wait([person], timeout=PATIENCE)
        person.cancel()
        assert bool(troubles([talk], calm)) is lost
