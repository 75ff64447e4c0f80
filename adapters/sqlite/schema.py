"""The tables, how an older file is brought up to them, and what SQLite's errors mean.

`due` is the one index that serves as ready queue, timer and end of a lease: microseconds since 1970, or, for what
is ready, the small number of its oldest entry, so that the queue is fair. `held` keeps an arriving event from
hurrying a conversation that is leased or waits for its next try.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.ports import StoreTrouble, StoreUnusable

# One script per version of the tables; `PRAGMA user_version` counts those that were run. Append, never edit.
MIGRATIONS = (
    """
    CREATE TABLE conversations (
        id INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        workspace TEXT NOT NULL,
        thread TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 0,
        fence INTEGER NOT NULL DEFAULT 0,
        held INTEGER NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0,
        due INTEGER,
        alarm_at INTEGER,
        alarm_timer TEXT,
        touched INTEGER,
        UNIQUE (platform, workspace, thread)
    );
    CREATE INDEX due_conversations ON conversations (due) WHERE due IS NOT NULL;
    CREATE TABLE states (
        conversation INTEGER PRIMARY KEY,
        schema INTEGER NOT NULL,
        body TEXT NOT NULL
    );
    CREATE TABLE seen (
        conversation INTEGER NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY (conversation, event)
    ) WITHOUT ROWID;
    CREATE TABLE mailbox (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        event TEXT NOT NULL,
        body TEXT NOT NULL
    );
    CREATE INDEX mailbox_of ON mailbox (conversation, seq);
    CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        lane TEXT NOT NULL CHECK (lane IN ('message', 'job')),
        id TEXT NOT NULL,
        job TEXT,
        language TEXT NOT NULL,
        body TEXT NOT NULL,
        fence INTEGER NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0,
        due INTEGER
    );
    CREATE INDEX outbox_of ON outbox (conversation, lane, seq);
    CREATE INDEX due_effects ON outbox (lane, due) WHERE due IS NOT NULL;
    CREATE TABLE parked (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        id TEXT NOT NULL,
        what TEXT NOT NULL,
        reason TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL
    );
    CREATE INDEX parked_of ON parked (conversation);
    """,
)

_MEANING = {
    "SQLITE_CORRUPT": StoreTrouble.CORRUPT,
    "SQLITE_NOTADB": StoreTrouble.CORRUPT,
    "SQLITE_READONLY": StoreTrouble.READ_ONLY,
    "SQLITE_FULL": StoreTrouble.FULL,
    "SQLITE_CANTOPEN": StoreTrouble.NO_ACCESS,
    "SQLITE_PERM": StoreTrouble.NO_ACCESS,
    "SQLITE_AUTH": StoreTrouble.NO_ACCESS,
    "SQLITE_IOERR": StoreTrouble.BROKEN,
    "SQLITE_NOMEM": StoreTrouble.BROKEN,
}


def trouble_in(error: Exception) -> StoreTrouble | None:
    """What an error says about the file; None when it says nothing (then it is a mistake of ours)."""
    match error:
        case sqlite3.Error():
            name = getattr(error, "sqlite_errorname", "")
            return next((trouble for stem, trouble in _MEANING.items() if name.startswith(stem)), None)
        case PermissionError() | NotADirectoryError() | IsADirectoryError() | FileNotFoundError():
            return StoreTrouble.NO_ACCESS
        case OSError():
            return StoreTrouble.BROKEN
        case _:
            return None


@contextmanager
def spoken(place: str) -> Generator[None, None, None]:
    """Turns errors that concern the file into StoreUnusable."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        trouble = trouble_in(error)
        if trouble is None:
            raise
        raise StoreUnusable(trouble, place) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open or create the file, readable by its owner alone, with today's tables. Raises StoreUnusable."""
    with spoken(str(path)):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            migrate(connection, MIGRATIONS, str(path))
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection


def migrate(connection: sqlite3.Connection, scripts: tuple[str, ...], place: str) -> None:
    """Run the scripts that this file has not seen, each with its number in one transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(scripts):
        raise StoreUnusable(StoreTrouble.NEWER, place)
    for number, script in enumerate(scripts[version:], start=version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise
