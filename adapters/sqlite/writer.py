"""Group commit: what is asked while the disk is busy is done in one transaction, and synced once.

An operation is a plain function of the connection. Statements run on the caller's loop, where they cost microseconds;
only COMMIT, which waits for the disk, runs on a thread, and the loop goes on meanwhile. (With the statements on
the thread too, every one of them waits for the interpreter's lock: measured three times slower.) Futures are resolved
after the commit, so whoever awaited an operation knows that it is on the disk. When an operation fails, the
transaction is rolled back and each is done again by itself: nobody pays for savepoints, or for a neighbour's failure.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from adapters.sqlite.errors import meaning
from bot.ports import StoreTrouble, StoreUnusable

T = TypeVar("T")
R = TypeVar("R")
Operation = Callable[[sqlite3.Connection], T]


class Writes(Protocol):
    """Whoever carries out operations; the simulator has one without a thread."""

    async def do(self, operation: Operation[T], then: Callable[[T], R], *, last: bool = False) -> R: ...

    def close(self, last: Operation[None]) -> None: ...


@dataclass(slots=True, eq=False)
class Asked:
    """An operation and who waits for it: the types of each fit each other, which `do` has seen to."""

    operation: Operation[Any]  # see above
    then: Callable[[Any], Any]  # see above
    future: asyncio.Future[Any]  # see above
    last: bool


class GroupWriter:
    """`place` names the file in errors. For one event loop at a time."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        self._place = place
        self._asked: list[Asked] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._busy = False
        self._closed = False
        self._syncing: Future[object] | None = None
        self._thread = ThreadPoolExecutor(1, "sqlite-commit")

    async def do(self, operation: Operation[T], then: Callable[[T], R], *, last: bool = False) -> R:
        """The operation's result once it is durable, through `then`, which runs even when nobody waits any more.

        `last` of its transaction: what is asked after it is done when its `then` is.
        """
        if self._closed:
            raise StoreUnusable(StoreTrouble.BROKEN, self._place)
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._abandon()
            self._loop = loop
        future: asyncio.Future[R] = loop.create_future()
        self._asked.append(Asked(operation, then, future, last))
        if not self._busy:
            self._busy = True
            loop.call_soon(self._next)
        return await future

    def close(self, last: Operation[None]) -> None:
        """Finish what was asked, do one thing more if the disk lets us, then close the file."""
        self._closed = True
        if self._syncing is not None:
            self._syncing.exception()
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._thread.shutdown()
        with suppress(sqlite3.Error):
            self._connection.execute("BEGIN")
            last(self._connection)
            self._connection.execute("COMMIT")
        self._connection.close()

    def _abandon(self) -> None:
        """The loop that asked before is gone, and nobody waits for its answers: half a transaction is undone."""
        if self._syncing is not None:
            self._syncing.exception()
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._asked, self._busy, self._syncing = [], False, None

    def _next(self) -> None:
        """All that was asked so far, in one transaction."""
        end = next(
            (place for place, asked in enumerate(self._asked, start=1) if asked.last), len(self._asked)
        )
        batch, self._asked = self._asked[:end], self._asked[end:]
        if not batch:
            self._busy = False
            return
        before = self._connection.total_changes
        try:
            self._connection.execute("BEGIN")
            results = [asked.operation(self._connection) for asked in batch]
        except Exception:  # noqa: BLE001 - whoever asked for the one that fails is told when it fails by itself
            self._one_by_one(batch)
            self._next()
            return
        if self._connection.total_changes == before:  # nothing to sync
            self._connection.execute("COMMIT")
            self._resolve(batch, results)
            self._next()
            return
        self._syncing = self._thread.submit(self._connection.execute, "COMMIT")
        self._syncing.add_done_callback(partial(self._tell, batch, results))

    def _tell(self, batch: list[Asked], results: list[object], synced: Future[object]) -> None:
        """From the thread to the loop, if it is still there."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._synced, batch, results, synced)

    def _synced(self, batch: list[Asked], results: list[object], synced: Future[object]) -> None:
        self._syncing = None
        if synced.exception() is None:
            self._resolve(batch, results)
        else:
            self._one_by_one(batch)
        self._next()

    def _one_by_one(self, batch: list[Asked]) -> None:
        """Each operation in a transaction of its own; what fails fails alone."""
        for asked in batch:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            try:
                self._connection.execute("BEGIN")
                result = asked.operation(self._connection)
                self._connection.execute("COMMIT")
            except Exception as error:  # noqa: BLE001 - it belongs to whoever awaits it
                self._refuse(asked, error)
            else:
                self._resolve([asked], [result])
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _resolve(self, batch: list[Asked], results: list[object]) -> None:
        """Tell each what came of it. A `then` that raises fails whoever asked, and stops nobody else."""
        for asked, result in zip(batch, results, strict=True):
            try:
                after = asked.then(result)
            except Exception as error:  # noqa: BLE001 - it belongs to whoever awaits it
                self._refuse(asked, error)
            else:
                if not asked.future.done():
                    asked.future.set_result(after)

    def _refuse(self, asked: Asked, error: Exception) -> None:
        if not asked.future.done():
            asked.future.set_exception(meaning(error, self._place))
