"""What people and operators ask of the file, and how a conversation is forgotten, as SQL."""

import sqlite3
from typing import Any

from adapters.sqlite.codec import moment
from adapters.sqlite.mailbox import address, conversation_id
from bot.core.events import Key
from bot.ports import Parked

Row = tuple[Any, ...]  # SQLite's columns have the types of the schema, which no checker sees

_OF_A_CONVERSATION = ("states", "seen", "mailbox", "outbox", "parked")


def load(db: sqlite3.Connection, key: Key) -> str | None:
    """The state of a conversation, as text."""
    found: Row | None = db.execute(
        """SELECT s.body FROM conversations c JOIN states s ON s.conversation = c.id
           WHERE c.platform = ? AND c.workspace = ? AND c.thread = ?""",
        address(key),
    ).fetchone()
    return None if found is None else str(found[0])


def latest(db: sqlite3.Connection, platform: str, workspace: str) -> str | None:
    """The state that was touched last, as text."""
    found: Row | None = db.execute(
        """SELECT s.body FROM conversations c JOIN states s ON s.conversation = c.id
           WHERE c.platform = ? AND c.workspace = ? ORDER BY c.touched DESC, c.id DESC LIMIT 1""",
        (platform, workspace),
    ).fetchone()
    return None if found is None else str(found[0])


def idle(db: sqlite3.Connection, key: Key) -> bool:
    """Nothing in the mailbox and nothing in the outbox."""
    row = conversation_id(db, key)
    (busy,) = db.execute(
        """SELECT EXISTS (SELECT 1 FROM mailbox WHERE conversation = ?)
               OR EXISTS (SELECT 1 FROM outbox WHERE conversation = ?)""",
        (row, row),
    ).fetchone()
    return not busy


def parked(db: sqlite3.Connection) -> tuple[Parked, ...]:
    """All work given up, the oldest first."""
    rows = db.execute(
        """SELECT p.id, c.platform, c.workspace, c.thread, p.what, p.reason, p.at
           FROM parked p JOIN conversations c ON c.id = p.conversation ORDER BY p.seq"""
    )
    return tuple(
        Parked(name, Key(platform, workspace, thread), what, reason, moment(at))
        for name, platform, workspace, thread, what, reason, at in rows
    )


def forget(db: sqlite3.Connection, key: Key) -> None:
    """Every trace of a conversation. Freed pages are overwritten (`secure_delete`)."""
    row = conversation_id(db, key)
    for table in _OF_A_CONVERSATION:
        db.execute(f"DELETE FROM {table} WHERE conversation = ?", (row,))  # noqa: S608
    db.execute("DELETE FROM conversations WHERE id = ?", (row,))


def let_go(db: sqlite3.Connection) -> int:
    """After opening: whoever held leases is dead, since the file was free. Gives the highest fence so far."""
    db.execute(
        """UPDATE conversations SET held = 0, due = COALESCE(
               (SELECT MIN(seq) FROM mailbox WHERE conversation = conversations.id), alarm_at)
           WHERE held"""
    )
    db.execute("UPDATE outbox SET due = seq WHERE due IS NOT NULL")
    (fence,) = db.execute(
        "SELECT MAX(COALESCE((SELECT MAX(fence) FROM conversations), 0), "
        "COALESCE((SELECT MAX(fence) FROM outbox), 0))"
    ).fetchone()
    return int(fence)
