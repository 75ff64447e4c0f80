"""What a message says and brings along: its own words and files, and those of messages that were forwarded with it.

A forwarded message is an attachment with `is_share`; a link that Slack unfurled has other marks, and is no word of
anybody's. In what was forwarded nobody is addressed here.
"""

from collections.abc import Iterator

from adapters.slack.fields import number
from adapters.slack.incoming.parse.arrivals import Offered
from adapters.slack.incoming.parse.marked import Plain, plain
from bot.hosting.fields import Json, listed, text


def words_of(message: Json, bot: str) -> Plain:
    """The words as people see them, the forwarded ones below; `bot` is the bot's user id, empty when unknown."""
    own = plain(text(message, "text"), bot)
    passed_on = (plain(text(each, "text"), "").text for each in _forwarded(message))
    return Plain("\n\n".join(each for each in (own.text, *passed_on) if each), own.people)


def files_of(message: Json) -> tuple[Offered, ...]:
    """The files, each once; one that has no id cannot be told from another."""
    held = (each for holder in (message, *_forwarded(message)) for each in listed(holder, "files"))
    return tuple({text(each, "id"): offered(each) for each in held if text(each, "id")}.values())


def _forwarded(message: Json) -> Iterator[Json]:
    return (each for each in listed(message, "attachments") if each.get("is_share") is True)


def offered(told: Json) -> Offered:
    """A file as Slack describes it; of one from another organisation a message tells only the id."""
    return Offered(
        text(told, "id"),
        text(told, "name") or text(told, "title") or text(told, "id"),
        text(told, "url_private_download") or text(told, "url_private"),
        number(told, "size"),
        text(told, "mimetype"),
    )
