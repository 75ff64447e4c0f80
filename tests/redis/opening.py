"""A store over a real server, with the time given."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from adapters import redis
from tests.contracts.store import START
from tests.redis.servers import Running


@asynccontextmanager
async def opened(
    running: Running, *, patience: float = 2.0, url: str = ""
) -> AsyncGenerator[redis.RedisStore]:
    settings = redis.Settings(url or running.url, patience=patience)
    store = await redis.create(settings, lambda: START, pinned=lambda: 0.0)
    try:
        yield store
    finally:
        await store.aclose()
