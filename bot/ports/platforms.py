"""Platforms: the places where people write, as the engine sees them.

After a crash the same posting may come again; then the platform looks for it before it posts. What people write does
not pass here, but through `Turns.accept`.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.core.document import Document
from bot.core.events import Key
from bot.ports.jobs import Progress


@dataclass(frozen=True, slots=True)
class Posting:
    """A message to post. `effect` is its idempotency key; `inherited` means that it may be out already:
    look it up before posting. `notice` is the notice's kind and `topic` the id of the question, if it is one."""

    effect: str
    key: Key
    notice: str
    topic: str | None
    document: Document
    inherited: bool
    language: str = ""  # of the conversation, for what a platform adds of its own ("other…")
    to: str | None = None  # the one person whom it concerns; it may be shown to all where nobody can whisper
    amends: str | None = None  # the topic whose question this is to replace, instead of being posted
    headline: str = ""  # a plan's verdict in one line, for where there is room for no more


class Platform(Protocol):
    """A place where people write."""

    async def post(self, posting: Posting) -> None:
        """Post once; raises `Undeliverable` when it will never work and `Later` when it knows when it may; anything
        else is tried again at growing distances, and at last given up."""
        ...

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Passing progress of a job; None clears it. Never durable, never raises."""
        ...


class Undeliverable(Exception):
    """The platform will never take this message (the thread is gone, the bot was removed)."""


class Later(Exception):
    """The platform asks for a pause of so many seconds (HTTP 429); this is no failure of the message."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds
