"""SIGTERM in the middle of everything: gone within ten seconds, and whoever comes next goes on as if nothing were."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from tests.discord.faults.judging import WAYS, doubled, meanwhile, nothing_noticed, town, undisturbed, unheard
from tests.discord.faults.storms import BEATS, LOOK, POST, about
from tests.discord.faults.talk import Way, talk
from tests.discord.server import Slow

LEAVE = 10.0  # seconds
STOPS = 2
STUCK = 60.0  # seconds


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


async def test_a_stop_loses_nothing(tmp_path: Path, calm: dict[Way, list[str]]) -> None:
    """Once while a post takes longer than anybody waits, once while what was missed is read."""
    home, chance = tmp_path / "home", Random(20261122)
    async with town(home) as (discord, bot):
        talks = [talk(discord, way, way) for way in WAYS]
        for each in talks:
            await each.opened()
        discord.fault(*POST, Slow(BEATS), when=about(talks[0]))
        discord.fault(*LOOK, Slow(BEATS), when=about(talks[1]))
        async with meanwhile(*(each.through() for each in talks)) as everybody:
            for _ in range(STOPS):
                await asyncio.sleep(chance.uniform(0.1, 0.6))
                status, seconds = await bot.stop()
                assert (status, seconds < LEAVE) == (0, True), seconds
                await bot.start()
            await asyncio.wait(everybody, timeout=STUCK)
        await bot.stop()
        assert nothing_noticed(talks, calm)
        assert [doubled(discord), [each for every in talks for each in unheard(home, every)]] == [[], []]
