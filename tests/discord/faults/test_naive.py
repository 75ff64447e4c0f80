"""The same harness finds fault with a bot that hopes: what would pass without care proves nothing."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.discord.faults.dying import Killer, Moment
from tests.discord.faults.judging import meanwhile, nothing_noticed, town, troubles, undisturbed, unheard
from tests.discord.faults.storms import STORMS, let_loose
from tests.discord.faults.talk import Talk, Way, talk

NAIVE = "tests.discord.faults.naive"
PATIENCE = {NAIVE: 8.0, "bot": 60.0}  # seconds: whoever hopes is not waited for; who cares may take its time
CUT = "a post was taken and its answer lost"
ROOT = "the root was made and the answer lost"


@dataclass(frozen=True, slots=True, repr=False)
class Lived:
    """What came of a life with one death. `cut`: answers were lost; `killed`: it died between a post and the note of
    it; `away`: somebody wrote before it was back, of which `unheard` was not taken in. `roots` of one command."""

    cut: Talk
    killed: Talk
    away: Talk
    unheard: list[str]
    roots: int


async def lived(home: Path, module: str) -> Lived:
    async with town(home, module) as (discord, bot):
        cut, rooted = talk(discord, "mention", CUT), talk(discord, "command", ROOT)
        killed, away = talk(discord, "mention", "killed"), talk(discord, "dm", "away")
        for each in (cut, rooted):
            let_loose(each, STORMS[each.name])
        async with meanwhile(cut.through(), rooted.opened(), away.pressed()) as everybody:
            await asyncio.wait(everybody, timeout=PATIENCE[module])
        roots = sum(post.author == discord.world.bot.id for post in rooted.channel.seen())
        discord.world.nonce_seconds = 0.0
        killer = Killer(discord, bot, Random(1))
        async with meanwhile(
            killer.kill((Moment.POSTED,)), killed.through(), away.rest(killer.death)
        ) as all_:
            await asyncio.wait(all_, timeout=PATIENCE[module])
        assert killer.killed == [Moment.POSTED]
        await bot.stop()
        return Lived(cut, killed, away, unheard(home, away), roots)


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


async def test_one_that_hopes_doubles_and_loses(tmp_path: Path, calm: dict[Way, list[str]]) -> None:
    naive = await lived(tmp_path / "home", NAIVE)
    assert troubles([naive.cut], calm) != []
    assert troubles([naive.killed], calm) != []
    assert naive.roots > 1
    assert naive.unheard != []
    assert not naive.away.over


async def test_one_that_cares_does_neither(tmp_path: Path, calm: dict[Way, list[str]]) -> None:
    careful = await lived(tmp_path / "home", "bot")
    assert nothing_noticed([careful.cut, careful.killed, careful.away], calm)
    assert (careful.roots, careful.unheard) == (1, [])
