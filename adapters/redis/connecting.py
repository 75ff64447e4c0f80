"""Reaching Redis, and whether it is fit to hold what must not be lost.

It is asked with INFO alone, which managed services answer, too, where they refuse CONFIG. A cluster says of itself that
it is one, and is then spoken to as such; every master of it must be fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisClusterException, RedisError

from adapters.redis.errors import meaning
from adapters.redis.server import RedisServer
from bot.ports import StoreTrouble, StoreUnusable

OLDEST: Final = (6, 2)
AT_ONCE: Final = {"retry": Retry(NoBackoff(), 0)}  # a script must know that it is asked again: see server.py

Info = Mapping[str, Any]  # the library reads INFO into numbers, strings and lists, as it likes


@dataclass(frozen=True, slots=True)
class Settings:
    """`url` as redis://, rediss:// or unix://, perhaps with user and password. Times in seconds: `patience` for an
    answer, and for one of the `connections` to be free."""

    url: str = field(repr=False)
    prefix: str = "wasm-architect"
    connections: int = 32
    patience: float = 3.0
    only_durable: bool = True  # refuse a server that would lose everything in a crash

    @property
    def place(self) -> str:
        """The address, for errors: without user and password."""
        parts = urlsplit(self.url)
        if not parts.hostname:
            return parts.path
        return parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"


async def connected(settings: Settings) -> RedisServer:
    """The server, or the cluster that it belongs to. Raises StoreUnusable."""
    server = RedisServer(_alone(settings), settings.place)
    try:
        (info,) = await _infos(server.client, server.place)
        if info.get("cluster_enabled"):
            await server.aclose()
            server = RedisServer(_together(settings), settings.place)
        for each in await _infos(server.client, server.place):
            if trouble := trouble_of_server(each, only_durable=settings.only_durable):
                raise StoreUnusable(trouble, settings.place)
    except BaseException:
        await server.aclose()
        raise
    return server


def trouble_of_server(info: Info, *, only_durable: bool) -> StoreTrouble | None:
    """What speaks against a server."""
    version = tuple(int(part) for part in str(info["redis_version"]).split(".")[:2])
    if version < OLDEST:
        return StoreTrouble.TOO_OLD
    if info["role"] != "master":
        return StoreTrouble.READ_ONLY
    if only_durable and not info["aof_enabled"]:
        return StoreTrouble.FORGETFUL
    return None if info["maxmemory_policy"] == "noeviction" else StoreTrouble.EVICTS


def _alone(settings: Settings) -> "Redis":
    pool = BlockingConnectionPool.from_url(  # pyright: ignore[reportUnknownMemberType]  # the library's is untyped
        settings.url,
        max_connections=settings.connections,
        timeout=settings.patience,
        socket_timeout=settings.patience,
        socket_connect_timeout=settings.patience,
        protocol=2,
        **AT_ONCE,
    )
    return Redis.from_pool(pool)


def _together(settings: Settings) -> "RedisCluster":
    return RedisCluster.from_url(
        settings.url,
        max_connections=settings.connections,
        socket_timeout=settings.patience,
        socket_connect_timeout=settings.patience,
        protocol=2,
        **AT_ONCE,
    )


async def _infos(client: "Redis | RedisCluster", place: str) -> list[Info]:
    """Of each master."""
    try:
        if isinstance(client, RedisCluster):
            await client.initialize()
            asked = client.info(target_nodes=RedisCluster.PRIMARIES)  # pyright: ignore[reportUnknownMemberType]  # the library's is untyped
            told: Info = await asked
            return [told] if "redis_version" in told else list(told.values())
        alone: Info = await client.info()  # pyright: ignore[reportUnknownMemberType]  # the library's is untyped
    except (RedisError, RedisClusterException, OSError) as error:
        raise meaning(error, place) from error
    return [alone]
