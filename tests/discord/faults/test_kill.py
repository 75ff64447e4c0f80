"""kill -9 of the bot at thirty moments: every thread reads as if nothing had happened.

Three people at a time talk to a bot that dies all the while, in two towns; in one of them Discord has forgotten every
nonce when a message comes again. Everything random comes from the seed that is printed; the moments are also shaken by
the machine.
"""

import asyncio
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.discord.faults.dying import Killer, Moment
from tests.discord.faults.judging import WAYS, doubled, nothing_noticed, town, undisturbed, unheard
from tests.discord.faults.talk import Talk, Way, talk

SEED = int(os.environ.get("KILL_SEED", "20261122"))
KILLS = 15  # in each town
BEFOREHAND = 4  # direct messages that are begun before anybody dies: nobody can be told of a first one later
STUCK = 240.0  # seconds, on a machine that is busy


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


async def mortal(home: Path, nonce_seconds: float) -> tuple[list[Talk], list[Moment], list[str]]:
    """Conversations with a bot that is killed so often, and what is doubled."""
    async with town(home) as (discord, bot):
        discord.world.nonce_seconds = nonce_seconds
        killer = Killer(discord, bot, Random(f"{SEED} {nonce_seconds}"))
        talks = {way: [talk(discord, way, f"{way} 0")] for way in WAYS}
        talks["dm"] += [talk(discord, "dm", f"dm {number}") for number in range(1, BEFOREHAND)]
        for each in (every for way in WAYS for every in talks[way]):
            each.acted = killer.told
            await each.opened()

        async def person(way: Way) -> None:
            for at in range(KILLS * 10):
                if at == len(talks[way]):
                    if way == "dm":
                        return
                    talks[way].append(talk(discord, way, f"{way} {at}", talks[way][0]))
                await talks[way][at].through()
                if len(killer.killed) >= KILLS:
                    return

        async def death() -> None:
            while len(killer.killed) < KILLS:
                await killer.kill()

        with suppress(TimeoutError):  # what did not come to its end is among the troubles
            async with asyncio.timeout(STUCK):
                await asyncio.gather(death(), *map(person, WAYS))
        await bot.stop()
        begun = [each for way in WAYS for each in talks[way] if way != "dm" or len(each.written) > 1]
        return begun, killer.killed, doubled(discord)


async def test_nothing_is_lost_nothing_doubled_order_is_kept(
    tmp_path: Path, calm: dict[Way, list[str]]
) -> None:
    print(f"KILL_SEED={SEED}")
    homes = {tmp_path / "usual": 300.0, tmp_path / "forgetful": 0.0}
    lives = await asyncio.gather(*(mortal(home, seconds) for home, seconds in homes.items()))
    print("killed when", dict(Counter(moment.value for _, killed, _ in lives for moment in killed)))
    assert all(len(killed) >= KILLS for _, killed, _ in lives)
    for home, (talks, _, twice) in zip(homes, lives, strict=True):
        assert twice == []
        assert nothing_noticed(talks, calm)
        assert [each for every in talks for each in unheard(home, every)] == []
