"""The neutral document: what the bot has to say, before any platform's markup.

A node enters only when two platforms can render it. Renderers own limits, splitting, escaping and
the neutralising of mentions; text here is plain text and is never markup of anything.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Strong:
    text: str
    kind: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class CodeSpan:
    text: str
    kind: Literal["code_span"] = "code_span"


@dataclass(frozen=True, slots=True)
class Link:
    """Only for addresses that code put there (dated sources); renderers show other schemes than https as text."""

    text: str
    url: str
    kind: Literal["link"] = "link"


MARKS = re.compile(r"(\*\*)|`([^`\n]+)`|((?:(?!\*\*)[^`]|`(?![^`\n]+`))+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace, by the platform's id; empty where one person sits at a terminal. Only code puts
    it there, never text."""

    id: str
    kind: Literal["person"] = "person"

    @property
    def text(self) -> str:
        """Where nobody can be named."""
        return self.id


Span = Annotated[Text | Strong | CodeSpan | Link | Person, Field(discriminator="kind")]
Spans = tuple[Span, ...]
Marked = Text | Strong | CodeSpan  # what marks in a text can make of it


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 to 3."""

    level: int
    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not; one run of spans an item."""

    items: tuple[Spans, ...]
    numbered: bool = False
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class Table:
    """Every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Code:
    """`language` is a fence's info string ("wit", "toml", "rust"); `title` a file name or empty."""

    language: str
    text: str
    title: str = ""
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Quote:
    spans: Spans
    kind: Literal["quote"] = "quote"


COMMAND = "command"
FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Choice:
    """A quick pick: `value` goes back in `Pressed.choice`, `label` is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Buttons. For a question's topic: quick picks, to which a platform adds its own "other…". For COMMAND: thread
    words as controls (`value` as in `Pressed.choice`). For FEEDBACK: "helpful" and "unhelpful". Where there are no
    buttons, controls are left out: their words do the same."""

    topic: str
    options: tuple[Choice, ...]
    kind: Literal["choices"] = "choices"

    @property
    def is_pick(self) -> bool:
        """Whether it answers a question, and is no control."""
        return self.topic not in {COMMAND, FEEDBACK}


@dataclass(frozen=True, slots=True)
class File:
    """A text file to hand over beside the message, where that can be done; the message holds what it says, too."""

    name: str
    text: str
    kind: Literal["file"] = "file"


Node = Annotated[
    Heading | Paragraph | Items | Table | Code | Quote | Choices | File,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class Document:
    """Nodes in reading order."""

    nodes: tuple[Node, ...]


def plain(text: str) -> Spans:
    """One run of plain text."""
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(plain(text))


def spans(text: str) -> tuple[Marked, ...]:
    """Plain text in which `backticks` mark code spans and **stars** strong ones; anything else is literal.

    Code inside a strong run stays code, and a mark without its partner stays a mark.
    """
    out: list[Marked] = []
    strong = False
    for mark, code, plain_text in MARKS.findall(text):
        if mark:
            strong = not strong
        elif code:
            out.append(CodeSpan(code))
        else:
            out.append(Strong(plain_text) if strong else Text(plain_text))
    return tuple(out) if not strong else (Text(text),)
