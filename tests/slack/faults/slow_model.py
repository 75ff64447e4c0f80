"""A model on the loopback that writes for ever, slowly, and knows when nobody listens any more."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from tests.loopback import CHUNKED, body, piece

PIECE = 0.1  # seconds between two pieces


@dataclass(slots=True)
class SlowModel:
    """`began` and `hung_up`: when each request came, and when its connection was closed by whoever asked."""

    url: str = ""
    began: list[float] = field(default_factory=list[float])
    hung_up: list[float] = field(default_factory=list[float])

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await body(reader)
            self.began.append(time.monotonic())
            writing = asyncio.create_task(self._write(writer))
            with suppress(ConnectionError):
                await reader.read()
            self.hung_up.append(time.monotonic())
            writing.cancel()
        writer.close()

    async def _write(self, writer: asyncio.StreamWriter) -> None:
        writer.write(CHUNKED)
        while True:
            said = piece("Una frase más del plan. ")
            writer.write(f"{len(said):x}\r\n".encode() + said + b"\r\n")
            with suppress(ConnectionError):
                await writer.drain()
            await asyncio.sleep(PIECE)


@asynccontextmanager
async def slow_model() -> AsyncGenerator[SlowModel]:
    """One that listens."""
    model = SlowModel()
    server = await asyncio.start_server(model.connected, "127.0.0.1", 0)
    model.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield model
    finally:
        server.close()
