"""The application on the real server, at an address of its own, and what a neighbour may ask it."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from prometheus_client import CollectorRegistry
from starlette.routing import Route

from adapters.web import Ready, Web, application


@dataclass(frozen=True)
class Standing:
    """A server that is up."""

    address: str
    client: aiohttp.ClientSession

    async def get(self, path: str) -> tuple[int, str]:
        async with self.client.get(f"{self.address}{path}") as answer:
            return answer.status, await answer.text()

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


async def all_well() -> Mapping[str, bool]:
    return {"store": True}


@asynccontextmanager
async def standing(
    routes: Sequence[Route] = (),
    ready: Sequence[Ready] = (all_well,),
    registries: Sequence[CollectorRegistry] = (),
) -> AsyncGenerator[Standing]:
    web = Web(application(routes, ready, registries), "127.0.0.1", 0)
    running = asyncio.create_task(web.run())
    try:
        async with aiohttp.ClientSession() as client:
            yield Standing(web.address, client)
    finally:
        running.cancel()
        await asyncio.wait({running})
