"""Turns as SQL: each function is one operation, to be run inside the writer's transaction.

`due` and `held` change together: a claim sets both, whatever ends the claim clears them and looks at the mailbox
in the same breath, so an event that arrives while a turn ends finds the conversation either held, and is found by
the turn's end, or free, and makes it due.
"""

import sqlite3
from dataclasses import dataclass
from typing import Any

from adapters.sqlite.outbox import Outgoing, put_out
from bot.core.events import Key

Row = tuple[Any, ...]  # SQLite's columns have the types of the schema, which no checker sees

_FREE = """held = 0, tries = 0, due = COALESCE(
    (SELECT MIN(seq) FROM mailbox WHERE conversation = conversations.id), alarm_at)"""
_MINE = "platform = ? AND workspace = ? AND thread = ? AND fence = ? AND held"


def address(key: Key) -> tuple[str, str, str]:
    """A key as the three columns."""
    return (key.platform, key.workspace, key.thread)


def conversation_id(db: sqlite3.Connection, key: Key) -> int | None:
    """The row of a conversation."""
    found: Row | None = db.execute(
        "SELECT id FROM conversations WHERE platform = ? AND workspace = ? AND thread = ?", address(key)
    ).fetchone()
    return None if found is None else int(found[0])


def accept(db: sqlite3.Connection, key: Key, event: str, body: str) -> bool:
    """Into the mailbox unless seen before, and the conversation due unless held."""
    row = conversation_id(db, key)
    if row is None:
        row = db.execute(
            "INSERT INTO conversations (platform, workspace, thread) VALUES (?, ?, ?)", address(key)
        ).lastrowid
    new = db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (row, event))
    if not new.rowcount:
        return False
    seq = db.execute(
        "INSERT INTO mailbox (conversation, event, body) VALUES (?, ?, ?)", (row, event, body)
    ).lastrowid
    db.execute(
        "UPDATE conversations SET due = ? WHERE id = ? AND NOT held AND (due IS NULL OR due > ?)",
        (seq, row, seq),
    )
    return True


@dataclass(frozen=True, slots=True)
class Claimed:
    """A turn as it is stored."""

    row: int
    key: Key
    version: int
    attempt: int
    state: str | None
    event: str


@dataclass(frozen=True, slots=True)
class Rung:
    """An alarm that ran out while its conversation had nothing else to do."""

    row: int
    key: Key
    at: int
    timer: str


def claim(db: sqlite3.Connection, now: int, until: int, fence: int) -> Claimed | Rung | None:
    """The conversation that has waited longest, held under `fence`; an alarm is first to be made an event."""
    found: Row | None = db.execute(
        """SELECT c.id, c.platform, c.workspace, c.thread, c.version, c.tries, c.alarm_at, c.alarm_timer,
                  s.body, m.body
           FROM conversations c
           LEFT JOIN states s ON s.conversation = c.id
           LEFT JOIN mailbox m ON m.seq = (SELECT MIN(seq) FROM mailbox WHERE conversation = c.id)
           WHERE c.due <= ? ORDER BY c.due LIMIT 1""",
        (now,),
    ).fetchone()
    if found is None:
        return None
    row, platform, workspace, thread, version, tries, alarm_at, timer, state, event = found
    key = Key(platform, workspace, thread)
    if event is None:
        return Rung(row, key, alarm_at, timer)
    db.execute(
        "UPDATE conversations SET fence = ?, held = 1, tries = tries + 1, due = ? WHERE id = ?",
        (fence, until, row),
    )
    return Claimed(row, key, version, tries + 1, state, event)


def silence(db: sqlite3.Connection, row: int) -> None:
    """An alarm rings once."""
    db.execute(
        f"UPDATE conversations SET alarm_at = NULL, alarm_timer = NULL, {_FREE} WHERE id = ?",  # noqa: S608
        (row,),
    )


@dataclass(frozen=True, slots=True)
class Committed:
    """What a turn leaves: `alarm` and `touched` in microseconds, `cancelled` the ids of jobs given up."""

    schema: int
    state: str
    touched: int
    alarm: tuple[int, str] | None
    outgoing: tuple[Outgoing, ...]
    cancelled: tuple[str, ...]


def commit(db: sqlite3.Connection, key: Key, fence: int, version: int, left: Committed) -> bool:
    """Consume the oldest event and write everything that follows from it; False when the fence was lost."""
    row = _mine(db, key, fence, version)
    if row is None:
        return False
    db.execute(
        "DELETE FROM mailbox WHERE seq = (SELECT MIN(seq) FROM mailbox WHERE conversation = ?)", (row,)
    )
    db.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?)", (row, left.schema, left.state))
    db.executemany(
        "DELETE FROM outbox WHERE conversation = ? AND lane = 'job' AND job = ?",
        [(row, job) for job in left.cancelled],
    )
    put_out(db, row, left.outgoing)
    alarm_at, timer = left.alarm or (None, None)
    db.execute(
        "UPDATE conversations SET version = ?, touched = ?, alarm_at = ?, alarm_timer = ? WHERE id = ?",
        (version + 1, left.touched, alarm_at, timer, row),
    )
    db.execute(f"UPDATE conversations SET {_FREE} WHERE id = ?", (row,))  # noqa: S608
    return True


def renew(db: sqlite3.Connection, key: Key, fence: int, until: int) -> bool:
    """A later end for the lease, or the time of the next try: held, so that nothing overtakes the event that is
    tried again. False when the lease was lost."""
    renewed = db.execute(
        f"UPDATE conversations SET due = ? WHERE {_MINE}",  # noqa: S608
        (until, *address(key), fence),
    )
    return renewed.rowcount > 0


def park(db: sqlite3.Connection, key: Key, fence: int, why: tuple[str, int]) -> None:
    """Set the oldest event aside (`why` is the reason and the time) and go on with the next."""
    found: Row | None = db.execute(
        f"SELECT id FROM conversations WHERE {_MINE}",  # noqa: S608
        (*address(key), fence),
    ).fetchone()
    if found is None:
        return
    (row,) = found
    db.execute(
        """INSERT INTO parked (conversation, id, what, reason, at, body)
           SELECT conversation, event, 'event', ?, ?, body FROM mailbox
           WHERE seq = (SELECT MIN(seq) FROM mailbox WHERE conversation = ?)""",
        (*why, row),
    )
    db.execute(
        "DELETE FROM mailbox WHERE seq = (SELECT MIN(seq) FROM mailbox WHERE conversation = ?)", (row,)
    )
    db.execute(f"UPDATE conversations SET {_FREE} WHERE id = ?", (row,))  # noqa: S608


def _mine(db: sqlite3.Connection, key: Key, fence: int, version: int) -> int | None:
    found: Row | None = db.execute(
        f"SELECT id FROM conversations WHERE {_MINE} AND version = ?",  # noqa: S608
        (*address(key), fence, version),
    ).fetchone()
    return None if found is None else int(found[0])
