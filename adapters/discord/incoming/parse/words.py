"""What a message says and brings along: its own words and files, and those of a message forwarded in it.

A reply that pings puts its addressee among the mentions, though nobody wrote a mention: only what is written counts.
"""

from collections.abc import Iterator, Mapping

from adapters.discord.incoming.parse.arrivals import Offered
from adapters.discord.incoming.parse.fields import number, snowflake
from adapters.discord.incoming.parse.marked import Me, Plain, plain
from bot.hosting.fields import Json, inner, listed, text

NOBODY = Me("")


def words_of(message: Json, me: Me) -> Plain:
    """The words as people see them, the forwarded ones below. In what was forwarded nobody is addressed here."""
    own = plain(text(message, "content"), me, names_of(message))
    passed_on = (plain(text(each, "content"), NOBODY, names_of(each)).text for each in _forwarded(message))
    return Plain("\n\n".join(each for each in (own.text, *passed_on) if each), own.mentioned, own.others)


def files_of(message: Json) -> tuple[Offered, ...]:
    """The files, each once; one that has no id cannot be told from another."""
    held = (each for holder in (message, *_forwarded(message)) for each in listed(holder, "attachments"))
    return tuple({snowflake(each, "id"): offered(each) for each in held if snowflake(each, "id")}.values())


def offered(told: Json) -> Offered:
    """An attachment."""
    return Offered(
        snowflake(told, "id"),
        text(told, "title") or text(told, "filename") or text(told, "id"),
        text(told, "url"),
        max(number(told, "size"), 0),
        text(told, "content_type"),
    )


def names_of(message: Json) -> Mapping[str, str]:
    """What the people mentioned are called there."""
    return {
        text(each, "id"): text(each, "member", "nick") or text(each, "global_name") or text(each, "username")
        for each in listed(message, "mentions")
    }


def withheld(message: Json) -> bool:
    """Whether Discord left out what a message holds. Without the intent for it, content, embeds, attachments,
    components and polls come empty, all of them; a sticker comes."""
    held = ("embeds", "attachments", "components", "sticker_items", "message_snapshots")
    return not (
        text(message, "content") or inner(message, "poll") or any(listed(message, each) for each in held)
    )


def _forwarded(message: Json) -> Iterator[Json]:
    return (inner(each, "message") for each in listed(message, "message_snapshots"))
