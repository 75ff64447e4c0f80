"""Bytes typed or piped in → events. Pure: ids and times are given.

A line is one message. What it may contain is decided at the core's door (`clean`): control characters
out, secrets out, a cap on its length. Invalid UTF-8 becomes the replacement character, so that the
rest of the line survives.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.document import Choice, Choices
from bot.core.events import (
    AnyFile,
    FileRefused,
    FileShared,
    FileTrouble,
    Key,
    Mode,
    Pressed,
    Spoke,
    Started,
)
from bot.core.redaction import clean

AUTHOR = ""  # one person sits here; there is nobody to tell apart
LINE_LIMIT = 20_000  # characters of one message that are kept


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the edge adds to a line: an id of its own, the conversation, the time (UTC)."""

    id: str
    key: Key
    at: datetime


def text_of(line: bytes) -> str:
    """The words of a line, without its end."""
    return line.decode("utf-8", errors="replace").strip()


def opening(stamp: Stamp, text: str, language: str | None, files: tuple[AnyFile, ...]) -> Started:
    """The first line of a conversation."""
    kept, cleaning = clean(text, LINE_LIMIT)
    return Started(
        stamp.id,
        stamp.key,
        stamp.at,
        AUTHOR,
        kept,
        Mode.PRO,
        language=language,
        files=files,
        cleaning=cleaning,
    )


def said(stamp: Stamp, text: str, choices: Choices | None) -> Spoke | Pressed:
    """A further line; a bare number picks one of the choices that the open question showed."""
    picked = pick(text, choices)
    if choices is not None and picked is not None:
        return Pressed(stamp.id, stamp.key, stamp.at, AUTHOR, choices.topic, picked.value, picked.label)
    kept, cleaning = clean(text, LINE_LIMIT)
    return Spoke(stamp.id, stamp.key, stamp.at, AUTHOR, kept, cleaning=cleaning)


def pick(text: str, choices: Choices | None) -> Choice | None:
    """The choice that a line stands for: "2" is the second."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    return choices.options[number - 1] if choices and 1 <= number <= len(choices.options) else None


def shared(stamp: Stamp, name: str, file: AnyFile | FileTrouble) -> FileShared | FileRefused:
    """A file that comes into a running conversation."""
    if isinstance(file, FileTrouble):
        return FileRefused(stamp.id, stamp.key, stamp.at, AUTHOR, name, file)
    return FileShared(stamp.id, stamp.key, stamp.at, AUTHOR, file)
