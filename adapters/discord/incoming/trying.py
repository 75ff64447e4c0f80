"""Something is tried until it is done: nobody tells a message again.

What is raised may quote people, so its kind and place are logged. When the process ends, nothing is tried any more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from adapters.discord.incoming.raw import trail

log = logging.getLogger(__name__)

PAUSES = (0.5, 3.0, 10.0)  # seconds before something is tried again


@dataclass(frozen=True, slots=True)
class Trying:
    """`pauses` are in seconds."""

    pauses: tuple[float, ...] = PAUSES
    _ending: asyncio.Event = field(default_factory=asyncio.Event)

    async def done(self, what: str, work: Callable[[], Awaitable[None]]) -> bool:
        """Do it, again after a pause if it fails; whether it was done."""
        for pause in (*self.pauses, None):
            try:
                await work()
                return True
            except Exception as surprise:  # noqa: BLE001  # whatever it is, the next one is to come
                log.error("%s was not taken in: %s", what, trail(surprise))
            if pause is None or await self.ended_within(pause):
                break
        return False

    @property
    def ended(self) -> bool:
        """Whether the process ends."""
        return self._ending.is_set()

    def end(self) -> None:
        """It does."""
        self._ending.set()

    async def ended_within(self, seconds: float) -> bool:
        """Wait for so long, unless the process ends before."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ending.wait()
        return self.ended
