"""Events twice, late, lost at first, in another order, and a mention that is told in two ways: each counts once."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.slack.faults.couriers import LATE, MANNERS, Careless
from tests.slack.faults.judging import WAYS, heard, kept, town, troubles, undisturbed
from tests.slack.faults.talk import Talk, Way

STUCK = 60.0  # seconds
Case = tuple[str, Way]
CASES: list[Case] = [(manner, way) for manner in MANNERS for way in WAYS]


@pytest.fixture(scope="module")
def calm() -> dict[Way, list[str]]:
    return undisturbed()


@pytest.fixture(scope="module")
def told() -> dict[Case, tuple[Talk, dict[str, int]]]:
    """Each conversation, and how often each thing was taken in that was said in it. All are held at once."""
    with TemporaryDirectory() as home:
        return asyncio.run(told_badly(Path(home)))


async def told_badly(home: Path) -> dict[Case, tuple[Talk, dict[str, int]]]:
    async with town(home) as (slack, bot):
        talks = {case: Talk(slack, case[1], f"T{number}") for number, case in enumerate(CASES)}
        manners = {talk.channel: MANNERS[manner] for (manner, _), talk in talks.items()}
        assert slack.deliveries.courier is not None
        slack.deliveries.courier = Careless(slack.deliveries.courier, manners)
        everybody = [asyncio.create_task(talk.through()) for talk in talks.values()]
        await asyncio.wait(everybody, timeout=STUCK)
        await asyncio.sleep(LATE + 0.5)  # what comes late has come, and would show
        for task in everybody:
            task.cancel()
        await bot.stop()
    return {case: (talk, heard(await kept(home, talk), talk)) for case, talk in talks.items()}


@pytest.mark.parametrize("case", CASES, ids=" by ".join)
def test_each_counts_once(
    case: Case, told: dict[Case, tuple[Talk, dict[str, int]]], calm: dict[Way, list[str]]
) -> None:
    talk, times = told[case]
    assert troubles([talk], calm) == []
    assert set(times.values()) == {1}
