"""What is to be read when the bot comes back: where it was heard last, and in which channels it may have been called.

Conversations that have ended are not followed any more, until somebody speaks in them again; direct messages are, since
all of them are for the bot. One that was remembered, and then not taken in, is read from its opening.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from adapters.discord.address import PLATFORM, channel_of, commanded, direct, place
from adapters.discord.incoming.known import CALLED, worn_out
from adapters.discord.traced import HEARD, LIVE, OPENING, PARENT
from bot.core.conversation import Closed
from bot.core.events import Key
from bot.hosting import Memory
from bot.ports import Tenant

MOST = 500  # conversations of a server, or direct messages: those in which somebody spoke last


class Standing(Enum):
    """How a conversation stands in the store."""

    GONE = "gone"  # it was forgotten, and something of it was noted after that
    UNBEGUN = "unbegun"  # it was remembered, and its opening is not there
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Followed:
    """A conversation with what is remembered of it."""

    key: Key
    kept: Mapping[str, str]
    standing: Standing

    @property
    def opening(self) -> str:
        """What opened it; or what comes right before that, when it is to be read once more."""
        opening = self.kept[OPENING]
        return str(int(opening) - 1) if self.standing is Standing.UNBEGUN else opening

    @property
    def parent(self) -> str:
        """The channel in which a mention opened it; empty elsewhere."""
        return self.kept.get(PARENT, "")


@dataclass(frozen=True, slots=True)
class Backlog:
    """The last message known, by channel: of places in which conversations are held, and of those in which they were
    opened."""

    held: Mapping[str, str]
    around: Mapping[str, str]


async def backlog(memory: Memory, guild: str, now: datetime) -> Backlog:
    """What may have come in a server, or in direct messages; `now` in UTC."""
    tenant = Tenant(PLATFORM, guild)
    live = [(key, await memory.traces(key)) for key in await memory.traced(tenant, LIVE, "1")]
    found: list[Followed] = []
    for key, kept in sorted(live, key=last_heard, reverse=True)[:MOST]:
        found.append(Followed(key, kept, await standing_of(memory, key, kept)))
        await tidied(memory, found[-1], now)
    called = [
        (channel_of(key), (await memory.traces(key)).get(HEARD, "0"))
        for key in await memory.traced(tenant, CALLED, "1")
    ]
    return Backlog(held_in(found), around(dict(called), found))


def last_heard(live: tuple[Key, Mapping[str, str]]) -> int:
    """When somebody spoke there last, as Discord counts."""
    _, kept = live
    return max(int(kept.get(OPENING, "0")), int(kept.get(HEARD, "0")))


async def tidied(memory: Memory, each: Followed, now: datetime) -> None:
    """What is followed no more is not looked at the next time, and tokens that have worn out are not kept."""
    if each.standing is Standing.GONE:
        await memory.forget(each.key)
        return
    if not followed(each):
        await memory.trace(each.key, LIVE, None)
    for name in worn_out(each.kept, now):
        await memory.trace(each.key, name, None)


async def standing_of(memory: Memory, key: Key, kept: Mapping[str, str]) -> Standing:
    """What waits for its first turn is no state yet, and open all the same; direct messages always are."""
    state = await memory.load(key)
    if state is None and await memory.idle(key):
        return Standing.UNBEGUN if OPENING in kept else Standing.GONE
    ended = state is not None and isinstance(state.phase, Closed) and not direct(key)
    return Standing.OVER if ended or OPENING not in kept else Standing.OPEN


def followed(each: Followed) -> bool:
    """Whether people may speak there. Nobody tells a command again: whoever gave it saw it fail."""
    return each.standing is Standing.OPEN or (each.standing is Standing.UNBEGUN and not commanded(each.key))


def held_in(found: Iterable[Followed]) -> Mapping[str, str]:
    """The last message known of each place in which somebody may speak."""
    held = ((place(each.key, each.kept), each) for each in found if followed(each))
    return {
        where: max(each.opening, each.kept.get(HEARD, "0"), key=int)
        for where, each in held
        if where is not None
    }


def around(called: Mapping[str, str], found: Iterable[Followed]) -> Mapping[str, str]:
    """From where on each channel is to be read in which the bot was called: from what was heard there last, or right
    before an opening that is to be read once more."""
    since = dict(called)
    for each in found:
        if each.standing is Standing.UNBEGUN and each.parent:
            since[each.parent] = min(since.get(each.parent, each.opening), each.opening, key=int)
    return since
