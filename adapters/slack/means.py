"""What everything that posts works with: Slack, what is remembered, and time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.slack.calls import Api
from bot.core.events import Key
from bot.hosting.answers import Sleep
from bot.hosting.inquiries import OPENER
from bot.ports import Tenant, Traces

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


@dataclass(frozen=True, slots=True)
class Kept:
    """`Traces`, of conversations that are still kept: what is on its way out when one is forgotten notes nothing more,
    or the note would outlive what it is about."""

    traces_of_all: Traces

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        if OPENER in await self.traces_of_all.traces(key):
            await self.traces_of_all.trace(key, name, value)

    async def traces(self, key: Key) -> Mapping[str, str]:
        return await self.traces_of_all.traces(key)

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        return await self.traces_of_all.traced(tenant, name, value)
