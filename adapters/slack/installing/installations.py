"""Where the app is installed: one row a workspace, its tokens sealed.

A table of its own, apart from the conversations, so that it can be kept, copied and deleted by itself. Everything
here blocks; `tokens` calls it in a thread. What is deleted is overwritten, not just unlinked.
"""

import json
import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.slack.installing.vault import Unreadable, Vault

TABLES = """
CREATE TABLE IF NOT EXISTS installations (
    client TEXT NOT NULL, workspace TEXT NOT NULL,
    enterprise TEXT NOT NULL, team TEXT NOT NULL, app TEXT NOT NULL, bot_user TEXT NOT NULL,
    name TEXT NOT NULL, scopes TEXT NOT NULL, at REAL NOT NULL, expires REAL, sealed BLOB NOT NULL,
    PRIMARY KEY (client, workspace)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS states (state BLOB PRIMARY KEY, expires REAL NOT NULL) WITHOUT ROWID;
"""
COLUMNS = "enterprise, team, app, bot_user, name, scopes, at, expires, sealed"


@dataclass(frozen=True, slots=True)
class Installation:
    """The app in a workspace, or (`team` empty) in a whole organisation. `at` and `expires` in seconds since the
    epoch; `refresh` and `expires` only with token rotation."""

    enterprise: str
    team: str
    app: str
    bot_user: str
    name: str
    scopes: tuple[str, ...]
    at: float
    token: str = field(repr=False)
    refresh: str | None = field(default=None, repr=False)
    expires: float | None = None

    @property
    def workspace(self) -> str:
        """By what conversations name it: the team's id; the enterprise's for an installation of the whole."""
        return self.team or self.enterprise


@contextmanager
def connected(path: Path) -> Generator[sqlite3.Connection]:
    """One transaction on a file that only its owner can read."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(path, timeout=5.0)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.executescript(TABLES)
        with connection:
            yield connection


@dataclass(frozen=True, slots=True)
class Installations:
    """The rows of one Slack app, `client` being its client id."""

    path: Path
    vault: Vault
    client: str

    def save(self, installed: Installation) -> None:
        """Write it; an earlier one of the same workspace is gone."""
        secrets = json.dumps([installed.token, installed.refresh])
        row = (
            *(installed.enterprise, installed.team, installed.app, installed.bot_user, installed.name),
            *(" ".join(installed.scopes), installed.at, installed.expires),
            self.vault.seal(secrets, self._owner(installed.enterprise, installed.team, installed.bot_user)),
        )
        with connected(self.path) as connection:
            connection.execute(
                f"INSERT OR REPLACE INTO installations (client, workspace, {COLUMNS})"  # noqa: S608 - our own names
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self.client, installed.workspace, *row),
            )

    def find(self, workspace: str) -> Installation | None:
        """The installation; raises Unreadable when no key opens it."""
        with connected(self.path) as connection:
            row = connection.execute(
                f"SELECT {COLUMNS} FROM installations WHERE client = ? AND workspace = ?",  # noqa: S608 - as above
                (self.client, workspace),
            ).fetchone()
        return None if row is None else self._read(row)

    def remove(self, workspace: str) -> None:
        """Delete it; nothing happens when there is none."""
        with connected(self.path) as connection:
            connection.execute(
                "DELETE FROM installations WHERE client = ? AND workspace = ?", (self.client, workspace)
            )

    def workspaces(self) -> tuple[str, ...]:
        """All of them, readable or not."""
        with connected(self.path) as connection:
            rows = connection.execute(
                "SELECT workspace FROM installations WHERE client = ? ORDER BY workspace", (self.client,)
            ).fetchall()
        return tuple(str(name) for (name,) in rows)

    def seal_anew(self) -> tuple[str, ...]:
        """Seal with the first key what another key sealed; the workspaces that no key opens."""
        unreadable: list[str] = []
        for workspace in self.workspaces():
            try:
                found = self.find(workspace)
                if found and not self.vault.current(self._sealed(workspace)):
                    self.save(found)
            except Unreadable:
                unreadable.append(workspace)
        return tuple(unreadable)

    def _sealed(self, workspace: str) -> bytes:
        with connected(self.path) as connection:
            (sealed,) = connection.execute(
                "SELECT sealed FROM installations WHERE client = ? AND workspace = ?",
                (self.client, workspace),
            ).fetchone()
        return bytes(sealed)

    def _owner(self, enterprise: str, team: str, bot_user: str) -> str:
        """What a sealed row is bound to; JSON, so that no two owners read alike."""
        return json.dumps(["slack", self.client, enterprise, team, bot_user])

    def _read(self, row: tuple[str, str, str, str, str, str, float, float | None, bytes]) -> Installation:
        enterprise, team, app, bot_user, name, scopes, at, expires, sealed = row
        token, refresh = json.loads(self.vault.open(sealed, self._owner(enterprise, team, bot_user)))
        return Installation(
            enterprise, team, app, bot_user, name, tuple(scopes.split()), at, token, refresh, expires
        )
