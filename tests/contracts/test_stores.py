"""Every store against every contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters import sqlite
from bot.ports import Store
from tests.contracts.store import START, ArchiveContract, OutboxContract, TracesContract, TurnsContract
from tests.fakes_store import MemoryStore


class OnSqlite:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = sqlite.create(tmp_path / "bot.db", lambda: START, elapsed=lambda: 0.0)
        yield store
        store.close()


class InMemory:
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore(lambda: START)


class TestTurnsOnSqlite(OnSqlite, TurnsContract): ...


class TestOutboxOnSqlite(OnSqlite, OutboxContract): ...


class TestArchiveOnSqlite(OnSqlite, ArchiveContract): ...


class TestTracesOnSqlite(OnSqlite, TracesContract): ...


class TestTurnsInMemory(InMemory, TurnsContract): ...


class TestOutboxInMemory(InMemory, OutboxContract): ...


class TestArchiveInMemory(InMemory, ArchiveContract): ...


class TestTracesInMemory(InMemory, TracesContract): ...
