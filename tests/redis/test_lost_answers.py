"""Every verb is carried out, its answer is lost, and it is asked again: nothing may come of the second time."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Lost

from adapters.redis import BUCKETS, RedisStore
from adapters.redis.names import Names
from adapters.redis.parts import Parts
from adapters.redis.server import RedisServer, Word
from bot.ports import Store
from bot.ports.sealing import Unsealed
from tests.contracts.store import START, ArchiveContract, OutboxContract, TracesContract, TurnsContract
from tests.redis.servers import Running, empty_server


class Deaf(RedisServer):
    """Hears no answer when it was done what it asks; and then, that it was."""

    heard = True

    # the same as the library's, which has no types
    async def _execute(self, *words: Word) -> object:
        answer = await super()._execute(*words)
        if words[0] == "EVALSHA" and answer != [0, b""]:
            self.heard = not self.heard
            if not self.heard:
                raise Lost
        return answer


def deaf_store(running: Running) -> RedisStore:
    client = Redis(unix_socket_path=running.socket, protocol=2, retry=Retry(NoBackoff(), 0))
    return RedisStore(
        Parts(
            Deaf(client, "here"), Names("deaf", BUCKETS), lambda: START, lambda: 0.0, Unsealed(), pinned=True
        )
    )


class OnDeafEars:
    @pytest.fixture
    async def store(self) -> AsyncIterator[Store]:
        store = deaf_store(empty_server())
        yield store
        await store.aclose()


class TestTurns(OnDeafEars, TurnsContract): ...


class TestOutbox(OnDeafEars, OutboxContract): ...


class TestArchive(OnDeafEars, ArchiveContract): ...


class TestTraces(OnDeafEars, TracesContract): ...
