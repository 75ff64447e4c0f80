"""The whole contract over sealed bodies; what the server sees of a conversation; and what nobody here can read."""

import zlib
from collections.abc import AsyncIterator, Callable

import pytest

from adapters import redis
from adapters.redis.names import Names, member
from adapters.sealing import Sealed
from bot.core.events import Timer
from bot.ports import Alarm, Store, StoreTrouble, StoreUnusable, Tenant
from bot.ports.sealing import Sealing
from tests.contracts.store import (
    ANA,
    BEN,
    HELLO,
    LEASE,
    START,
    ArchiveContract,
    OutboxContract,
    TracesContract,
    TurnsContract,
    claimed,
    later,
    said,
    state,
    turn,
)
from tests.redis.servers import empty_server, server

KEY, OTHER = bytes(32), bytes(range(32))


async def opened(sealing: Sealing | None = None) -> redis.RedisStore:
    settings = redis.Settings(server().url)
    return await redis.create(settings, lambda: START, sealing, lambda: 0.0)


class OnSealedRedis:
    @pytest.fixture
    async def store(self) -> AsyncIterator[Store]:
        empty_server()
        store = await opened(Sealed((KEY,)))
        yield store
        await store.aclose()


class TestTurns(OnSealedRedis, TurnsContract): ...


class TestOutbox(OnSealedRedis, OutboxContract): ...


class TestArchive(OnSealedRedis, ArchiveContract): ...


class TestTraces(OnSealedRedis, TracesContract): ...


@pytest.fixture
async def store() -> AsyncIterator[redis.RedisStore]:
    empty_server()
    store = await opened()
    yield store
    await store.aclose()


def rewritten(change: Callable[[bytes], bytes]) -> None:
    """Somebody changes Ana's state on the server."""
    names = Names(redis.Settings("").prefix, redis.BUCKETS)
    place = names.shared(names.bucket(ANA), "state"), member(ANA)
    server().ask("HSET", *place, change(server().ask("HGET", *place)))


def with_body(body: bytes) -> Callable[[bytes], bytes]:
    """The same version with another body."""
    return lambda stored: stored.partition(b"\n")[0] + b"\n" + body


class TestUnreadable:
    async def test_an_event_under_another_key_is_parked_and_the_next_is_heard(
        self, store: redis.RedisStore
    ) -> None:
        sealed = await opened(Sealed((OTHER,)))
        await sealed.accept(said("1"))
        await store.accept(said("2"))
        again = await opened(Sealed((KEY,)))
        assert (await claimed(again)).event == said("2")
        assert [(each.id, each.what, each.reason) for each in await store.parked()] == [
            ("1", "event", "unreadable")
        ]
        await sealed.aclose()
        await again.aclose()

    async def test_an_effect_under_another_key_is_parked_and_the_next_leaves(
        self, store: redis.RedisStore
    ) -> None:
        sealed = await opened(Sealed((OTHER,)))
        await turn(sealed, said("1"), HELLO)
        await turn(store, said("1", BEN), HELLO)
        again = await opened(Sealed((KEY,)))
        delivery = await again.claim_message(START, LEASE)
        assert delivery is not None
        assert delivery.key == BEN
        assert [each.what for each in await store.parked()] == ["message"]
        await sealed.aclose()
        await again.aclose()

    async def test_a_state_of_a_later_version_waits_for_that_version(self, store: redis.RedisStore) -> None:
        await turn(store, said("1"))
        await turn(store, said("1", BEN))
        rewritten(with_body(zlib.compress(b'{"schema":99,"conversation":{}}')))
        await store.accept(said("2"))
        assert await store.claim(later(1), LEASE) is None
        assert not await store.idle(ANA)
        assert await store.parked() == ()
        assert await store.claim(later(30), LEASE) is None
        with pytest.raises(StoreUnusable) as unusable:
            await store.load(ANA)
        assert unusable.value.trouble is StoreTrouble.NEWER
        found = await store.latest("test", "acme")
        assert found == state(BEN)

    async def test_a_state_that_is_damaged_is_told(self, store: redis.RedisStore) -> None:
        await turn(store, said("1"))
        rewritten(with_body(b"damaged"))
        with pytest.raises(StoreUnusable) as unusable:
            await store.load(ANA)
        assert unusable.value.trouble is StoreTrouble.CORRUPT
        assert await store.latest("test", "acme") is None

    async def test_an_alarm_of_a_later_version_is_left_to_it(self, store: redis.RedisStore) -> None:
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        await turn(store, said("1", BEN), alarm=Alarm(later(70), Timer.REMINDER))
        rewritten(lambda stored: stored.replace(b"reminder", b"anniversary"))
        assert await store.claim(later(61), LEASE) is None
        assert (await claimed(store, later(71))).key == BEN

    async def test_what_a_page_does_not_show_is_on_the_next(self, store: redis.RedisStore) -> None:
        await turn(store, said("1"))
        for number in range(25):
            await store.trace(type(ANA)("test", "acme", f"silent-{number}"), "opener", "U1")
        assert await store.latest("test", "acme") == state()
        assert len(await store.traced(Tenant("test", "acme"), "opener", "U1")) == 25
