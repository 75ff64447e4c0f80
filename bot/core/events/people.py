"""What people did, as adapters make it from payloads."""

from dataclasses import dataclass
from typing import Literal

from bot.core.events.happened import CLEAN, AnyFile, Cleaning, FileTrouble, Happened, Mode


@dataclass(frozen=True, slots=True)
class Started(Happened):
    """Somebody opened a conversation. `language` is set when it was asked for, and not to be guessed; `likely` is the
    one that is spoken as long as nothing that was said tells another."""

    text: str
    mode: Mode = Mode.PRO
    language: str | None = None
    files: tuple[AnyFile, ...] = ()
    cleaning: Cleaning = CLEAN
    likely: str | None = None
    kind: Literal["started"] = "started"


@dataclass(frozen=True, slots=True)
class Spoke(Happened):
    """Somebody wrote in the thread. `addressed_elsewhere`: it mentions another person and not the bot. `with_files`:
    files came along, so that the words may be about them and nothing else."""

    text: str
    addressed_elsewhere: bool = False
    cleaning: Cleaning = CLEAN
    with_files: bool = False
    kind: Literal["spoke"] = "spoke"


@dataclass(frozen=True, slots=True)
class Pressed(Happened):
    """Somebody pressed a quick pick (`topic` and `choice`) or a control (`topic` is "command", `choice` a thread
    word's id, with ":ARGUMENT" where it takes one). `label` is what the button said, as it was shown."""

    topic: str
    choice: str
    label: str = ""
    kind: Literal["pressed"] = "pressed"


@dataclass(frozen=True, slots=True)
class FileShared(Happened):
    """Somebody attached a text file, or manifests."""

    file: AnyFile
    kind: Literal["file_shared"] = "file_shared"


@dataclass(frozen=True, slots=True)
class FileRefused(Happened):
    """A file came that was not read."""

    name: str
    trouble: FileTrouble
    kind: Literal["file_refused"] = "file_refused"


@dataclass(frozen=True, slots=True)
class Filling:
    """One field of a form: new words for a topic."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled(Happened):
    """Somebody filled in a form: an answer of one's own to a question, or corrections on the sheet. Only fields that
    differ from what was shown are in it."""

    fields: tuple[Filling, ...]
    cleaning: Cleaning = CLEAN
    kind: Literal["filled"] = "filled"


@dataclass(frozen=True, slots=True)
class Edited(Happened):
    """Somebody changed a message of theirs; `message` is the id of the event that it was."""

    message: str
    text: str
    cleaning: Cleaning = CLEAN
    kind: Literal["edited"] = "edited"


@dataclass(frozen=True, slots=True)
class Deleted(Happened):
    """Somebody took a message of theirs back; `message` is the id of the event that it was."""

    message: str
    kind: Literal["deleted"] = "deleted"


@dataclass(frozen=True, slots=True)
class Withheld(Happened):
    """Somebody wrote something that the platform did not let the bot read (Discord, without the Message Content
    intent). Nothing is known of it but that."""

    kind: Literal["withheld"] = "withheld"


@dataclass(frozen=True, slots=True)
class Returned(Happened):
    """A person came back to an unfinished conversation (the terminal was opened again)."""

    kind: Literal["returned"] = "returned"


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Happened):
    """Somebody rated the plan."""

    helpful: bool
    kind: Literal["feedback_given"] = "feedback_given"
