"""`Traces`, of conversations that are still kept: what is on its way out when one is forgotten notes nothing more, or
the note would outlive what it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.events import Key
from bot.hosting.inquiries import OPENER
from bot.ports import Tenant, Traces


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody opened each conversation, and that is noted before its first event is taken in."""

    traces_of_all: Traces

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        if OPENER in await self.traces_of_all.traces(key):
            await self.traces_of_all.trace(key, name, value)

    async def traces(self, key: Key) -> Mapping[str, str]:
        return await self.traces_of_all.traces(key)

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        return await self.traces_of_all.traced(tenant, name, value)
