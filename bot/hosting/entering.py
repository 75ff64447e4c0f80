"""What people sent, as events: texts without secrets and within bounds, before anything is stored. Pure.

Every function takes the part that all events have, a `Happened`, from whoever knows when and where.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.core.document import FEEDBACK
from bot.core.events import (
    AnyFile,
    Cleaning,
    Edited,
    FeedbackGiven,
    FileRefused,
    FileShared,
    FileTrouble,
    Filled,
    Filling,
    Happened,
    Key,
    Pressed,
    Spoke,
    Started,
)
from bot.core.redaction import clean
from bot.hosting.files import NAME_LIMIT

TEXT_LIMIT = 40_000  # characters of a message, more than any platform takes


def started(about: Happened, text: str, files: Sequence[AnyFile] = (), likely: str | None = None) -> Started:
    """A conversation was opened; `likely` is the language of the person's app, where it is one of ours."""
    kept, cleaning = clean(text, TEXT_LIMIT)
    return Started(*_of(about), kept, files=tuple(files), cleaning=cleaning, likely=likely)


def spoke(about: Happened, text: str, *, aside: bool = False, with_files: bool = False) -> Spoke:
    """Somebody wrote; `aside` to somebody else."""
    kept, cleaning = clean(text, TEXT_LIMIT)
    return Spoke(*_of(about), kept, aside, cleaning, with_files)


def edited(about: Happened, message: str, text: str) -> Edited:
    """A message was changed; `message` is the id of the event that it was."""
    kept, cleaning = clean(text, TEXT_LIMIT)
    return Edited(*_of(about), message, kept, cleaning)


def pressed(about: Happened, topic: str, choice: str, label: str) -> Pressed | FeedbackGiven:
    """A button or a list was used."""
    if topic == FEEDBACK:
        return FeedbackGiven(*_of(about), choice == "helpful")
    return Pressed(*_of(about), topic, choice, label)


def filled(about: Happened, fields: Sequence[Filling]) -> Filled:
    """A form was sent."""
    cleaned = [(field.topic, *clean(field.text, TEXT_LIMIT)) for field in fields]
    taken = Cleaning(
        sum(each.secrets for *_, each in cleaned), sum(each.characters_cut for *_, each in cleaned)
    )
    return Filled(*_of(about), tuple(Filling(topic, text) for topic, text, _ in cleaned), taken)


def shared(about: Happened, name: str, found: AnyFile | FileTrouble) -> FileShared | FileRefused:
    """A file came, or was not read; `name` is what it was called."""
    if not isinstance(found, FileTrouble):
        return FileShared(*_of(about), found)
    called, _ = clean(name, NAME_LIMIT)
    return FileRefused(*_of(about), called, found)


def _of(about: Happened) -> tuple[str, Key, datetime, str]:
    return about.id, about.conversation, about.at, about.author
