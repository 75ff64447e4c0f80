"""The terminal as a platform: messages once, in order; progress in passing.

Three faces of one screen: rich text for people at a terminal, plain Markdown for pipes, a JSON object a
line for scripts. A message of another conversation (a reminder of one that was left
long ago) is not shown: it would be read as part of this one.
"""

import asyncio
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pydantic import TypeAdapter
from rich.console import Console

from adapters.terminal.journal import Journal
from adapters.terminal.rich_text import screen
from bot.core.document import Choices, Document
from bot.core.events import Key
from bot.ports import Posting, Progress
from bot.presenter.markdown import markdown

DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


class Face(Protocol):
    """How a message looks, and what a line of one's own looks like."""

    def message(self, posting: Posting) -> str: ...

    def echo(self, text: str) -> str: ...


class JsonFace:
    """`{"id", "notice", "topic"?, "text", "document"}` on one line."""

    def message(self, posting: Posting) -> str:
        topic = {"topic": posting.topic} if posting.topic else {}
        found = {
            "id": posting.effect,
            "notice": posting.notice,
            **topic,
            "text": markdown(posting.document),
            "document": DOCUMENT.dump_python(posting.document, mode="json"),
        }
        return json.dumps(found, ensure_ascii=False) + "\n"

    def echo(self, text: str) -> str:
        return ""


class MarkdownFace:
    """A transcript: what people said as quotes, what the bot said as it is."""

    def message(self, posting: Posting) -> str:
        return markdown(posting.document) + "\n\n"

    def echo(self, text: str) -> str:
        return "".join(f"> {line}\n" for line in text.split("\n")) + "\n"


class RichFace:
    """Tables, highlighted code and colours, as wide as the terminal is now."""

    def __init__(self, width: Callable[[], int]) -> None:
        self._width = width

    def message(self, posting: Posting) -> str:
        console = Console(force_terminal=True, width=min(self._width(), 110), highlight=False)
        with console.capture() as captured:
            console.print(screen(posting.document))
        return captured.get()

    def echo(self, text: str) -> str:
        return ""


def write_to(descriptor: int) -> Callable[[str], None]:
    """A writer that hands a whole message to the kernel, in one call where it fits.

    When whoever read has left (`| head`) the command ends: all is kept, and nobody is there to tell.
    """

    def write(text: str) -> None:
        rest = memoryview(text.encode("utf-8", errors="replace"))
        try:
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        except BrokenPipeError:
            raise SystemExit(0) from None

    return write


def nothing() -> None:
    """Who does not draw progress has nothing to redraw."""


@dataclass(slots=True)
class Screen:
    """`current` is the conversation on the screen; `choices` the quick picks of its open question."""

    face: Face
    write: Callable[[str], None]
    journal: Journal
    current: Key
    language: str
    choices: Choices | None = None
    progress: Progress | None = None
    redraw: Callable[[], None] = nothing

    async def post(self, posting: Posting) -> None:
        """Show once: an inherited message is looked up in the journal first."""
        if posting.key != self.current or posting.amends is not None:
            return  # what is on the screen stays as it is
        if posting.topic is not None:
            self.choices = next(
                (each for each in posting.document.nodes if isinstance(each, Choices) and each.is_pick), None
            )
        self.language = posting.language or self.language
        if posting.inherited and self.journal.shows(posting.effect):
            return
        # in a thread: a reader that pauses (`| less`) must not stop the heartbeats of what is under way
        await asyncio.to_thread(self.journal.put, posting.effect, self.face.message(posting), self.write)

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Passing progress; `redraw` is called for who draws it."""
        if key == self.current:
            self.progress = progress
            self.redraw()
