"""What people and operators ask of the file."""

import logging
import sqlite3

from adapters.sqlite import forgetting, tables
from adapters.sqlite.codec import read
from adapters.sqlite.parts import Parts
from bot.core.conversation import Conversation
from bot.core.events import Key
from bot.core.stored import TooNew
from bot.core.storing import NOT_READ, moment
from bot.ports import Parked, StoreTrouble, StoreUnusable, Tenant

log = logging.getLogger(__name__)


class SqliteArchive:
    """Read from the file, after what was asked before has been written."""

    _parts: Parts  # set by the store

    async def load(self, key: Key) -> Conversation | None:
        def look(db: sqlite3.Connection) -> str | None:
            found = tables.find(db, key)
            return found[2] if found else None

        return await self._parts.writer.do(look, self._conversation)

    async def latest(self, platform: str, workspace: str) -> Conversation | None:
        def look(db: sqlite3.Connection) -> Conversation | None:
            for thread, state in db.execute(
                """SELECT thread, state FROM conversations WHERE platform = ? AND workspace = ?
                   AND state IS NOT NULL ORDER BY touched DESC, id DESC""",
                (platform, workspace),
            ):
                try:
                    return read(state)
                except NOT_READ as why:
                    key = Key(platform, workspace, thread)
                    log.warning("%s cannot be read, an earlier one is taken: %s", key, type(why).__name__)
            return None

        return await self._parts.writer.do(look, lambda found: found)

    def _conversation(self, state: str | None) -> Conversation | None:
        """Raises StoreUnusable for what cannot be read, e.g. because a later version wrote it."""
        try:
            return None if state is None else read(state)
        except TooNew as error:
            raise StoreUnusable(StoreTrouble.NEWER, self._parts.place) from error
        except NOT_READ as error:
            raise StoreUnusable(StoreTrouble.CORRUPT, self._parts.place) from error

    async def idle(self, key: Key) -> bool:
        box = self._parts.desk.boxes.get(key)
        return box is None or box.idle

    async def parked(self) -> tuple[Parked, ...]:
        return await self._parts.writer.do(_parked, tuple)

    async def forget(self, whom: Key | Tenant) -> None:
        desk = self._parts.desk

        def then(_: None) -> None:
            for key in desk.of(whom) if isinstance(whom, Tenant) else (whom,):
                desk.forget(key)

        await self._parts.writer.do(lambda db: forgetting.forget(db, whom), then, last=True)


def _parked(db: sqlite3.Connection) -> list[Parked]:
    rows = db.execute(
        """SELECT p.id, c.platform, c.workspace, c.thread, p.what, p.reason, p.at
           FROM parked p JOIN conversations c ON c.id = p.conversation ORDER BY p.seq"""
    )
    return [
        Parked(name, Key(platform, workspace, thread), what, reason, moment(at))
        for name, platform, workspace, thread, what, reason, at in rows
    ]
