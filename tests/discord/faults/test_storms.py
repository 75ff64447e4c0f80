"""Each trouble that Discord's REST API can make, met in the middle of a conversation: nobody notices.

All conversations are held at once with one bot, so that a trouble of one is also weather for the others.
"""

import asyncio
from pathlib import Path

import pytest

from tests.discord.faults.judging import doubled, meanwhile, nothing_noticed, town, undisturbed, unheard
from tests.discord.faults.storms import POST, STORMS, UPLOADS, let_loose, with_files
from tests.discord.faults.talk import Way, talk

STUCK = 90.0  # seconds


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


async def test_nobody_notices(tmp_path: Path, calm: dict[Way, list[str]]) -> None:
    home = tmp_path / "home"
    async with town(home) as (discord, bot):
        talks = {name: talk(discord, storm.way, name) for name, storm in STORMS.items()}
        for name, storm in STORMS.items():
            let_loose(talks[name], storm)
        for name, fault in UPLOADS.items():
            talks[name] = talk(discord, "mention", name)
            discord.fault(*POST, fault, when=with_files(talks[name]))
        async with meanwhile(*(each.through() for each in talks.values())) as everybody:
            await asyncio.wait(everybody, timeout=STUCK)
        await bot.stop()
        assert [f"{plan.method} {plan.path}: {plan.fault}" for plan in discord.faults.plans] == []
        assert nothing_noticed(talks.values(), calm)
        assert doubled(discord) == []
        assert [each for every in talks.values() for each in unheard(home, every)] == []
