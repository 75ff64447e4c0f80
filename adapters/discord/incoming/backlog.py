"""What is to be read when the bot comes back: where it was heard last, and in which channels it may have been called.

Conversations that have ended are not followed any more, until somebody speaks in them again; direct messages are, since
all of them are for the bot. One that was remembered, and then not taken in, is read from its opening.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from adapters.discord.address import PLATFORM, channel_of, commanded, direct, place
from adapters.discord.traced import HEARD, LIVE, OPENING, PARENT
from bot.core.conversation import Closed
from bot.core.events import Key
from bot.hosting import Memory
from bot.ports import Tenant

MOST = 200  # conversations of a server, the newest ones


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
        """The channel in which it was opened; empty where that was in its own thread or in direct messages."""
        return self.kept.get(PARENT) or (channel_of(self.key) if commanded(self.key) else "")


@dataclass(frozen=True, slots=True)
class Backlog:
    """The last message known, by channel: of places in which conversations are held, and of those in which they were
    opened."""

    held: Mapping[str, str]
    around: Mapping[str, str]


async def backlog(memory: Memory, guild: str) -> Backlog:
    """What may have come in a server, or in direct messages."""
    found: list[Followed] = []
    for key in (await memory.traced(Tenant(PLATFORM, guild), LIVE, "1"))[:MOST]:
        kept = await memory.traces(key)
        found.append(Followed(key, kept, await standing_of(memory, key, kept)))
    for each in found:
        if each.standing is Standing.GONE:
            await memory.forget(each.key)
        elif not followed(each):
            await memory.trace(each.key, LIVE, None)
    return Backlog(held_in(found), around(found))


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


def around(found: Sequence[Followed]) -> Mapping[str, str]:
    """From where each channel is to be read: its last opening, or right before one that is to be read once more."""
    opened: dict[str, list[Followed]] = {}
    for each in found:
        if each.standing is not Standing.GONE and each.parent and OPENING in each.kept:
            opened.setdefault(each.parent, []).append(each)
    return {channel: last_known(every) for channel, every in opened.items()}


def last_known(every: Sequence[Followed]) -> str:
    """The last opening in a channel, or what comes before one that is to be read once more."""
    again = [each.opening for each in every if each.standing is Standing.UNBEGUN and not commanded(each.key)]
    newest = max((each.opening for each in every), key=int)
    return min((newest, *again), key=int)
