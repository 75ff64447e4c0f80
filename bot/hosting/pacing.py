"""Showing what passes, at a pace: at most every so many seconds, one at a time, and the latest state always at last.

Whoever has something new says so and goes on; a task shows it when it may. What is shown is looked at only then, so
that states which nobody had time for are left out. Nothing here fails whoever reports: a platform that asks for a
pause gets it, and an answer that is lost is logged, for what passes is not worth more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.core.events import Key
from bot.hosting.answers import Lost, Sleep
from bot.ports import Later

log = logging.getLogger(__name__)

Show = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Paced:
    """One thing on show. `pause` is the seconds between two showings; `clock` gives seconds that only grow, and
    `sleep` waits for some."""

    key: Key
    pause: float
    clock: Callable[[], float]
    sleep: Sleep
    _wanted: Show | None = None
    _next_at: float = 0.0
    _showing: asyncio.Task[None] | None = None
    _asking: asyncio.Lock = field(
        default_factory=asyncio.Lock
    )  # held while the platform is asked to show something

    def wake(self, show: Show, rested: Callable[[], None] | None = None) -> None:
        """Have it shown soon, in place of what waits; `show` raises `Later` or `Lost`. `rested` is called when nothing
        more is wanted."""
        self._wanted = show
        if self._showing is None or self._showing.done():
            self._showing = asyncio.create_task(self._keep(rested), name="showing")

    async def turn(self) -> None:
        """Wait until it may be shown again."""
        await self.sleep(max(0.0, self._next_at - self.clock()))

    async def halt(self) -> None:
        """Show nothing more; what is being asked for just now is waited for, or it could arrive last."""
        async with self._asking:
            await self.stop()

    async def stop(self) -> None:
        """Show nothing more, at once."""
        self._wanted = None
        if self._showing is not None and not self._showing.done():
            self._showing.cancel()
            await asyncio.wait({self._showing})

    async def settled(self) -> None:
        """Wait until all that was wanted shows."""
        if self._showing is not None:
            await asyncio.wait({self._showing})

    async def _keep(self, rested: Callable[[], None] | None) -> None:
        while self._wanted is not None:
            await self.turn()
            pause = await self._shown()
            self._next_at = self.clock() + pause
        if rested is not None:
            rested()

    async def _shown(self) -> float:
        """Show what is wanted now; how many seconds to wait before the next."""
        async with self._asking:
            show, self._wanted = self._wanted, None
            if show is None:
                return self.pause
            try:
                await show()
            except Later as later:
                if self._wanted is None:  # or something newer has come
                    self._wanted = show
                return later.seconds
            except Lost as lost:
                log.info("%s: what passes was not shown: %s", self.key, lost)
            return self.pause
