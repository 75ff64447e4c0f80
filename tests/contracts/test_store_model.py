"""The model run over every store; the SQLite file is also closed and opened again in between."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import rule, run_state_machine_as_test

from adapters import sqlite
from bot.ports import Store
from tests.contracts.model import StoreModel
from tests.contracts.store import START
from tests.fakes_store import MemoryStore
from tests.simulation.machines import Inline
from tests.simulation.mutants import STORE_MUTANTS, NoHeartbeat


class SqliteModel(StoreModel):
    """Over a file."""

    def fresh(self) -> Store:
        self.folder = TemporaryDirectory()
        return self.opened()

    def opened(self) -> sqlite.SqliteStore:
        return sqlite.create(Path(self.folder.name) / "bot.db", lambda: START, Inline, lambda: 0.0)

    @rule()
    def open_again(self) -> None:
        """The leases are free; nothing else has changed."""
        assert isinstance(self.store, sqlite.SqliteStore)
        self.store.close()
        self.store = self.opened()
        self.turns, self.deliveries = [], []
        for model in self.models.values():
            model.fence, model.until = 0, START
            for waiting in model.out:
                waiting.fence, waiting.until = 0, START
                waiting.openings, waiting.excused = waiting.openings + 1, 0

    def teardown(self) -> None:
        assert isinstance(self.store, sqlite.SqliteStore)
        self.store.close()
        self.folder.cleanup()
        super().teardown()


class MemoryModel(StoreModel):
    """Over lists."""

    def fresh(self) -> Store:
        return MemoryStore(lambda: START)


USUAL = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestSqliteModel = SqliteModel.TestCase
TestSqliteModel.settings = USUAL
TestMemoryModel = MemoryModel.TestCase
TestMemoryModel.settings = USUAL


@pytest.mark.parametrize("mutant", [each for each in STORE_MUTANTS if each is not NoHeartbeat])
def test_the_model_finds_each_mutant_out(mutant: type[MemoryStore]) -> None:
    class MutantModel(StoreModel):
        def fresh(self) -> Store:
            return mutant(lambda: START)

    hurried = settings(USUAL, max_examples=400, phases=[Phase.generate], database=None, derandomize=True)
    with pytest.raises((AssertionError, LookupError, ValueError)):
        run_state_machine_as_test(MutantModel, settings=hurried)
