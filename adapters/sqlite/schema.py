"""The tables, and how an older file is brought up to them.

The file holds what must outlive the process: states, timers, what waits in mailbox and outbox, what was seen, what
was parked, what platforms keep of a conversation (`traces`). Leases and queues are not in it: the lock on the file
means that whoever held them is dead. `openings` counts the processes that died while the row waited, so that work that
kills its process is noticed; one that closes the file tells it by `process`, and counts only for messages that it may
have posted. Times are microseconds since 1970.
"""

import os
import sqlite3
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
        touched INTEGER,
        alarm_at INTEGER,
        alarm_timer TEXT,
        schema INTEGER,
        state TEXT,
        UNIQUE (platform, workspace, thread)
    );
    CREATE INDEX alarms ON conversations (alarm_at) WHERE alarm_at IS NOT NULL;
    CREATE TABLE seen (
        conversation INTEGER NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY (conversation, event)
    ) WITHOUT ROWID;
    CREATE TABLE mailbox (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        event TEXT NOT NULL,
        body TEXT NOT NULL,
        openings INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX mailbox_of ON mailbox (conversation, seq);
    CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        lane TEXT NOT NULL,
        id TEXT NOT NULL,
        job TEXT,
        language TEXT NOT NULL,
        body TEXT NOT NULL,
        openings INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE parked (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        id TEXT NOT NULL,
        what TEXT NOT NULL,
        reason TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL
    );
    """,
    # Open until somebody closes it: of a file of the first version nobody knows how its last process ended.
    """
    CREATE TABLE process (open INTEGER NOT NULL);
    INSERT INTO process VALUES (1);
    """,
    """
    CREATE TABLE traces (
        conversation INTEGER NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (conversation, name)
    ) WITHOUT ROWID;
    CREATE INDEX traced ON traces (name, value);
    """,
)


def connect(path: Path) -> sqlite3.Connection:
    """Open or create the file, readable by its owner alone, with today's tables."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        migrate(connection, MIGRATIONS, str(path))
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, scripts: tuple[str, ...], place: str) -> None:
    """Run the scripts that this file has not seen, each with its number in one transaction.

    Raises StoreUnusable for a file that a later version of the bot wrote.
    """
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
