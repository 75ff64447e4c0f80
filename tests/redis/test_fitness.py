"""A server that would lose something is refused before anything is given to it."""

import pytest
from redis import exceptions as of_redis

from adapters import redis
from adapters.redis.connecting import trouble_of_server
from adapters.redis.errors import trouble_of
from bot.ports import StoreTrouble, StoreUnusable
from tests.contracts.store import (
    said,
)
from tests.redis.opening import opened
from tests.redis.servers import Running


async def refused(running: Running) -> StoreTrouble:
    """Why a server is not taken."""
    with pytest.raises(StoreUnusable) as unusable:
        await redis.create(redis.Settings(running.url, patience=1.0))
    assert unusable.value.place == running.socket
    return unusable.value.trouble


class TestFitness:
    """A server that would lose something is refused before anything is given to it."""

    async def test_one_that_is_not_there(self) -> None:
        assert await refused(Running()) is StoreTrouble.AWAY

    async def test_one_that_keeps_no_log_of_writes(self, own: Running) -> None:
        own.ask("CONFIG", "SET", "appendonly", "no")
        assert await refused(own) is StoreTrouble.FORGETFUL
        await (await redis.create(redis.Settings(own.url, only_durable=False))).aclose()

    async def test_one_that_throws_away_what_it_has_no_room_for(self, own: Running) -> None:
        own.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
        assert await refused(own) is StoreTrouble.EVICTS

    async def test_a_replica(self, own: Running) -> None:
        own.ask("REPLICAOF", "127.0.0.1", 1)
        assert await refused(own) is StoreTrouble.READ_ONLY

    async def test_one_that_wants_a_password(self, own: Running) -> None:
        own.ask("CONFIG", "SET", "requirepass", "secret-of-a-test")
        assert await refused(own) is StoreTrouble.NO_ACCESS
        with pytest.raises(StoreUnusable) as unusable:
            await redis.create(redis.Settings(f"unix://:wrong@{own.socket}"))
        assert unusable.value.trouble is StoreTrouble.NO_ACCESS
        assert "wrong" not in str(unusable.value)
        assert "wrong" not in repr(redis.Settings(f"unix://:wrong@{own.socket}"))
        async with opened(own, url=f"unix://:secret-of-a-test@{own.socket}") as store:
            assert await store.accept(said("1"))

    @pytest.mark.parametrize(
        ("version", "trouble"),
        [("6.0.16", StoreTrouble.TOO_OLD), ("6.2.14", None), ("7.2.4", None), ("10.0", None)],
    )
    def test_one_of_another_time(self, version: str, trouble: StoreTrouble | None) -> None:
        info = {
            "redis_version": version,
            "role": "master",
            "aof_enabled": 1,
            "maxmemory_policy": "noeviction",
        }
        assert trouble_of_server(info, only_durable=True) is trouble

    def test_the_address_has_no_password(self) -> None:
        assert redis.Settings("rediss://ana:hidden@cache.example:6380/0").place == "cache.example:6380"
        assert redis.Settings("redis://cache.example").place == "cache.example"

    @pytest.mark.parametrize(
        ("error", "trouble"),
        [
            (
                of_redis.ResponseError("OOM command not allowed when used memory > 'maxmemory'."),
                StoreTrouble.FULL,
            ),
            (of_redis.ResponseError("Error running script: @user_script:1: -OOM command"), StoreTrouble.FULL),
            (of_redis.OutOfMemoryError("command not allowed"), StoreTrouble.FULL),
            (
                of_redis.ResponseError("MISCONF Errors writing to the log: No space left on device"),
                StoreTrouble.FULL,
            ),
            (
                of_redis.ResponseError("MISCONF Errors writing to the AOF file: Input/output error"),
                StoreTrouble.BROKEN,
            ),
            (of_redis.ReadOnlyError("You can't write against a read only replica."), StoreTrouble.READ_ONLY),
            (of_redis.NoPermissionError("this user has no permissions"), StoreTrouble.NO_ACCESS),
            (of_redis.BusyLoadingError("Redis is loading the dataset in memory"), StoreTrouble.AWAY),
            (of_redis.ClusterDownError("CLUSTERDOWN The cluster is down"), StoreTrouble.AWAY),
            (of_redis.RedisClusterException("no node answers"), StoreTrouble.AWAY),
            (ConnectionResetError(), StoreTrouble.AWAY),
            (of_redis.ResponseError("WRONGTYPE Operation against a key"), None),
            (of_redis.DataError("Invalid input of type"), None),
        ],
    )
    def test_what_the_server_says_means_something(
        self, error: Exception, trouble: StoreTrouble | None
    ) -> None:
        assert trouble_of(error) is trouble
