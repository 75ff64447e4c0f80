"""Between which things order is kept: the lanes in which each has its place. Pure.

What is held in one place stays in order. In a channel nothing is held, and each message there is a lane of its own.
"""

from adapters.discord.incoming.parse.arrivals import DIRECT, Surface
from adapters.discord.incoming.parse.fields import number, snowflake
from adapters.discord.incoming.parse.messages import guild_of, surface
from bot.hosting.fields import Json, inner, text, texts

REMOVALS = frozenset({"MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "THREAD_DELETE", "CHANNEL_DELETE"})
IN_ORDER = REMOVALS | {"MESSAGE_CREATE", "MESSAGE_UPDATE"}


def lanes_of(told: Json, kind: int | None) -> tuple[str, ...]:
    """The lanes of a message, or of many that were deleted: its place's, or in a channel its own, since that is what
    the conversation is named after that it may open. Both where the kind of the place is not known. A thread that is
    deleted is told by its own id, as a message would be."""
    channel, names = snowflake(told, "channel_id"), texts(told, "ids") or [text(told, "id")]
    if kind is None and guild_of(told) != DIRECT:
        return channel, *names
    opens = surface(guild_of(told), -1 if kind is None else kind) is Surface.CHANNEL
    return tuple(names) if opens else (channel,)


def lanes_of_interaction(told: Json) -> tuple[str, ...]:
    """The lane of the place in which somebody does something; none in a channel, in which nothing is held."""
    opens = surface(guild_of(told), number(inner(told, "channel"), "type")) is Surface.CHANNEL
    return () if opens else (snowflake(told, "channel_id"),)
