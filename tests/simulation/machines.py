"""Where the simulated processes keep their things."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from adapters import sqlite
from adapters.sqlite.writer import Operation
from bot.ports import Store
from tests.fakes_store import MemoryStore
from tests.simulation import clock

T = TypeVar("T")
R = TypeVar("R")


class Inline:
    """A writer without a thread, so that a seed gives one course of events. It does not wait for the disk either:
    the processes that die here leave the machine running."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        connection.execute("PRAGMA synchronous = OFF")

    async def do(self, operation: Operation[T], then: Callable[[T], R], *, last: bool = False) -> R:
        self._connection.execute("BEGIN")
        try:
            result = operation(self._connection)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        return then(result)

    def close(self, last: Operation[None]) -> None:
        """Nothing at the last moment: the processes here do not leave, they die."""
        self._connection.close()


class Embedded:
    """A SQLite file: when the process dies, all that it had in memory is gone."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "bot.db"

    def fresh(self) -> Store:
        return sqlite.create(self._path, clock.now, Inline, clock.elapsed)

    def lost(self, store: Store) -> None:
        assert isinstance(store, sqlite.SqliteStore)
        store.close()  # each operation was committed or rolled back: closing adds nothing to what a kill leaves

    def after(self) -> Store:
        return self.fresh()


class Server:
    """A store that outlives the processes, as a server does: what a dead one held comes free when its lease ends."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def fresh(self) -> Store:
        return self._store

    def lost(self, store: Store) -> None:
        """It does not notice."""

    def after(self) -> Store:
        return self._store


def sqlite_server(folder: Path) -> Server:
    """The real store, as if it stood alone: several processes, leases that run out."""
    return Server(sqlite.create(folder / "bot.db", clock.now, Inline, clock.elapsed))


def memory_server(_folder: Path) -> Server:
    """The fake."""
    return Server(MemoryStore(clock.now))
