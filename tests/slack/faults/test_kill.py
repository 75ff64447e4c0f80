"""kill -9 of the bot at thirty moments, over HTTP and over Socket Mode: every thread reads as if nothing had happened.

Three people at a time talk to a bot that dies all the while. Slack delivers again what was not acknowledged: at once,
after a minute and after five, scaled down. Everything random comes from the seed that is printed; the moments are also
shaken by the machine.
"""

import asyncio
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.slack.faults.dying import Killer, Moment
from tests.slack.faults.judging import WAYS, heard, kept, town, troubles, undisturbed
from tests.slack.faults.talk import Talk, Way
from tests.slack.server import Schedule

SEED = int(os.environ.get("KILL_SEED", "20261122"))
OVER_HTTP, OVER_SOCKETS = 18, 12
AGAIN = Schedule((0.0, 0.5, 2.5))  # at once, a minute, five: scaled down
STUCK = 240.0  # seconds, on a machine that is busy


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


async def mortal(home: Path, kills: int, *, over_sockets: bool) -> tuple[list[Talk], list[Moment]]:
    """Conversations with a bot that is killed so often."""
    talks: list[Talk] = []
    async with town(home, over_sockets=over_sockets) as (slack, bot):
        slack.deliveries.schedule = AGAIN
        killer = Killer(bot, Random(SEED + over_sockets))
        killer.watch()

        async def person(way: Way) -> None:
            while not talks_of(way) or len(killer.killed) < kills:
                talks.append(Talk(slack, way, f"{way.upper()}{len(talks)}"))
                await talks[-1].through()

        def talks_of(way: Way) -> list[Talk]:
            return [talk for talk in talks if talk.way == way]

        async def death() -> None:
            while len(killer.killed) < kills:
                await killer.kill()
            slack.faults.plans.clear()

        with suppress(TimeoutError):  # what did not come to its end is among the troubles
            async with asyncio.timeout(STUCK):
                await asyncio.gather(death(), *(person(way) for way in WAYS))
        assert slack.doubled() == []
    return talks, killer.killed


async def test_nothing_is_lost_nothing_doubled_order_is_kept(
    tmp_path: Path, calm: dict[Way, list[str]]
) -> None:
    print(f"KILL_SEED={SEED}")
    homes = tmp_path / "http", tmp_path / "sockets"
    lives = await asyncio.gather(
        mortal(homes[0], OVER_HTTP, over_sockets=False), mortal(homes[1], OVER_SOCKETS, over_sockets=True)
    )
    print("killed when", dict(Counter(moment.value for _, killed in lives for moment in killed)))
    assert sum(len(killed) for _, killed in lives) == OVER_HTTP + OVER_SOCKETS
    for home, (talks, _) in zip(homes, lives, strict=True):
        assert troubles(talks, calm) == []
        for talk in talks:
            assert set(heard(await kept(home, talk), talk).values()) == {1}
