"""What platforms keep of a conversation: short strings by name, found from either side, forgotten with it."""

from collections.abc import Mapping

from adapters.redis.parts import Parts
from bot.core.events import Key
from bot.ports import Tenant


class RedisTraces:
    """The index of a workspace holds name, value, birth and thread in that order, so that it is sorted by age."""

    _parts: Parts  # set by the store

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        await self._parts.write("trace", key, name, int(value is not None), value or "")

    async def traces(self, key: Key) -> Mapping[str, str]:
        found = await self._parts.server.ask("HGETALL", self._parts.names.own(key, "traces"))
        return {name.decode(): value.decode() for name, value in found.items()}

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        index, begin = self._parts.names.found_by(tenant), f"{name}\0{value}\0"
        found = await self._parts.server.ask("ZREVRANGEBYLEX", index, f"[{begin}:", f"[{begin}")
        threads = [each.decode()[len(begin) :].split("\0", 1)[1] for each in found]
        return tuple(Key(tenant.platform, tenant.workspace, thread) for thread in threads)
