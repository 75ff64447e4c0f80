"""What was written while the bot was away, read over REST and taken in as it would have come.

The gateway tells again only what was missed within one session. After a new one, conversations are read from where
they were heard, and channels for mentions. Whoever speaks meanwhile waits, so that the order stays. A message that
comes both ways is taken in once.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from adapters.discord.calls import ITEMS, Api, Ask, messages_after, messages_before
from adapters.discord.incoming.backlog import backlog
from adapters.discord.incoming.earlier import number_of
from adapters.discord.incoming.lanes import Lanes
from adapters.discord.incoming.parse.arrivals import DIRECT
from adapters.discord.incoming.parse.fields import EPOCH
from bot.hosting import Memory
from bot.hosting.answers import Refused, Said
from bot.hosting.fields import Json, inner, listed, text
from bot.ports import Later

log = logging.getLogger(__name__)

PAGE = 100
PAGES = 20  # of a conversation
PAGES_AROUND = 2  # of a channel, from its end on
RECENT = timedelta(days=3)  # whoever called the bot before has given up
AT_A_TIME = 4  # pages that are asked for, of all servers
TIME = 15.0  # seconds for a page
TEXT, THREAD = 0, 11  # kinds of channels; what is no server's is direct messages, whatever it says

Take = Callable[[Json], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class CatchingUp:
    """`now` in UTC."""

    api: Api
    memory: Memory
    lanes: Lanes
    now: Callable[[], datetime]
    _at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_A_TIME))

    async def run(self, guild: str, take: Take, ready: Callable[[], None]) -> None:
        """Take in what was missed in a server, or in direct messages. `take` takes a message in, as the gateway would
        tell it, and never raises; `ready` is called as soon as whatever comes now waits behind."""
        missed = await backlog(self.memory, guild)
        held = [(channel, after, self.lanes.enter(channel)) for channel, after in missed.held.items()]
        ready()
        reader = Reader(self.api, guild, self._at_once)
        following = (
            each.run(partial(_followed, reader, take, channel, after)) for channel, after, each in held
        )
        looking = (self._channel(reader, take, channel, after) for channel, after in missed.around.items())
        try:
            await asyncio.gather(*following, *looking)
        finally:
            for *_, each in held:
                each.leave()  # one that has not begun would stand in the way for ever
        if reader.given_up:
            log.warning("what was missed is not all read: Discord cannot be asked")

    async def _channel(self, reader: "Reader", take: Take, channel: str, after: str) -> None:
        """Mentions alone are for the bot here; one that has a thread was seen before, or is a matter of others."""
        recent = str(int((self.now() - RECENT - EPOCH).total_seconds() * 1_000) << 22)
        for message in await reader.newest(channel, max(after, recent, key=int)):
            if not inner(message, "thread"):
                await self.lanes.run(text(message, "id"), partial(take, message))


async def _followed(reader: "Reader", take: Take, channel: str, after: str) -> None:
    async for message in reader.after(channel, after):
        await take(message)


@dataclass(slots=True)
class Reader:
    """Channels of a server over REST, a few at a time of all. Once Discord cannot be asked, no more of them."""

    api: Api
    guild: str
    at_once: asyncio.Semaphore
    given_up: bool = False

    async def after(self, channel: str, after: str) -> AsyncIterator[Json]:
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
        async with self.at_once:
            if self.given_up:
                return []
            try:
                async with asyncio.timeout(TIME):
                    answer = await self.api.call(ask)
            except (Later, TimeoutError):
                self.given_up = True
                return []
        self.given_up |= not isinstance(answer, Said | Refused)
        page = listed(answer.body, ITEMS) if isinstance(answer, Said) else ()
        return sorted((each for each in page if number_of(each)), key=number_of)

    def _told(self, message: Json, channel: str, kind: int) -> Json:
        """A message as the gateway tells it."""
        where = {} if self.guild == DIRECT else {"guild_id": self.guild}
        return {**message, **where, "channel_id": channel, "channel_type": kind}
