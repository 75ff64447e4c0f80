"""One thread owns the file. It takes all that is asked at that moment, does it in one transaction, and syncs once.

An operation is a plain function of the connection. When one of them fails, the transaction is rolled back and
each is done again by itself: so nobody pays for savepoints, and nobody sees half of a neighbour's work. Futures
are resolved after the commit: whoever awaited an operation knows that it is on the disk.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol, TypeVar

from adapters.sqlite.schema import trouble_in
from bot.ports import StoreTrouble, StoreUnusable

T = TypeVar("T")
Operation = Callable[[sqlite3.Connection], T]

_MOST_AT_ONCE = 256


class Writes(Protocol):
    """Whoever carries out operations; the simulator has one without a thread."""

    async def do(self, operation: Operation[T]) -> T: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Asked:
    operation: Operation[Any]  # each caller's own type, which its future gives back
    future: asyncio.Future[Any]  # the same
    loop: asyncio.AbstractEventLoop


_Outcome = tuple[_Asked, object, BaseException | None]


class GroupWriter:
    """Group commit on a thread of its own; `place` names the file in errors."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        self._place = place
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def do(self, operation: Operation[T]) -> T:
        """The operation's result, once it is durable."""
        if not self._thread.is_alive():
            raise StoreUnusable(StoreTrouble.BROKEN, self._place)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._asked.put(_Asked(operation, future, loop))
        return await future

    def close(self) -> None:
        """Finish what was asked, then close the file."""
        self._asked.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (first := self._asked.get()) is not None:
            batch, last = self._rest(first)
            _answer(do_together(self._connection, batch, self._place))
            if last:
                return

    def _rest(self, first: _Asked) -> tuple[list[_Asked], bool]:
        """What else was asked meanwhile, and whether that was the end."""
        batch = [first]
        while len(batch) < _MOST_AT_ONCE:
            try:
                asked = self._asked.get_nowait()
            except Empty:
                break
            if asked is None:
                return batch, True
            batch.append(asked)
        return batch, False


def do_together(connection: sqlite3.Connection, batch: list[_Asked], place: str) -> list[_Outcome]:
    """All operations in one transaction; one by one when that fails."""
    try:
        connection.execute("BEGIN")
        results = [asked.operation(connection) for asked in batch]
        connection.execute("COMMIT")
    except Exception as error:  # noqa: BLE001 - whatever it is belongs to whoever awaits it, not to this thread
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if len(batch) == 1:
            return [(batch[0], None, _spoken(error, place))]
        return [outcome for asked in batch for outcome in do_together(connection, [asked], place)]
    return [(asked, result, None) for asked, result in zip(batch, results, strict=True)]


def _spoken(error: Exception, place: str) -> Exception:
    trouble = trouble_in(error)
    if trouble is None:
        return error
    unusable = StoreUnusable(trouble, place)
    unusable.__cause__ = error
    return unusable


def _answer(outcomes: list[_Outcome]) -> None:
    """Wake each loop once with everything that concerns it."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Outcome]] = {}
    for outcome in outcomes:
        by_loop.setdefault(outcome[0].loop, []).append(outcome)
    for loop, those in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_resolve, those)


def _resolve(outcomes: list[_Outcome]) -> None:
    for asked, result, error in outcomes:
        if asked.future.cancelled():
            continue
        if error is None:
            asked.future.set_result(result)
        else:
            asked.future.set_exception(error)
