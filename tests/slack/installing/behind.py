"""What stands behind a door and before it, for the tests of the door."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from adapters.slack.incoming.door import Answer, Events, Handle
from adapters.slack.incoming.meters import Meters
from tests.slack.installing.signing import SECRET, signed
from tests.slack.installing.standing import standing_door

EVENT = json.dumps({"type": "event_callback", "event": {"text": "nuestro secreto"}}).encode()


@dataclass
class Behind:
    """What stands behind the door."""

    heard: list[tuple[str, Mapping[str, str]]] = field(default_factory=list[tuple[str, Mapping[str, str]]])
    fails: bool = False

    async def handle(self, body: str, headers: Mapping[str, str]) -> Answer:
        self.heard.append((body, headers))
        if self.fails:
            raise RuntimeError(body)
        return Answer(200, "taken in", {"content-type": "text/plain", "x-of-bolt": "yes"})


@dataclass(frozen=True)
class Standing:
    """A door that is open."""

    address: str
    client: aiohttp.ClientSession

    async def deliver(self, body: bytes, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
        given = signed(body, int(time.time())) if headers is None else headers
        async with self.client.post(self.url("/slack/events"), data=body, headers=given) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.client.get(self.url(path)) as answer:
            return answer.status, await answer.text()

    async def raw(self, sent: bytes) -> bytes:
        """Bytes as they are, for what no client would send; what comes back until the door hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(sent)
            await writer.drain()
            return await asyncio.wait_for(reader.read(), 10)
        finally:
            writer.close()

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@asynccontextmanager
async def open_door(behind: Behind, handle: Handle | None = None) -> AsyncGenerator[Standing]:
    events = Events(SECRET.encode(), handle or behind.handle, time.time, Meters())
    async with standing_door(events) as url, aiohttp.ClientSession() as client:
        yield Standing(url, client)
