"""The real engine survives the simulator, on every store; arms that leave out one precaution do not."""

from pathlib import Path

import pytest

from tests.simulation.machines import Embedded, memory_server, sqlite_server
from tests.simulation.mutants import MUTANTS
from tests.simulation.play import Cast, play

CASTS = {
    "sqlite, one process that takes its memory with it": Cast(Embedded),
    "sqlite, two processes that outlive each other": Cast(sqlite_server, processes=2),
    "memory, three processes that outlive each other": Cast(memory_server, processes=3),
}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", CASTS)
def test_nothing_is_lost_doubled_or_disordered(name: str, seed: int, tmp_path: Path) -> None:
    assert play(CASTS[name], seed, tmp_path) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_an_arm_without_one_precaution_is_found_out(name: str, tmp_path: Path) -> None:
    assert any(play(MUTANTS[name], seed, tmp_path) for seed in range(40))
