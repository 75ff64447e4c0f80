"""What people and operators ask of Redis: plain reads of one key each, and `forget`."""

import json
import logging

from adapters.redis.names import key_of, member
from adapters.redis.parts import LANES, Parts
from adapters.redis.states import unpacked
from bot.core.conversation import Conversation
from bot.core.events import Key
from bot.core.stored import TooNew
from bot.core.storing import NOT_READ, moment
from bot.ports import Parked, StoreTrouble, StoreUnusable, Tenant

log = logging.getLogger(__name__)

_PAGE = 20  # conversations


class RedisArchive:
    """Nothing here walks over keys: what belongs to a workspace stands in its index."""

    _parts: Parts  # set by the store

    async def load(self, key: Key) -> Conversation | None:
        """Raises StoreUnusable for what cannot be read, e.g. because a later version wrote it."""
        try:
            return await self._state(key)
        except TooNew as error:
            raise StoreUnusable(StoreTrouble.NEWER, self._parts.server.place) from error
        except NOT_READ as error:
            raise StoreUnusable(StoreTrouble.CORRUPT, self._parts.server.place) from error

    async def latest(self, platform: str, workspace: str) -> Conversation | None:
        index, first = self._parts.names.threads(Tenant(platform, workspace)), 0
        while threads := await self._parts.server.ask("ZREVRANGE", index, first, first + _PAGE - 1):
            for thread in threads:
                key = Key(platform, workspace, thread.decode())
                try:
                    if state := await self._state(key):
                        return state
                except NOT_READ as why:
                    log.warning("%s cannot be read, an earlier one is taken: %s", key, type(why).__name__)
            first += _PAGE
        return None

    async def idle(self, key: Key) -> bool:
        names = self._parts.names
        boxes = names.shared(names.bucket(key), "box")
        return not await self._parts.server.ask("HEXISTS", boxes, member(key))

    async def parked(self) -> tuple[Parked, ...]:
        names, ask = self._parts.names, self._parts.server.ask
        found: list[tuple[int, int, Parked]] = []
        for bucket in range(names.buckets):
            for name in await ask("SMEMBERS", names.shared(bucket, "parkers")):
                key = key_of(name)
                for seq, kept in (await ask("HGETALL", names.own(key, "parked"))).items():
                    if seq.isdigit():  # its text lies beside it
                        about = json.loads(kept)
                        at = int(about["at"])
                        each = Parked(about["id"], key, about["what"], about["reason"], moment(at))
                        found.append((at, int(seq), each))
        return tuple(each for *_, each in sorted(found, key=lambda one: one[:2]))

    async def forget(self, whom: Key | Tenant) -> None:
        """Of a workspace one after the other, each whole. What begins anew meanwhile stays."""
        if isinstance(whom, Key):
            await self._forget(whom, "")
            return
        threads = await self._parts.server.ask("ZRANGE", self._parts.names.threads(whom), 0, -1)
        keys = [Key(whom.platform, whom.workspace, thread.decode()) for thread in threads]
        births = [await self._birth(key) for key in keys]
        for key, birth in zip(keys, births, strict=True):
            if birth:
                await self._forget(key, birth)

    async def _forget(self, key: Key, birth: str) -> None:
        await self._parts.write("forget", key, birth)
        for lane in LANES:
            self._parts.lookouts[lane].ready(self._parts.names.bucket(key))

    async def _state(self, key: Key) -> Conversation | None:
        stored = await self._stored(key)
        return None if stored is None else unpacked(self._parts.sealing, key, stored)[1]

    async def _birth(self, key: Key) -> str:
        stored = await self._stored(key)
        return "" if stored is None else stored.split(b" ", 1)[0].decode()

    async def _stored(self, key: Key) -> bytes | None:
        names = self._parts.names
        stored: bytes | None = await self._parts.server.ask(
            "HGET", names.shared(names.bucket(key), "state"), member(key)
        )
        return stored
