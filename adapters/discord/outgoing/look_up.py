"""Is a message out already? The channel is asked, from the last message that is surely older.

Discord shows no mark of ours in what it lists. But a conversation's messages leave in order and one at a time, so the
first one of ours that nobody knows of is the one in doubt. Each page that was read is noted, so that a look-up that is
cut short goes on where it was.
"""

from collections.abc import Awaitable, Callable

from adapters.discord.calls import ITEMS, Api, messages_after
from adapters.discord.outgoing.refusals import Deed, done
from bot.hosting.fields import Json, inner, listed, text

PAGE = 100
DEFAULT = 0  # what is a message, and no note that Discord makes of something

Note = Callable[[str], Awaitable[None]]
Fits = Callable[[Json], Awaitable[bool]]


async def found(api: Api, channel: str, after: str, fits: Fits, note: Note) -> str | None:
    """The id of the first message after `after` that fits, None when it is surely not there. Raises when nobody can
    say, since to post without knowing doubles; `note` hears how far it was read when there is more."""
    while True:
        listing = done(await api.call(messages_after(channel, after, PAGE)), Deed.SPEAK)
        page = sorted(listed(listing, ITEMS), key=_age)
        for each in page:
            if await fits(each):
                return text(each, "id")
        if len(page) < PAGE:
            return None
        after = newer(after, text(page[-1], "id"))
        await note(after)


def ours(message: Json, us: str) -> bool:
    """Whether the bot posted it of itself, and not as the answer to an interaction."""
    posted = message.get("type", DEFAULT) == DEFAULT and not text(message, "webhook_id")
    return posted and text(message, "author", "id") == us and not inner(message, "interaction_metadata")


def newer(one: str, other: str) -> str:
    """The later of two ids; what is no id counts as before all."""
    return max(one, other, key=number)


def number(id_: str) -> int:
    """An id as a number that grows with time; −1 for what is none."""
    return int(id_) if id_.isascii() and id_.isdecimal() else -1


def _age(message: Json) -> int:
    return number(text(message, "id"))
