"""A server that is away, killed, full, or a replica all of a sudden."""

import pytest

from adapters import redis
from adapters.redis.names import Names
from bot.core.events import Timer
from bot.ports import Alarm, StoreTrouble, StoreUnusable
from tests.contracts.store import (
    ANA,
    BEN,
    HELLO,
    LEASE,
    START,
    WORK,
    claimed,
    finished,
    job,
    later,
    message,
    said,
    state,
    turn,
)
from tests.redis.opening import opened
from tests.redis.servers import Running, empty_server


class TestAway:
    """What was acknowledged is there when the server is back, and the store finds back by itself."""

    async def test_a_killed_server_is_missed_and_taken_up_again(self, own: Running) -> None:
        async with opened(own, patience=0.5) as store:
            await turn(store, said("1"), HELLO, WORK, alarm=Alarm(later(60), Timer.REMINDER))
            held = await message(store)
            own.kill()
            for call in (
                store.accept(said("2")),
                store.settle(held, None),
                store.load(ANA),
                store.claim(START, LEASE),
            ):
                with pytest.raises(StoreUnusable) as unusable:
                    await call
                assert unusable.value.trouble is StoreTrouble.AWAY
            own.start()
            assert await store.load(ANA) == state()
            assert not await store.accept(said("1"))
            assert await store.settle(held, None)
            done = await job(store)
            assert await store.settle(done, finished(done))
            assert (await claimed(store)).event == finished(done)

    async def test_a_server_that_forgot_its_scripts_is_taught_them_again(self) -> None:
        running = empty_server()
        async with opened(running) as store:
            await store.accept(said("1"))
            running.ask("SCRIPT", "FLUSH")
            assert (await claimed(store)).event == said("1")

    async def test_a_server_that_stalls_is_away_and_what_it_did_meanwhile_is_not_done_twice(
        self, own: Running
    ) -> None:
        async with opened(own, patience=0.3) as store:
            own.ask("CLIENT", "PAUSE", 600, "ALL")
            assert await store.accept(said("1"))
            assert (await claimed(store)).event == said("1")
            assert await store.claim(START, LEASE) is None

    async def test_a_full_server_takes_nothing_in_and_lets_what_it_has_be_done(self, own: Running) -> None:
        async with opened(own) as store:
            await turn(store, said("1", BEN), alarm=Alarm(later(60), Timer.REMINDER))
            await turn(store, said("1"), HELLO, HELLO, WORK)
            await store.accept(said("2"))
            own.ask("CONFIG", "SET", "maxmemory", 1)
            with pytest.raises(StoreUnusable) as unusable:
                await store.accept(said("3"))
            assert unusable.value.trouble is StoreTrouble.FULL
            work = await job(store)
            assert await store.hold(work, START, LEASE)
            assert await store.settle(await message(store), None)
            await store.put_off(await message(store), None, "Undeliverable")
            assert await store.commit(await claimed(store), state(), (), None)
            assert await store.settle(work, finished(work))
            await store.give_back(await claimed(store), None, "ValueError")
            rung = await claimed(store, later(60))
            assert (rung.key, rung.event.author) == (BEN, "bot")
            assert await store.commit(rung, state(BEN), (), None)
            own.ask("CONFIG", "SET", "maxmemory", 0)
            assert await store.accept(said("3"))

    async def test_a_server_that_became_a_replica_takes_nothing(self, own: Running) -> None:
        async with opened(own) as store:
            own.ask("REPLICAOF", "127.0.0.1", 1)
            with pytest.raises(StoreUnusable) as unusable:
                await store.accept(said("1"))
            assert unusable.value.trouble is StoreTrouble.READ_ONLY
            own.ask("REPLICAOF", "NO", "ONE")
            assert await store.accept(said("1"))

    async def test_a_mistake_of_ours_stays_one(self) -> None:
        running = empty_server()
        async with opened(running) as store:
            names = Names(redis.Settings("").prefix, redis.BUCKETS)
            running.ask("SET", names.shared(names.bucket(ANA), "box"), "no hash")
            with pytest.raises(Exception, match="WRONGTYPE"):
                await store.idle(ANA)
