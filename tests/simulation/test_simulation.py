"""The real engine survives the simulator, on every store; arms that leave out one precaution do not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.simulation.machines import Embedded, Server, memory_server, sqlite_server
from tests.simulation.mutants import MUTANTS
from tests.simulation.play import Cast, play
from tests.simulation.world import Odds

CASTS = {
    "sqlite, one process that takes its memory with it": Cast(Embedded),
    "sqlite, two processes that outlive each other": Cast(sqlite_server, processes=2),
    "memory, three processes that outlive each other": Cast(memory_server, processes=3),
}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", CASTS)
def test_nothing_is_lost_doubled_or_disordered(name: str, seed: int, tmp_path: Path) -> None:
    assert play(CASTS[name], seed, tmp_path) == []


FORGETFUL = ("line", "plan", "stop", "forget")
SLEEPY = Odds(
    crash=0, pause=0.02, repeated=0
)  # whoever repeats a line after it was forgotten has said it anew


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("machines", [sqlite_server, memory_server])
def test_what_is_to_be_forgotten_is_and_what_is_said_next_is_not(
    machines: Callable[[Path], Server], seed: int, tmp_path: Path
) -> None:
    assert play(Cast(machines, processes=2, odds=SLEEPY, lines=FORGETFUL), seed, tmp_path) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_an_arm_without_one_precaution_is_found_out(name: str, tmp_path: Path) -> None:
    assert any(play(MUTANTS[name], seed, tmp_path) for seed in range(40))
