"""Which event a thing in Discord is. The same thing has the same id however often, and by whichever way, it is told.

The gateway repeats events after a reconnection, and after a restart the same messages are read over REST. Discord's ids
are unique in all of it, so they are enough.
"""

from adapters.discord.incoming.parse import (
    Changed,
    Commanded,
    Offered,
    Submitted,
    TakenAway,
    Touched,
    Written,
)


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


def withheld(thread: str, said: Written) -> str:
    """What Discord did not let the bot read in a conversation: once a day."""
    return f"u:{thread}:{said.at:%Y-%m-%d}"


def interaction(done: Commanded | Touched | Submitted) -> str:
    """A command, a press or a form."""
    return f"i:{done.by.id}"


def file(of: Written | Changed | Commanded, offered: Offered) -> str:
    """A file of a message or a command."""
    name = interaction(of) if isinstance(of, Commanded) else message(of)
    return f"{name}:f:{offered.id}"
