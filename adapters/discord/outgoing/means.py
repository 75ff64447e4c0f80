"""What everything that posts works with: Discord, who the bot is there, what is remembered, and time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from adapters.discord.calls import Api
from bot.hosting.answers import Sleep
from bot.ports import Traces

UNDER_WAY = 3.0  # seconds in which Discord has done, and shows, what it was asked before a connection broke


class Us(Protocol):
    """The bot in Discord: its user's id, and its application's."""

    @property
    def user(self) -> str: ...

    @property
    def application(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Means:
    """`now` gives seconds since the epoch; `sleep` waits for some. `us` may ask Discord, the first time."""

    api: Api
    us: Callable[[], Awaitable[Us]]
    traces: Traces
    now: Callable[[], float]
    sleep: Sleep

    async def settled(self, tried: float) -> None:
        """Wait until what was tried then is either there or not: a look at once may miss what is still under way."""
        age = self.now() - tried
        if 0 <= age < UNDER_WAY:
            await self.sleep(UNDER_WAY - age)
