"""The embedded store: mailbox, state, outbox and timers of every conversation in one SQLite file.

Write-ahead log, every commit synced, commits in groups (`writer`). The file (`schema`, `tables`) holds what must
survive; the desk holds what only a living process needs: queues, leases, fences. It is set up from the file on opening,
when whoever held a lease is dead, since the file's lock was free. So a claim costs no write, and a restart waits
for no lease.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from adapters.sqlite import tables
from adapters.sqlite.archive import SqliteArchive
from adapters.sqlite.desk import Desk, Letter, Parcel
from adapters.sqlite.errors import told
from adapters.sqlite.lock import Lock
from adapters.sqlite.outbox import SqliteOutbox
from adapters.sqlite.parts import Parts
from adapters.sqlite.schema import connect
from adapters.sqlite.traces import SqliteTraces
from adapters.sqlite.turns import SqliteTurns
from adapters.sqlite.writer import GroupWriter, Writes
from bot.core.storing import micros

__all__ = ["SqliteStore", "create"]


class SqliteStore(SqliteTurns, SqliteOutbox, SqliteArchive, SqliteTraces):
    """Turns, Outbox, Archive and Traces over one file. `create` opens it; `close` finishes what was asked."""

    def __init__(self, parts: Parts, lock: Lock) -> None:
        self._parts = parts
        self._lock = lock

    def close(self) -> None:
        """Finish what was asked, close the file, let the next process in."""
        begun = self._parts.desk.begun()
        self._parts.writer.close(lambda db: tables.leave(db, begun))
        self._lock.release()


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def create(
    path: Path,
    clock: Callable[[], datetime] = utc_now,
    writer: Callable[[sqlite3.Connection, str], Writes] = GroupWriter,
    elapsed: Callable[[], float] = monotonic,
) -> SqliteStore:
    """Open the file, made if missing (its folder too). Leases and back-offs last as `elapsed` (seconds) counts them,
    alarms and dates go by `clock`. Raises StoreBusy or StoreUnusable (`bot.ports`)."""
    with told(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock(path.with_name(f"{path.name}.lock"))
        try:
            connection = connect(path)
            try:
                desk = Desk(first_fence=micros(clock()))
                parts = Parts(writer(connection, str(path)), desk, clock, elapsed, str(path))
                with connection:
                    _set_up(connection, parts)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            raise
    return SqliteStore(parts, lock)


def _set_up(db: sqlite3.Connection, parts: Parts) -> None:
    """Put everything that waits back on the desk."""
    desk = parts.desk
    tables.enter(db)
    for key, seq, body, openings in tables.waiting_letters(db):
        desk.arrived(parts.box(db, key), Letter(seq, body, openings, openings))
    for key, seq, each, openings in tables.waiting_parcels(db):
        box = desk.boxes.setdefault(key, parts.box(db, key))
        parcel = Parcel(seq, each.id, box, each.job, each.language, each.body, openings, openings)
        parcel.last = each.lane == "forget"
        desk.went_out(box, parcel)
    desk.alarm = tables.next_alarm(db, 0)
