"""What every event has, and what several of them carry."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from bot.core.brief import Manifests


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A conversation's address: platform ("terminal", "slack"), workspace (tenant) and thread."""

    platform: str
    workspace: str
    thread: str

    def __str__(self) -> str:
        return f"{self.platform}/{self.workspace}/{self.thread}"


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact of a conversation. `id` is the event's own, and the same when it is delivered again; `author` is who
    did it, "bot" for jobs and timers."""

    id: str
    conversation: Key
    at: datetime
    author: str


class Mode(StrEnum):
    """The quick diagnosis or the plan."""

    BASIC = "basic"
    PRO = "pro"


class VerdictCode(StrEnum):
    """What code decided about the move."""

    MIGRATE = "migrate"
    PARTIAL = "partial"
    PILOT = "pilot"
    STAY = "stay"
    INSUFFICIENT = "insufficient_evidence"


class FileTrouble(StrEnum):
    """Why a file was not read."""

    TOO_LARGE = "too_large"
    BINARY = "binary"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What the door took out of a text before anything was stored: secrets, and characters over the cap."""

    secrets: int = 0
    characters_cut: int = 0


CLEAN: Final = Cleaning()


@dataclass(frozen=True, slots=True)
class TextFile:
    """An attached file as text, already redacted and capped at the door."""

    name: str
    text: str
    cleaning: Cleaning = CLEAN
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """Attached manifests, or an archive of them, as they were read together at the door; `name` is what they were
    called. Their texts are not kept."""

    name: str
    found: Manifests
    cleaning: Cleaning = CLEAN
    kind: Literal["manifests"] = "manifests"


AnyFile = TextFile | ManifestFile  # by `kind`; what was stored before there were two has none, and is a text
