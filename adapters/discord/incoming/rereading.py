"""Gaps, which something that was missed has left, are read again some time later: one server at a time, less and less
often. What is not had by then is tried when the next session begins.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from adapters.discord.incoming.trying import Trying

AGAIN = (10.0, 30.0, 120.0, 300.0, 600.0, 600.0, 1800.0, 3600.0, 3600.0)  # seconds before each try


@dataclass(frozen=True, slots=True)
class Rereading:
    """`pauses` are in seconds."""

    pauses: tuple[float, ...] = AGAIN
    _under_way: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, asyncio.Task[None]])

    def begin(self, guild: str, read: Callable[[], Awaitable[bool]], trying: Trying) -> None:
        """Read again, unless that is under way, until `read` says that nothing is left."""
        if guild not in self._under_way and not trying.ended:
            task = asyncio.create_task(self._until_read(read, trying))
            self._under_way[guild] = task
            task.add_done_callback(lambda _: self._under_way.pop(guild))

    async def end(self) -> None:
        """Read no more."""
        tasks = [*self._under_way.values()]
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _until_read(self, read: Callable[[], Awaitable[bool]], trying: Trying) -> None:
        for pause in self.pauses:
            if await trying.ended_within(pause) or await read():
                return
