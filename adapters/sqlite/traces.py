"""What platforms keep of a conversation: short strings by name, found from either side, forgotten with it."""

import sqlite3
from collections.abc import Mapping

from adapters.sqlite import tables
from adapters.sqlite.parts import Parts
from bot.core.events import Key
from bot.ports import Tenant


class SqliteTraces:
    """Read from the file, after what was asked before has been written."""

    _parts: Parts  # set by the store

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        def write(db: sqlite3.Connection) -> None:
            found = tables.find(db, key)
            if value is not None:
                row = found[0] if found else tables.begin(db, key)
                db.execute("INSERT OR REPLACE INTO traces VALUES (?, ?, ?)", (row, name, value))
            elif found:
                db.execute("DELETE FROM traces WHERE conversation = ? AND name = ?", (found[0], name))

        await self._parts.writer.do(write, lambda _: None)

    async def traces(self, key: Key) -> Mapping[str, str]:
        def look(db: sqlite3.Connection) -> list[tuple[str, str]]:
            return db.execute(
                """SELECT t.name, t.value FROM traces t JOIN conversations c ON c.id = t.conversation
                   WHERE c.platform = ? AND c.workspace = ? AND c.thread = ?""",
                (key.platform, key.workspace, key.thread),
            ).fetchall()

        return await self._parts.writer.do(look, dict)

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        def look(db: sqlite3.Connection) -> list[str]:
            rows = db.execute(
                """SELECT c.thread FROM traces t JOIN conversations c ON c.id = t.conversation
                   WHERE t.name = ? AND t.value = ? AND c.platform = ? AND c.workspace = ? ORDER BY c.id DESC""",
                (name, value, tenant.platform, tenant.workspace),
            )
            return [thread for (thread,) in rows]

        def keys(threads: list[str]) -> tuple[Key, ...]:
            return tuple(Key(tenant.platform, tenant.workspace, thread) for thread in threads)

        return await self._parts.writer.do(look, keys)
