"""What people write while the bot is away is heard when it is back, in order, even if Discord makes trouble then."""

import asyncio
from pathlib import Path

import pytest

from tests.discord.faults.judging import WAYS, doubled, meanwhile, nothing_noticed, town, undisturbed, unheard
from tests.discord.faults.storms import BEHIND, LOOK, about
from tests.discord.faults.talk import SAID, Way, talk
from tests.discord.server import Slow

STUCK = 60.0  # seconds
SLOW = 9.0  # seconds for a file: less than is waited, more than it takes to open another conversation


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


async def test_nobody_notices(tmp_path: Path, calm: dict[Way, list[str]]) -> None:
    """Everybody is asked the second question, and answers it when nobody hears."""
    home = tmp_path / "home"
    async with town(home) as (discord, bot):
        talks = {(name, way): talk(discord, way, f"{name} for a {way}") for name in BEHIND for way in WAYS}
        async with asyncio.timeout(STUCK):
            await asyncio.gather(*(each.pressed() for each in talks.values()))
        await bot.kill()
        for (name, _), each in talks.items():
            fault, times = BEHIND[name]
            discord.fault(*LOOK, fault, times=times, when=about(each))
        async with meanwhile(*(each.rest() for each in talks.values())) as everybody:
            await discord.wait_for(lambda: all(each.said(SAID) for each in talks.values()))
            await bot.start()
            await asyncio.wait(everybody, timeout=STUCK)
        await bot.stop()
        assert [str(plan.fault) for plan in discord.faults.plans] == []
        assert nothing_noticed(talks.values(), calm)
        assert doubled(discord) == []
        assert [each for every in talks.values() for each in unheard(home, every)] == []


async def test_what_was_being_read_when_it_died_is_read_again(
    tmp_path: Path, calm: dict[Way, list[str]]
) -> None:
    """An opening whose file comes slowly: a first direct message, and a mention that a later one has overtaken."""
    async with town(tmp_path / "home") as (discord, bot):
        slow, private = talk(discord, "mention", "slow"), talk(discord, "dm", "private")
        quick = talk(discord, "mention", "quick", slow)
        for each in (slow, private):
            discord.fault("GET", f"/attachments/{each.channel.id}/.*", Slow(SLOW))
        async with meanwhile(slow.through(), private.through()) as everybody:
            await discord.wait_for(lambda: len(discord.calls("GET", "/attachments/.*")) == 2)
            await quick.opened()
            await bot.kill()
            assert (slow.posts, private.posts) == ([], [])
            await bot.start()
            await asyncio.wait(everybody, timeout=STUCK)
        assert nothing_noticed([slow, private], calm)
