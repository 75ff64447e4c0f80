"""Effects after the commit, as SQL: one operation each, to be run inside the writer's transaction.

Two lanes: messages leave one at a time per conversation, in order, so only the first of a conversation has a `due`;
jobs run beside them. What is settled is deleted; what is cancelled is deleted too, which is how its holder hears of it.
"""

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from bot.core.events import Key

Row = tuple[Any, ...]  # SQLite's columns have the types of the schema, which no checker sees
Lane = Literal["message", "job"]

_OF = "(SELECT id FROM conversations WHERE platform = ? AND workspace = ? AND thread = ?)"
_MINE = f"conversation = {_OF} AND id = ? AND fence = ?"
_NEXT = """UPDATE outbox SET due = seq WHERE due IS NULL AND seq = (
    SELECT MIN(seq) FROM outbox WHERE conversation = ? AND lane = 'message')"""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An effect to be carried out; `job` is the id of a job that is started."""

    id: str
    lane: Lane
    job: str | None
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Held:
    """Which effect, under which fence."""

    key: Key
    id: str
    fence: int

    def columns(self) -> tuple[str, str, str, str, int]:
        """For the condition that it is still held."""
        return (self.key.platform, self.key.workspace, self.key.thread, self.id, self.fence)


@dataclass(frozen=True, slots=True)
class ClaimedEffect:
    """An effect as it is stored."""

    id: str
    key: Key
    language: str
    body: str
    attempt: int


def put_out(db: sqlite3.Connection, row: int, outgoing: tuple[Outgoing, ...]) -> None:
    """Append; the first message and every job are due at once."""
    for each in outgoing:
        db.execute(
            "INSERT INTO outbox (conversation, lane, id, job, language, body) VALUES (?, ?, ?, ?, ?, ?)",
            (row, each.lane, each.id, each.job, each.language, each.body),
        )
    if any(each.lane == "message" for each in outgoing):
        db.execute(_NEXT, (row,))
    if any(each.lane == "job" for each in outgoing):
        db.execute(
            "UPDATE outbox SET due = seq WHERE conversation = ? AND lane = 'job' AND due IS NULL", (row,)
        )


def claim(db: sqlite3.Connection, lane: Lane, now: int, until: int, fence: int) -> ClaimedEffect | None:
    """The effect that has waited longest, held under `fence`."""
    found: Row | None = db.execute(
        """SELECT o.seq, o.id, o.language, o.body, o.tries, c.platform, c.workspace, c.thread
           FROM outbox o JOIN conversations c ON c.id = o.conversation
           WHERE o.lane = ? AND o.due <= ? ORDER BY o.due LIMIT 1""",
        (lane, now),
    ).fetchone()
    if found is None:
        return None
    seq, name, language, body, tries, platform, workspace, thread = found
    db.execute("UPDATE outbox SET fence = ?, tries = tries + 1, due = ? WHERE seq = ?", (fence, until, seq))
    return ClaimedEffect(name, Key(platform, workspace, thread), language, body, tries + 1)


def wait_until(db: sqlite3.Connection, held: Held, due: int) -> bool:
    """A later end for the lease, or the time of the next try; False when it was lost or cancelled."""
    changed = db.execute(f"UPDATE outbox SET due = ? WHERE {_MINE}", (due, *held.columns()))  # noqa: S608
    return changed.rowcount > 0


def settle(db: sqlite3.Connection, held: Held) -> bool:
    """Done with it: the conversation's next message is due. False when it was lost or cancelled."""
    found: Row | None = db.execute(
        f"DELETE FROM outbox WHERE {_MINE} RETURNING conversation",  # noqa: S608
        held.columns(),
    ).fetchone()
    if found is None:
        return False
    db.execute(_NEXT, found)
    return True


def park(db: sqlite3.Connection, held: Held, reason: str, at: int) -> bool:
    """Set it aside where an operator sees it; False when it was lost or cancelled."""
    parked = db.execute(
        f"""INSERT INTO parked (conversation, id, what, reason, at, body)
            SELECT conversation, id, lane, ?, ?, body FROM outbox WHERE {_MINE}""",  # noqa: S608
        (reason, at, *held.columns()),
    )
    return parked.rowcount > 0 and settle(db, held)
