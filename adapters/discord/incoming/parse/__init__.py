"""Discord's payloads → what happened, in Discord's own terms. Pure: nothing of the SDK, nothing asked, nothing stored.

A payload that means nothing to us (our own messages, other bots', joins, previews) becomes nothing. Which conversation
something belongs to is not known here: `address` says which it can be.
"""

from adapters.discord.incoming.parse.arrivals import (
    Arrival,
    Changed,
    Commanded,
    Interacted,
    Left,
    Offered,
    Removed,
    Submitted,
    Surface,
    TakenAway,
    Touched,
    Turned,
    Written,
)
from adapters.discord.incoming.parse.interactions import interaction
from adapters.discord.incoming.parse.marked import Me
from adapters.discord.incoming.parse.messages import changed, left, removed, taken_away, written
from bot.hosting.fields import Json

__all__ = [
    "Arrival",
    "Changed",
    "Commanded",
    "Interacted",
    "Left",
    "Me",
    "Offered",
    "Removed",
    "Submitted",
    "Surface",
    "TakenAway",
    "Touched",
    "Turned",
    "Written",
    "arrivals",
]


def arrivals(event: str, told: Json, me: Me) -> tuple[Arrival, ...]:
    """What an event of the gateway tells, by its name and its `d`; nothing for what does not concern the bot."""
    match event:
        case "MESSAGE_CREATE":
            found: tuple[Arrival | None, ...] = (written(told, me),)
        case "MESSAGE_UPDATE":
            found = (changed(told, me),)
        case "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK":
            found = taken_away(told)
        case "INTERACTION_CREATE":
            found = (interaction(told, me),)
        case "THREAD_DELETE" | "CHANNEL_DELETE":
            found = (removed(told),)
        case "GUILD_DELETE":
            found = (left(told),)
        case _:
            found = ()
    return tuple(each for each in found if each is not None)
