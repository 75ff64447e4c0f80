"""A conversation as its row takes it, and back."""

from adapters.sqlite.tables import Stored
from bot.core.conversation import Conversation
from bot.core.stored import SCHEMA, dump, load
from bot.core.storing import micros
from bot.ports import Alarm


def stored(state: Conversation, alarm: Alarm | None) -> Stored:
    """A conversation as its row takes it."""
    return Stored(
        SCHEMA,
        dump(state).decode(),
        micros(state.touched),
        None if alarm is None else (micros(alarm.at), alarm.timer.value),
    )


def read(state: str) -> Conversation:
    """The inverse of what `stored` wrote, now or in an earlier version; raises one of NOT_READ."""
    return load(state.encode())
