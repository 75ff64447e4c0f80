"""What everything that posts works with: Slack, what is remembered, and time."""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.slack.calls import Api
from bot.hosting.answers import Sleep
from bot.ports import Traces

UNDER_WAY = 3.0  # seconds in which Slack has done, and shows, what it was asked before a connection broke


@dataclass(frozen=True, slots=True)
class Means:
    """`now` gives seconds since the epoch; `sleep` waits for some."""

    api: Api
    traces: Traces
    now: Callable[[], float]
    sleep: Sleep

    async def settled(self, tried: float) -> None:
        """Wait until what was tried then is either there or not: a look at once may miss what is still under way."""
        age = self.now() - tried
        if 0 <= age < UNDER_WAY:
            await self.sleep(UNDER_WAY - age)
