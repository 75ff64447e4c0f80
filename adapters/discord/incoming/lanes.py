"""One thing at a time in each channel, in the order in which things came.

Whoever enters a lane has a place in it from that moment on, before anything is awaited, so the order is that of the
gateway. A place may be in several lanes at once; since they are entered together, nobody waits for one another.
Whoever cannot wait goes ahead after a while, and those behind still wait for what was before. Idle lanes vanish.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

Done = TypeVar("Done")


class Lanes:
    """The lanes, by the channel's id."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Future[None]] = {}

    def __len__(self) -> int:
        """How many lanes there are: those in which something is under way."""
        return len(self._last)

    def enter(self, *channels: str) -> "Place":
        """A place behind all that is in these lanes now. It must be left, or nothing passes there any more."""
        return Place(self._last, frozenset(channels))

    async def run(
        self, channel: str, work: Callable[[], Awaitable[Done]], patience: float | None = None
    ) -> Done:
        """Do this when it is its turn; after `patience` seconds in any case."""
        return await self.enter(channel).run(work, patience)


class Place:
    """A place in one lane or several; `last` is what was the last in each, and now this is."""

    def __init__(self, last: dict[str, asyncio.Future[None]], channels: frozenset[str]) -> None:
        self._before = {last[each] for each in channels if each in last}
        self._left: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._last, self._channels = last, channels
        for each in channels:
            last[each] = self._left

    async def run(self, work: Callable[[], Awaitable[Done]], patience: float | None = None) -> Done:
        """Do this when it is its turn, and leave; after `patience` seconds in any case."""
        try:
            if self._before:
                await asyncio.wait(self._before, timeout=patience)
            return await work()
        finally:
            self.leave()

    def leave(self) -> None:
        """Let those behind pass, as soon as all that was before has left too. Leaving twice is leaving once."""
        for each in self._before:
            if not each.done():
                each.add_done_callback(lambda _: self._pass())
        self._pass()

    def _pass(self) -> None:
        if self._left.done() or any(not each.done() for each in self._before):
            return
        self._left.set_result(None)
        for each in self._channels:
            if self._last.get(each) is self._left:
                del self._last[each]
