"""What the store's three protocols share: the writer, the desk, a clock to date what is parked, and the front door."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.sqlite import tables
from adapters.sqlite.desk import Box, Desk, Letter
from adapters.sqlite.writer import Writes
from bot.core.events import EVENT, Event, Key
from bot.core.storing import micros, span

UNREADABLE = "unreadable"


@dataclass(slots=True)
class Parts:
    """One store's parts."""

    writer: Writes
    desk: Desk
    clock: Callable[[], datetime]
    elapsed: Callable[[], float]  # seconds since some moment; unlike the clock it is never set
    place: str  # names the file in errors

    def now(self) -> int:
        """For dating what is parked."""
        return micros(self.clock())

    def at(self, moment: datetime) -> int:
        """A caller's moment on the desk's clock: as far from now, whatever the wall clock is set to later."""
        return span(moment - self.clock()) + int(self.elapsed() * 1_000_000)

    def box(self, db: sqlite3.Connection, key: Key) -> Box:
        """A conversation's box: the one that is open, or one made of its row, or of a new row."""
        if box := self.desk.boxes.get(key):
            return box
        found = tables.find(db, key)
        return Box(key, *found) if found else Box(key, tables.begin(db, key), 0, None)


@dataclass(slots=True)
class Mail:
    """An event as it is to be stored."""

    event: Event
    body: str

    @classmethod
    def of(cls, event: Event) -> "Mail":
        """With its text."""
        return cls(event, EVENT.dump_json(event).decode())

    def store(self, db: sqlite3.Connection, box: Box) -> Letter | None:
        """Into the mailbox; None when it was seen before."""
        seq = tables.receive(db, box.row, self.event.id, self.body)
        return None if seq is None else Letter(seq, self.event)
