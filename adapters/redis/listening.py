"""What other processes announce: that something became ready in a bucket.

Announcements may be lost, and nothing is lost by that: the lookout looks once a second all the same. So a connection
that breaks is simply made anew, and what was missed meanwhile is looked for at once.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from redis.exceptions import RedisClusterException, RedisError

from adapters.redis.parts import LANES, Parts

_MEANWHILE = 1.0  # seconds, the same as a sweep


class Listening:
    """`run` it beside the engine; `rung` is called with the lanes in which there may be work."""

    def __init__(self, parts: Parts, rung: Callable[[str], None]) -> None:
        self._parts = parts
        self._rung = rung

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._listen()
            except (RedisError, RedisClusterException, OSError):
                await asyncio.sleep(_MEANWHILE)

    async def _listen(self) -> None:
        async with self._parts.server.announcements() as announcements:
            await announcements.subscribe(self._parts.names.wake)
            while True:
                # Any: the library's are dictionaries of what the command says
                message = cast("dict[str, Any] | None", await announcements.get_message(timeout=None))
                if message and message["type"] == "subscribe":
                    self._missed()
                elif message:
                    self._hear(message["data"].decode())

    def _missed(self) -> None:
        for lane in LANES:
            for bucket in range(self._parts.names.buckets):
                self._parts.lookouts[lane].ready(bucket)
        self._rung(LANES)

    def _hear(self, said: str) -> None:
        bucket, lanes, sender = said.split(" ")
        if sender != self._parts.sender:
            for lane in lanes:
                self._parts.lookouts[lane].ready(int(bucket))
            self._rung(lanes)
