"""What was written while the bot was away, read over REST and taken in as it would have come.

The gateway tells again only what was missed within one session. After a new one, conversations are read from where
they were heard, and channels for mentions. Whoever speaks meanwhile waits some seconds, so that the order stays. A
message that comes both ways is taken in once. What could not be read leaves a gap, from which on it is read again.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from adapters.discord import address
from adapters.discord.calls import ITEMS, Api, Ask, messages_after, messages_before
from adapters.discord.incoming.backlog import backlog
from adapters.discord.incoming.earlier import number_of
from adapters.discord.incoming.known import CALLED, RECENT, called_by
from adapters.discord.incoming.lanes import Lanes
from adapters.discord.incoming.parse.arrivals import DIRECT
from adapters.discord.incoming.parse.fields import EPOCH
from adapters.discord.traced import HEARD
from bot.hosting import Memory
from bot.hosting.answers import Refused, Said, Sleep, Unsure
from bot.hosting.fields import Json, inner, listed, text
from bot.ports import Later

log = logging.getLogger(__name__)

PAGE = 100
PAGES = 20  # of a conversation, from where it was heard on
PAGES_AROUND = 20  # of a channel, from its end on
AT_A_TIME = 4  # pages that are asked for, of all servers
TIME = 5.0  # seconds for a page, with all that is tried for it: so long does whoever speaks meanwhile wait
PAUSES = (0.5, 1.5)  # seconds before a page is asked for again
MOST_FAILURES = 10  # places that cannot be read, one after the other: then Discord is in trouble
MARGIN = timedelta(minutes=10)  # of two mentions in a channel, the later one may have been taken in first
TEXT, THREAD = 0, 11  # kinds of channels; what is no server's is direct messages, whatever it says

Take = Callable[[Json, bool], Awaitable[bool]]
"""Takes a message in, and says whether it did; with True where something before it is still to be read."""


@dataclass(frozen=True, slots=True)
class CatchingUp:
    """`now` in UTC, `pauses` in seconds; `sleep` waits for some. `gaps` are the places in which something that was
    missed is not read, or not yet: what is heard there is not noted as the last."""

    api: Api
    memory: Memory
    lanes: Lanes
    now: Callable[[], datetime]
    pauses: tuple[float, ...] = PAUSES
    sleep: Sleep = asyncio.sleep
    gaps: set[str] = field(default_factory=set[str])
    _at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_A_TIME))

    async def run(self, guild: str, take: Take, ready: Callable[[], None], *, again: bool = False) -> bool:
        """Take in what was missed in a server, or in direct messages; whether that is all of it. `take` never raises;
        `ready` is called as soon as whatever comes now waits behind. `again`: only where there are gaps."""
        missed = await backlog(self.memory, guild, self.now())
        places, channels = (
            {place: since for place, since in every.items() if not again or place in self.gaps}
            for every in (missed.held, missed.around)
        )
        held = [(place, since, self.lanes.enter(place)) for place, since in places.items()]
        self.gaps.update(places, channels)
        ready()
        reader = Reader(self.api, guild, self._at_once, self.pauses, self.sleep)
        following = (
            each.run(partial(self._followed, reader, take, place, since)) for place, since, each in held
        )
        looking = (self._channel(reader, take, channel, since) for channel, since in channels.items())
        try:
            await asyncio.gather(*following, *looking)
        finally:
            for *_, each in held:
                each.leave()  # one that has not begun would stand in the way for ever
        whole = self.gaps.isdisjoint({*places, *channels})
        if not whole:
            log.warning("what was missed is not all read yet")
        return whole

    async def _followed(self, reader: "Reader", take: Take, place: str, since: str) -> None:
        with suppress(Unread):
            taking = Taking(take)
            async with aclosing(reader.after(place, since)) as messages:
                async for message in messages:
                    await taking.one(message)
            if taking.whole:
                self.gaps.discard(place)

    async def _channel(self, reader: "Reader", take: Take, channel: str, since: str) -> None:
        """Mentions alone are for the bot here; one that has a thread was seen before, or is a matter of others."""
        recent = int((self.now() - RECENT - EPOCH).total_seconds() * 1_000) << 22
        after = str(max(int(since) - (int(MARGIN.total_seconds() * 1_000) << 22), recent, 0))
        key = address.key_around(reader.guild, channel)
        seen, taking = await self.memory.traces(key), Taking(take)
        with suppress(Unread):
            found = await reader.newest(channel, after)
            for message in found:
                if not (inner(message, "thread") or called_by(text(message, "id")) in seen):
                    await self.lanes.run(text(message, "id"), partial(taking.one, message))
            if not taking.whole:
                return
            self.gaps.discard(channel)
            if found and CALLED in await self.memory.traces(key):
                await self.memory.trace(key, HEARD, text(found[-1], "id"))


class Unread(Exception):
    """Discord could not be asked, or the store took nothing more."""


@dataclass(slots=True)
class Taking:
    """Messages of one place. Behind one that cannot be taken in, the others are taken in all the same; two of them
    mean that it is not for the message. Raises Unread then."""

    take: Take
    whole: bool = True
    failed: bool = False

    async def one(self, message: Json) -> None:
        """The next one."""
        before, self.failed = self.failed, not await self.take(message, not self.whole)
        self.whole = self.whole and not self.failed
        if before and self.failed:
            raise Unread


@dataclass(slots=True)
class Reader:
    """Channels of a server over REST, a few at a time of all. `after` and `newest` raise Unread where one cannot be
    read, and once several could not, for all others at once."""

    api: Api
    guild: str
    at_once: asyncio.Semaphore
    pauses: tuple[float, ...]
    sleep: Sleep
    failures: int = 0  # one after the other

    async def after(self, channel: str, after: str) -> AsyncGenerator[Json]:
        """What follows a message in a thread or in direct messages, the oldest first."""
        for _ in range(PAGES):
            page = await self._page(messages_after(channel, after, PAGE))
            for message in page:
                yield self._told(message, channel, THREAD)
                after = text(message, "id")
            if len(page) < PAGE:
                return

    async def newest(self, channel: str, after: str) -> list[Json]:
        """The last messages of a channel that come after an id, the oldest first."""
        found: list[Json] = []
        before = str((1 << 63) - 1)
        for _ in range(PAGES_AROUND):
            page = await self._page(messages_before(channel, before, PAGE))
            found = [*(each for each in page if number_of(each) > int(after)), *found]
            if len(page) < PAGE or number_of(page[0]) <= int(after):
                break
            before = text(page[0], "id")
        return [self._told(each, channel, TEXT) for each in found]

    async def _page(self, ask: Ask) -> list[Json]:
        """Messages, the oldest first; none where there is nothing to be read."""
        asked = False
        with suppress(TimeoutError, Later):
            async with asyncio.timeout(TIME), self.at_once:
                asked = True
                for pause in (*self.pauses, None):
                    answer = await self.api.call(ask) if self.failures < MOST_FAILURES else Unsure("given up")
                    if isinstance(answer, Said | Refused):
                        self.failures = 0
                        page = listed(answer.body, ITEMS) if isinstance(answer, Said) else ()
                        return sorted((each for each in page if number_of(each)), key=number_of)
                    if pause is None or self.failures >= MOST_FAILURES:
                        break
                    await self.sleep(pause)
        self.failures += asked  # and not where there was only no time for it
        raise Unread

    def _told(self, message: Json, channel: str, kind: int) -> Json:
        """A message as the gateway tells it."""
        where = {} if self.guild == DIRECT else {"guild_id": self.guild}
        return {**message, **where, "channel_id": channel, "channel_type": kind}
