"""The statements, as plain functions of the connection. They know rows, not conversations; none of them commits."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.core.events import Key
from bot.core.storing import Outgoing

Row = tuple[Any, ...]  # SQLite's columns have the types of the schema, which no checker sees

ALARMS_AT_ONCE = 64


@dataclass(slots=True)
class Stored:
    """What a conversation is when a turn ends; times in microseconds."""

    schema: int
    state: str
    touched: int
    alarm: tuple[int, str] | None


def find(db: sqlite3.Connection, key: Key) -> tuple[int, int, str | None] | None:
    """(row, version, state) of a conversation."""
    found: tuple[int, int, str | None] | None = db.execute(
        "SELECT id, version, state FROM conversations WHERE platform = ? AND workspace = ? AND thread = ?",
        (key.platform, key.workspace, key.thread),
    ).fetchone()
    return found


def begin(db: sqlite3.Connection, key: Key) -> int:
    """A row for a conversation that has none."""
    return _new(
        db.execute(
            "INSERT INTO conversations (platform, workspace, thread) VALUES (?, ?, ?)",
            (key.platform, key.workspace, key.thread),
        )
    )


def receive(db: sqlite3.Connection, row: int, event: str, body: str) -> int | None:
    """Into the mailbox; None for an event that was seen before."""
    if not db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (row, event)).rowcount:
        return None
    return _new(
        db.execute("INSERT INTO mailbox (conversation, event, body) VALUES (?, ?, ?)", (row, event, body))
    )


def consume(db: sqlite3.Connection, letter: int) -> None:
    """Out of the mailbox."""
    db.execute("DELETE FROM mailbox WHERE seq = ?", (letter,))


def keep(db: sqlite3.Connection, row: int, version: int, stored: Stored) -> bool:
    """The next version of a conversation; False when `version` is not the present one."""
    at, timer = stored.alarm or (None, None)
    kept = db.execute(
        """UPDATE conversations SET version = version + 1, touched = ?, alarm_at = ?, alarm_timer = ?, schema = ?,
               state = ? WHERE id = ? AND version = ?""",
        (stored.touched, at, timer, stored.schema, stored.state, row, version),
    )
    return kept.rowcount > 0


def put_out(db: sqlite3.Connection, row: int, each: Outgoing) -> int:
    """Into the outbox."""
    return _new(
        db.execute(
            "INSERT INTO outbox (conversation, lane, id, job, language, body) VALUES (?, ?, ?, ?, ?, ?)",
            (row, each.lane, each.id, each.job, each.language, each.body),
        )
    )


def remove(db: sqlite3.Connection, parcel: int) -> bool:
    """Out of the outbox; False when it was removed before."""
    return db.execute("DELETE FROM outbox WHERE seq = ?", (parcel,)).rowcount > 0


def park_letter(db: sqlite3.Connection, letter: int, reason: str, at: int) -> bool:
    """From the mailbox to where an operator sees it."""
    parked = db.execute(
        """INSERT INTO parked (conversation, id, what, reason, at, body)
           SELECT conversation, event, 'event', ?, ?, body FROM mailbox WHERE seq = ?""",
        (reason, at, letter),
    )
    consume(db, letter)
    return parked.rowcount > 0


def park_parcel(db: sqlite3.Connection, parcel: int, reason: str, at: int) -> bool:
    """From the outbox to where an operator sees it."""
    db.execute(
        """INSERT INTO parked (conversation, id, what, reason, at, body)
           SELECT conversation, id, lane, ?, ?, body FROM outbox WHERE seq = ?""",
        (reason, at, parcel),
    )
    return remove(db, parcel)


def ringing(db: sqlite3.Connection, now: int) -> list[tuple[int, Key, int, str]]:
    """(row, key, at, timer) of alarms that ran out while their conversations had nothing else to do."""
    rows = db.execute(
        """SELECT id, platform, workspace, thread, alarm_at, alarm_timer FROM conversations
           WHERE alarm_at <= ? AND NOT EXISTS (SELECT 1 FROM mailbox WHERE conversation = conversations.id)
           ORDER BY alarm_at LIMIT ?""",
        (now, ALARMS_AT_ONCE),
    ).fetchall()
    return [(row, Key(*address), at, timer) for row, *address, at, timer in rows]


def silence(db: sqlite3.Connection, row: int) -> None:
    """An alarm rings once."""
    db.execute("UPDATE conversations SET alarm_at = NULL, alarm_timer = NULL WHERE id = ?", (row,))


def park_alarm(db: sqlite3.Connection, row: int, name: str, reason: str, at: int) -> None:
    """To where an operator sees it."""
    db.execute("INSERT INTO parked VALUES (NULL, ?, ?, 'alarm', ?, ?, '')", (row, name, reason, at))


def next_alarm(db: sqlite3.Connection, after: int) -> int | None:
    """The earliest alarm later than `after`."""
    (at,) = db.execute("SELECT MIN(alarm_at) FROM conversations WHERE alarm_at > ?", (after,)).fetchone()
    return None if at is None else int(at)


def waiting_letters(db: sqlite3.Connection) -> Iterator[tuple[Key, int, str, int]]:
    """(key, seq, body, openings) of the whole mailbox, the oldest first."""
    for platform, workspace, thread, *rest in db.execute(
        """SELECT c.platform, c.workspace, c.thread, m.seq, m.body, m.openings
           FROM mailbox m JOIN conversations c ON c.id = m.conversation ORDER BY m.seq"""
    ):
        yield Key(platform, workspace, thread), *rest


def waiting_parcels(db: sqlite3.Connection) -> Iterator[tuple[Key, int, Outgoing, int]]:
    """(key, seq, effect, openings) of the whole outbox, the oldest first."""
    for platform, workspace, thread, seq, name, lane, job, language, body, openings in db.execute(
        """SELECT c.platform, c.workspace, c.thread, o.seq, o.id, o.lane, o.job, o.language, o.body, o.openings
           FROM outbox o JOIN conversations c ON c.id = o.conversation ORDER BY o.seq"""
    ):
        yield Key(platform, workspace, thread), seq, Outgoing(name, lane, job, language, body), openings


def enter(db: sqlite3.Connection) -> None:
    """A process opens the file. If the last one did not close it, whatever waits now has outlived that one."""
    (died,) = db.execute("SELECT open FROM process").fetchone()
    if died:
        db.execute("UPDATE mailbox SET openings = openings + 1")
        db.execute("UPDATE outbox SET openings = openings + 1")
    db.execute("UPDATE process SET open = 1")


def leave(db: sqlite3.Connection, begun: Iterable[int]) -> None:
    """A process closes the file; `begun` are the parcels that it may have carried out."""
    db.executemany("UPDATE outbox SET openings = openings + 1 WHERE seq = ?", [(parcel,) for parcel in begun])
    db.execute("UPDATE process SET open = 0")


def _new(inserted: sqlite3.Cursor) -> int:
    if inserted.lastrowid is None:
        raise sqlite3.DatabaseError("a row was inserted without a number")
    return inserted.lastrowid
