"""What happened: facts in the past, each with its own time and identity.

Ids of effects and jobs derive from an event's id, so the core needs no clock and no random source.
Adapters make these from payloads; jobs and timers make the rest. All of them enter by one door.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.core.brief import Brief
from bot.core.document import Document


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A conversation's address: platform ("terminal", "slack"), workspace (tenant) and thread."""

    platform: str
    workspace: str
    thread: str

    def __str__(self) -> str:
        return f"{self.platform}/{self.workspace}/{self.thread}"


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


@dataclass(frozen=True, slots=True)
class TextFile:
    """An attached file as text, already redacted and capped at the door."""

    name: str
    text: str
    cleaning: Cleaning = Cleaning()


@dataclass(frozen=True, slots=True)
class Started:
    """Somebody opened a conversation. `language` is set when it was asked for, and not to be guessed."""

    id: str
    conversation: Key
    at: datetime
    author: str
    text: str
    mode: Mode = Mode.PRO
    language: str | None = None
    files: tuple[TextFile, ...] = ()
    cleaning: Cleaning = Cleaning()
    kind: Literal["started"] = "started"


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody wrote in the thread. `addressed_elsewhere`: it mentions another person and not the bot. `with_files`:
    files came along, so that the words may be about them and nothing else."""

    id: str
    conversation: Key
    at: datetime
    author: str
    text: str
    addressed_elsewhere: bool = False
    cleaning: Cleaning = Cleaning()
    with_files: bool = False
    kind: Literal["spoke"] = "spoke"


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a quick pick (`topic` and `choice`) or a control (`topic` is "command", `choice` a thread
    word's id, with ":ARGUMENT" where it takes one). `label` is what the button said, as it was shown."""

    id: str
    conversation: Key
    at: datetime
    author: str
    topic: str
    choice: str
    label: str = ""
    kind: Literal["pressed"] = "pressed"


@dataclass(frozen=True, slots=True)
class FileShared:
    """Somebody attached a text file."""

    id: str
    conversation: Key
    at: datetime
    author: str
    file: TextFile
    kind: Literal["file_shared"] = "file_shared"


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file came that was not read."""

    id: str
    conversation: Key
    at: datetime
    author: str
    name: str
    trouble: FileTrouble
    kind: Literal["file_refused"] = "file_refused"


@dataclass(frozen=True, slots=True)
class Filling:
    """One field of a form: new words for a topic."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody filled in a form: an answer of one's own to a question, or corrections on the sheet. Only fields that
    differ from what was shown are in it."""

    id: str
    conversation: Key
    at: datetime
    author: str
    fields: tuple[Filling, ...]
    cleaning: Cleaning = Cleaning()
    kind: Literal["filled"] = "filled"


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody changed a message of theirs; `message` is the id of the event that it was."""

    id: str
    conversation: Key
    at: datetime
    author: str
    message: str
    text: str
    cleaning: Cleaning = Cleaning()
    kind: Literal["edited"] = "edited"


@dataclass(frozen=True, slots=True)
class Deleted:
    """Somebody took a message of theirs back; `message` is the id of the event that it was."""

    id: str
    conversation: Key
    at: datetime
    author: str
    message: str
    kind: Literal["deleted"] = "deleted"


@dataclass(frozen=True, slots=True)
class Returned:
    """A person came back to an unfinished conversation (the terminal was opened again)."""

    id: str
    conversation: Key
    at: datetime
    author: str
    kind: Literal["returned"] = "returned"


@dataclass(frozen=True, slots=True)
class PlanMade:
    """A plan, or a quick diagnosis, that passed its check: verdict, the document to post, one line of provenance.

    `brief` is what it was written from; None in what an earlier version stored."""

    verdict: VerdictCode
    document: Document
    provenance: str
    brief: Brief | None = None
    kind: Literal["plan_made"] = "plan_made"


@dataclass(frozen=True, slots=True)
class AnswerMade:
    """The answer to a follow-up question."""

    document: Document
    kind: Literal["answer_made"] = "answer_made"


JobResult = Annotated[PlanMade | AnswerMade, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class JobFinished:
    """A job ended well."""

    id: str
    conversation: Key
    at: datetime
    author: str
    job: str
    result: JobResult
    kind: Literal["job_finished"] = "job_finished"


@dataclass(frozen=True, slots=True)
class JobFailed:
    """A job was given up; `reference` is what an operator looks for in the log."""

    id: str
    conversation: Key
    at: datetime
    author: str
    job: str
    reference: str
    kind: Literal["job_failed"] = "job_failed"


class Timer(StrEnum):
    """What a conversation waits for."""

    REMINDER = "reminder"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True)
class TimePassed:
    """A timer of the conversation ran out."""

    id: str
    conversation: Key
    at: datetime
    author: str
    timer: Timer
    kind: Literal["time_passed"] = "time_passed"


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """Somebody rated the plan."""

    id: str
    conversation: Key
    at: datetime
    author: str
    helpful: bool
    kind: Literal["feedback_given"] = "feedback_given"


Event = Annotated[
    Started
    | Spoke
    | Pressed
    | FileShared
    | FileRefused
    | Filled
    | Edited
    | Deleted
    | Returned
    | JobFinished
    | JobFailed
    | TimePassed
    | FeedbackGiven,
    Field(discriminator="kind"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
