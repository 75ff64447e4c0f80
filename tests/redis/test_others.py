"""Several processes on one server: what they hear of each other, and whose clock counts."""

import asyncio
from contextlib import suppress

from adapters import redis
from tests.contracts.store import (
    ANA,
    BEN,
    ELSEWHERE,
    LEASE,
    START,
    claimed,
    later,
    said,
)
from tests.redis.opening import opened
from tests.redis.servers import Running, empty_cluster, empty_server


class TestOthers:
    """Two processes on one server."""

    async def test_one_hears_what_the_other_takes_in(self) -> None:
        running, heard = empty_server(), asyncio.Queue[str]()
        async with opened(running) as one, opened(running) as other:
            listening = other.listening(heard.put_nowait)
            task = asyncio.create_task(listening.run())
            async with asyncio.timeout(10):
                assert await heard.get() == "toj"
                assert await other.claim(START, LEASE) is None
                await one.accept(said("1"))
                assert await heard.get() == "t"
                held = await claimed(other)
                assert held.event == said("1")
                assert await one.claim(START, LEASE) is None
                await one.accept(said("2", BEN))
                assert await heard.get() == "t"  # what it did itself it need not hear
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def test_one_goes_on_hearing_after_the_server_was_killed(self, own: Running) -> None:
        heard = asyncio.Queue[str]()
        async with opened(own) as one, opened(own) as other:
            task = asyncio.create_task(other.listening(heard.put_nowait).run())
            async with asyncio.timeout(15):
                assert await heard.get() == "toj"
                own.kill()
                await asyncio.to_thread(own.start)
                assert await heard.get() == "toj"
                await one.accept(said("1"))
                assert await heard.get() == "t"
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def test_what_was_not_announced_is_found_within_a_second(self) -> None:
        running = empty_server()
        async with opened(running) as one, opened(running) as other:
            assert await other.claim(START, LEASE) is None
            await one.accept(said("1"))
            assert (await claimed(other, later(1))).event == said("1")

    async def test_leases_are_counted_by_the_server(self) -> None:
        """A machine whose clock is wrong by hours takes nothing from the others, and keeps nothing."""
        running = empty_server()
        settings = redis.Settings(running.url)
        right = await redis.create(settings, lambda: START)
        wrong = await redis.create(settings, lambda: later(36_000))
        await right.accept(said("1"))
        await right.accept(said("1", ELSEWHERE))
        first = await claimed(right)
        second = await wrong.claim(later(36_000), LEASE)
        assert second is not None
        assert second.key != first.key
        assert await wrong.claim(later(36_001), LEASE) is None
        assert await wrong.claim(later(36_016), LEASE) is not None
        await right.aclose()
        await wrong.aclose()

    async def test_in_a_cluster_announcements_reach_every_node(self) -> None:
        first, second, _ = empty_cluster()
        heard = asyncio.Queue[str]()
        async with opened(first) as one, opened(second) as other:
            task = asyncio.create_task(other.listening(heard.put_nowait).run())
            async with asyncio.timeout(10):
                assert await heard.get() == "toj"
                for key in (ANA, ELSEWHERE):
                    await one.accept(said("1", key))
                    assert await heard.get() == "t"
                assert {(await claimed(other)).key for _ in range(2)} == {ANA, ELSEWHERE}
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
