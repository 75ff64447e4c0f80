"""Which event a thing in Discord is. The same thing has the same id however often, and by whichever way, it is told.

The gateway repeats events after a reconnection, and after a restart the same messages are read over REST. Discord's ids
are unique in all of it, so they are enough.
"""

from adapters.discord.parse import (
    Changed,
    Commanded,
    Offered,
    Submitted,
    TakenAway,
    Touched,
    Written,
)
from bot.core.events import FileRefused, FileShared, FileTrouble, Key, TextFile
from bot.core.redaction import clean

NAME_LIMIT = 200  # characters


def message(said: Written | Changed | TakenAway) -> str:
    """A message, also one that was edited or deleted since."""
    return f"m:{said.id}"


def side_talk(said: Written) -> str:
    """A message for somebody else. It is not heard, so when the bot is edited into it, it is still to be."""
    return f"{message(said)}:aside"


def edit(changed: Changed) -> str:
    return f"e:{changed.id}:{changed.edited}"


def deletion(gone: TakenAway) -> str:
    return f"d:{gone.id}"


def interaction(done: Commanded | Touched | Submitted) -> str:
    """A command, a press or a form."""
    return f"i:{done.by.id}"


def file_event(
    key: Key, said: Written, offered: Offered, found: TextFile | FileTrouble
) -> FileShared | FileRefused:
    """A file of a message, or why it was not read."""
    name = f"{message(said)}:f:{offered.id}"
    if isinstance(found, TextFile):
        return FileShared(name, key, said.at, said.author, found)
    called, _ = clean(offered.name, NAME_LIMIT)
    return FileRefused(name, key, said.at, said.author, called, found)
