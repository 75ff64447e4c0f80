"""One connection of the gateway: what is said is queued and written in order, compressed as the client asked."""

import asyncio
import json
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(slots=True, repr=False)
class Link:
    """`compress`: "" or "zlib-stream", one stream for the whole connection; no other is known here."""

    socket: web.WebSocketResponse
    request: web.Request
    compress: str
    waiting: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue[bytes])

    def __post_init__(self) -> None:
        if self.compress not in ("", "zlib-stream"):
            raise NotImplementedError(f"the gateway of the tests knows no {self.compress}")

    def send(self, op: int, payload: object, seq: int | None = None, event: str | None = None) -> None:
        told = {"op": op, "d": payload, "s": seq, "t": event}
        self.waiting.put_nowait(json.dumps(told).encode())

    def abort(self) -> None:
        """End it without a word, as a broken line does; what was queued is not sent."""
        if self.request.transport is not None:
            self.request.transport.abort()

    @asynccontextmanager
    async def pumping(self) -> AsyncGenerator[None]:
        """Write what is queued, meanwhile."""
        task = asyncio.create_task(self._pump())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _pump(self) -> None:
        stream = zlib.compressobj()
        with suppress(ConnectionError):
            while True:
                told = await self.waiting.get()
                if self.compress:
                    await self.socket.send_bytes(stream.compress(told) + stream.flush(zlib.Z_SYNC_FLUSH))
                else:
                    await self.socket.send_str(told.decode())
