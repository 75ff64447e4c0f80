"""Each trouble that Slack can make, met in the middle of a conversation: the thread reads as if nothing had happened.

All conversations are held at once with one bot, so that a trouble of one is also weather for the others.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.slack.faults.judging import town, troubles, undisturbed
from tests.slack.faults.storms import AIMED, ANYBODY, let_loose
from tests.slack.faults.talk import Talk, Way

STUCK = 120.0  # seconds


@dataclass(frozen=True, slots=True, repr=False)
class Weathered:
    """What came of it. `doubled`: effects that people see twice; `spared`: troubles that never struck."""

    talks: dict[str, Talk]
    doubled: list[str]
    spared: list[str]


async def weathered(home: Path) -> Weathered:
    async with town(home) as (slack, _):
        talks = {name: Talk(slack, storm.way, f"T{n}") for n, (name, storm) in enumerate(AIMED.items())}
        for name, storm in AIMED.items():
            let_loose(talks[name], storm)
        for method, fault in ANYBODY:
            slack.fault(method, fault)
        everybody = asyncio.gather(*(talk.through() for talk in talks.values()), return_exceptions=True)
        await asyncio.wait({everybody}, timeout=STUCK)
        everybody.cancel()
        spared = [f"{plan.method}: {plan.fault}" for plan in slack.faults.plans]
        return Weathered(talks, slack.doubled(), spared)


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


@pytest.fixture(scope="module")
def after() -> Weathered:
    with TemporaryDirectory() as home:
        return asyncio.run(weathered(Path(home)))


@pytest.mark.parametrize("name", AIMED)
def test_nobody_notices(name: str, after: Weathered, calm: dict[Way, list[str]]) -> None:
    assert troubles([after.talks[name]], calm) == []


def test_every_trouble_struck_and_nothing_is_there_twice(after: Weathered) -> None:
    assert after.spared == []
    assert after.doubled == []
