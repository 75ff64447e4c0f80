"""Every store against every contract."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from adapters import redis, sqlite
from bot.ports import Store
from tests.contracts.store import START, ArchiveContract, OutboxContract, TracesContract, TurnsContract
from tests.fakes_store import MemoryStore
from tests.redis import servers


class OnSqlite:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = sqlite.create(tmp_path / "bot.db", lambda: START, elapsed=lambda: 0.0)
        yield store
        store.close()


class InMemory:
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore(lambda: START)


class OnRedis:
    @pytest.fixture
    async def store(self) -> AsyncIterator[Store]:
        settings = redis.Settings(servers.empty_server().url)
        store = await redis.create(settings, lambda: START, pinned=lambda: 0.0)
        yield store
        await store.aclose()


class OnRedisCluster:
    @pytest.fixture
    async def store(self) -> AsyncIterator[Store]:
        settings = redis.Settings(servers.empty_cluster()[0].url)
        store = await redis.create(settings, lambda: START, pinned=lambda: 0.0)
        yield store
        await store.aclose()


class TestTurnsOnSqlite(OnSqlite, TurnsContract): ...


class TestOutboxOnSqlite(OnSqlite, OutboxContract): ...


class TestArchiveOnSqlite(OnSqlite, ArchiveContract): ...


class TestTracesOnSqlite(OnSqlite, TracesContract): ...


class TestTurnsInMemory(InMemory, TurnsContract): ...


class TestOutboxInMemory(InMemory, OutboxContract): ...


class TestArchiveInMemory(InMemory, ArchiveContract): ...


class TestTracesInMemory(InMemory, TracesContract): ...


class TestTurnsOnRedis(OnRedis, TurnsContract): ...


class TestOutboxOnRedis(OnRedis, OutboxContract): ...


class TestArchiveOnRedis(OnRedis, ArchiveContract): ...


class TestTracesOnRedis(OnRedis, TracesContract): ...


class TestTurnsOnRedisCluster(OnRedisCluster, TurnsContract): ...


class TestOutboxOnRedisCluster(OnRedisCluster, OutboxContract): ...


class TestArchiveOnRedisCluster(OnRedisCluster, ArchiveContract): ...


class TestTracesOnRedisCluster(OnRedisCluster, TracesContract): ...
