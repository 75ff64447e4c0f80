"""The gateway at its worst: events twice, lines that break, sessions that end, events that are not as documented."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.discord.faults.judging import WAYS, doubled, meanwhile, nothing_noticed, town, undisturbed, unheard
from tests.discord.faults.talk import Way, talk
from tests.discord.server.gateway import Gateway

STUCK = 60.0  # seconds

Trouble = Callable[[Gateway], object]
BREAKING: tuple[Trouble, ...] = (
    Gateway.drop,
    Gateway.poison,
    Gateway.reconnect,
    Gateway.poison,
    Gateway.drop,
    lambda gateway: gateway.poison("INTERACTION_CREATE", {"data": {"custom_id": 7}}),
    lambda gateway: gateway.poison("MESSAGE_UPDATE", {"id": "x"}),
)
ENDING: tuple[Trouble, ...] = (Gateway.invalidate, lambda gateway: gateway.drop(forget=True))


@dataclass(slots=True)
class Troubled:
    """The gateway after each thing that people do: the next of its troubles; when there are no more, none."""

    gateway: Gateway
    troubles: list[Trouble]

    def strike(self) -> None:
        if self.troubles:
            self.troubles.pop(0)(self.gateway)


MANNERS: dict[str, tuple[Trouble, ...]] = {"twice": (), "breaking": BREAKING * 2, "ending": ENDING}


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


@pytest.mark.parametrize("manner", MANNERS)
async def test_nobody_notices(manner: str, tmp_path: Path, calm: dict[Way, list[str]]) -> None:
    home = tmp_path / "home"
    async with town(home) as (discord, bot):
        talks = [talk(discord, way, f"{manner} {way}") for way in WAYS]
        for each in talks:
            await each.opened()
        discord.gateway.copies = 2 if manner == "twice" else 1
        weather = Troubled(discord.gateway, [*MANNERS[manner]])
        for each in talks:
            each.acted = weather.strike
        if manner == "twice":
            talks += [talk(discord, way, f"{manner} from the first word on, {way}") for way in WAYS]
        async with meanwhile(*(each.through() for each in talks)) as everybody:
            await asyncio.wait(everybody, timeout=STUCK)
        await bot.stop()
        assert weather.troubles == []
        assert nothing_noticed(talks, calm)
        assert doubled(discord) == []
        assert [each for every in talks for each in unheard(home, every)] == []
