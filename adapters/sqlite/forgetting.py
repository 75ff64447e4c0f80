"""How a conversation is forgotten, to the last byte: SQLite overwrites what is deleted (`secure_delete`).

Whoever forgets one asks the writer to do it last in its transaction: a row's number may be given anew, and until the
desk is told it knows the conversation by the old one.
"""

import sqlite3
from datetime import timedelta

from bot.core.events import Key
from bot.ports import Tenant

LATEST_DUPLICATE = timedelta(days=30)
"""After which an event that was taken in does not come again. Platforms repeat what was not acknowledged for minutes,
a day at the most; an event that somebody replays by hand after a month of silence is a new one. Within a conversation
that goes on nothing is dropped: there a late duplicate would be answered in the middle of another talk."""

_OF_A_CONVERSATION = ("seen", "mailbox", "outbox", "parked", "traces")


def forget(db: sqlite3.Connection, whom: Key | Tenant) -> None:
    """All of a conversation, or of a workspace."""
    rows = db.execute(*_rows_of(whom)).fetchall()
    for table in _OF_A_CONVERSATION:
        db.executemany(f"DELETE FROM {table} WHERE conversation = ?", rows)  # noqa: S608 - our own names
    db.executemany("DELETE FROM conversations WHERE id = ?", rows)


def forget_but_mail(db: sqlite3.Connection, row: int) -> None:
    """All of a conversation but what has come since it was to be forgotten, with which it begins anew."""
    for table in ("outbox", "parked", "traces"):
        db.execute(f"DELETE FROM {table} WHERE conversation = ?", (row,))  # noqa: S608 - our own names
    db.execute(
        """DELETE FROM seen WHERE conversation = ?1
           AND event NOT IN (SELECT event FROM mailbox WHERE conversation = ?1)""",
        (row,),
    )
    db.execute(
        """UPDATE conversations SET version = 0, touched = NULL, alarm_at = NULL, alarm_timer = NULL, schema = NULL,
               state = NULL WHERE id = ?""",
        (row,),
    )
    db.execute(
        "DELETE FROM conversations WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM mailbox WHERE conversation = ?1)",
        (row,),
    )


def forget_the_seen(db: sqlite3.Connection, touched_before: int) -> None:
    """The ids of events of conversations that have been silent since, and in which nothing waits."""
    db.execute(
        """DELETE FROM seen WHERE conversation IN (
               SELECT id FROM conversations WHERE touched < ?
               AND NOT EXISTS (SELECT 1 FROM mailbox WHERE conversation = conversations.id))""",
        (touched_before,),
    )


def _rows_of(whom: Key | Tenant) -> tuple[str, tuple[str, ...]]:
    of_a_tenant = "SELECT id FROM conversations WHERE platform = ? AND workspace = ?"
    if isinstance(whom, Tenant):
        return of_a_tenant, (whom.platform, whom.workspace)
    return f"{of_a_tenant} AND thread = ?", (whom.platform, whom.workspace, whom.thread)
