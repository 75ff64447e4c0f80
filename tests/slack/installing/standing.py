"""A door on a real server, on a port of its own."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.routing import Route
from starlette.types import ASGIApp

from adapters.slack.incoming.door import Events
from adapters.web import Ready, application


async def all_ready() -> Mapping[str, bool]:
    return {"store": True}


@asynccontextmanager
async def served(application: ASGIApp) -> AsyncGenerator[str]:
    """The address of an application for as long as it is needed."""
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_config=None, lifespan="off"))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn sets a flag, no event
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


@asynccontextmanager
async def standing_door(
    events: Events | None = None, pages: Sequence[Route] = (), ready: Ready = all_ready
) -> AsyncGenerator[str]:
    """A door with what stands behind it."""
    routes = (*pages, *((events.route,) if events else ()))
    registries = (events.meters.registry,) if events else ()
    async with served(application(routes, (ready,), registries)) as url:
        yield url
