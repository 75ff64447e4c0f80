"""A store that leaves out one precaution breaks at least one clause of the contract."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.ports import Store
from tests.contracts.store import START, ArchiveContract, OutboxContract, TurnsContract
from tests.fakes_store import MemoryStore
from tests.simulation.mutants import STORE_MUTANTS

Clause = Callable[[Store], Awaitable[None]]

CLAUSES: list[Clause] = [
    getattr(contract, name).__get__(contract())
    for contract in (TurnsContract, OutboxContract, ArchiveContract)
    for name in vars(contract)
    if name.startswith("test_")
]


def broken(make: type[MemoryStore]) -> list[str]:
    """The clauses that a store breaks."""

    async def breaks(clause: Clause) -> bool:
        try:
            await clause(make(lambda: START))
        except (AssertionError, LookupError, ValueError):
            return True
        return False

    return [getattr(clause, "__name__", "") for clause in CLAUSES if asyncio.run(breaks(clause))]


def test_the_fake_breaks_none() -> None:
    assert broken(MemoryStore) == []


@pytest.mark.parametrize("mutant", STORE_MUTANTS)
def test_each_mutant_breaks_some(mutant: type[MemoryStore]) -> None:
    assert broken(mutant)
