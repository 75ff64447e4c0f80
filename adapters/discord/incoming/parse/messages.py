"""Events of the gateway: messages, edits, deletions, and the life of the app in a server.

The payload is the event's `d`, as Discord sends it. It does not say what kind of channel a message is in, so whoever
hands it over adds `channel_type` (Discord's number); without it a server's channel counts as no thread. Messages
that were read over REST lack `guild_id`, which is to be added too. Other bots are not heard, or two of them would talk
for ever.
"""

from adapters.discord.incoming.parse.arrivals import (
    DIRECT,
    Changed,
    Left,
    Removed,
    Surface,
    TakenAway,
    Written,
)
from adapters.discord.incoming.parse.fields import made, moment, number, snowflake
from adapters.discord.incoming.parse.marked import Me
from adapters.discord.incoming.parse.words import files_of, withheld, words_of
from bot.hosting.fields import Json, inner, text, texts

DEFAULT, REPLY = 0, 19  # kinds of messages that people write
THREADS = frozenset({10, 11, 12})
DIRECTS = frozenset({1, 3})


def written(told: Json, me: Me) -> Written | None:
    """A message, new or read later; None for what no person wrote."""
    message, channel, author = (
        snowflake(told, "id"),
        snowflake(told, "channel_id"),
        snowflake(told, "author", "id"),
    )
    if (
        not (message and channel and author)
        or _by_nobody(told)
        or number(told, "type") not in {DEFAULT, REPLY}
    ):
        return None
    read = words_of(told, me)
    return Written(
        guild_of(told),
        channel,
        surface(guild_of(told), number(told, "channel_type")),
        message,
        author,
        made(message),
        read.text,
        mentioned=read.mentioned,
        to_others=not read.mentioned and read.others,
        unread=withheld(told),
        replies_to=snowflake(told, "message_reference", "message_id")
        if number(told, "type") == REPLY
        else "",
        files=files_of(told),
    )


def changed(told: Json, me: Me) -> Changed | None:
    """An edit; previews that were drawn, pins and the like change no words."""
    edited = text(told, "edited_timestamp")
    at = moment(edited)
    said = written(told, me)
    if said is None or at is None or "content" not in told or said.unread:
        return None
    where = (said.guild, said.channel, said.surface, said.id, said.author)
    return Changed(*where, at, said.text, edited, said.mentioned, said.files)


def taken_away(told: Json) -> tuple[TakenAway, ...]:
    """What was deleted: one message, or many at once."""
    channel = snowflake(told, "channel_id")
    ids = texts(told, "ids") or (text(told, "id"),)
    found = (snowflake({"id": each}, "id") for each in ids)
    return tuple(TakenAway(guild_of(told), channel, each) for each in found if channel and each)


def left(told: Json) -> Left | None:
    """The end of the bot in a server; None where the server is only out of reach."""
    guild = snowflake(told, "id")
    return Left(guild) if guild and told.get("unavailable") is not True else None


def removed(told: Json) -> Removed | None:
    """The end of a thread or a channel."""
    guild, channel = snowflake(told, "guild_id"), snowflake(told, "id")
    return Removed(guild, channel) if guild and channel else None


def guild_of(told: Json) -> str:
    """The server, or "@me" in direct messages."""
    return snowflake(told, "guild_id") or DIRECT


def surface(guild: str, kind: int) -> Surface:
    """What kind of place a channel of Discord's kind is."""
    if kind in DIRECTS or guild == DIRECT:
        return Surface.DIRECT
    return Surface.THREAD if kind in THREADS else Surface.CHANNEL


def _by_nobody(told: Json) -> bool:
    return inner(told, "author").get("bot") is True or bool(text(told, "webhook_id"))
