"""One thing at a time in a channel, in order; who cannot wait goes ahead; nothing is left behind."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.discord.incoming.lanes import Lanes


class Slow:
    """Work that ends when it is told to; `log` is what began and ended, by everybody."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self.log = name, log
        self.may_end = asyncio.Event()

    async def __call__(self) -> None:
        self.log.append(f"{self.name} begins")
        await self.may_end.wait()
        self.log.append(f"{self.name} ends")


def noting(name: str, log: list[str]) -> Callable[[], Awaitable[None]]:
    async def work() -> None:
        log.append(name)

    return work


async def idle(turns: int = 10) -> None:
    """Let everybody go as far as they can."""
    for _ in range(turns):
        await asyncio.sleep(0)


async def test_in_one_channel_things_are_done_in_the_order_in_which_they_came() -> None:
    lanes, log = Lanes(), list[str]()
    first = Slow("first", log)
    tasks = [asyncio.create_task(lanes.run("1", first))]
    tasks += [asyncio.create_task(lanes.run("1", noting(str(each), log))) for each in range(3)]
    await idle()
    assert log == ["first begins"]
    first.may_end.set()
    await asyncio.gather(*tasks)
    assert log == ["first begins", "first ends", "0", "1", "2"]


async def test_channels_do_not_wait_for_one_another() -> None:
    lanes, log = Lanes(), list[str]()
    first = Slow("first", log)
    task = asyncio.create_task(lanes.run("1", first))
    await idle()
    await lanes.run("2", noting("other", log))
    assert log == ["first begins", "other"]
    first.may_end.set()
    await task


async def test_a_place_is_taken_when_it_is_asked_for_and_not_when_it_is_used() -> None:
    lanes, log = Lanes(), list[str]()
    first, second = lanes.enter("1"), lanes.enter("1")
    late = asyncio.create_task(second.run(noting("second", log)))
    await idle()
    await first.run(noting("first", log))
    await late
    assert log == ["first", "second"]


async def test_a_place_in_two_lanes_waits_for_both_and_holds_both_up() -> None:
    lanes, log = Lanes(), list[str]()
    left, right, both = Slow("left", log), Slow("right", log), Slow("both", log)
    tasks = [asyncio.create_task(lanes.run(each.name, each)) for each in (left, right)]
    await idle()
    tasks.append(asyncio.create_task(lanes.enter("left", "right").run(both)))
    tasks += [
        asyncio.create_task(lanes.run(each, noting(f"after {each}", log))) for each in ("left", "right")
    ]
    left.may_end.set()
    await idle()
    assert log == ["left begins", "right begins", "left ends"]
    right.may_end.set()
    await idle()
    assert log[3:] == ["right ends", "both begins"]
    both.may_end.set()
    await asyncio.gather(*tasks)
    assert sorted(log[6:]) == ["after left", "after right"]


async def test_whoever_cannot_wait_goes_ahead_and_the_next_still_wait_for_the_first() -> None:
    lanes, log = Lanes(), list[str]()
    first = Slow("first", log)
    tasks = [asyncio.create_task(lanes.run("1", first))]
    await idle()
    await lanes.run("1", noting("hasty", log), patience=0.01)
    tasks.append(asyncio.create_task(lanes.run("1", noting("third", log))))
    await idle()
    assert log == ["first begins", "hasty"]
    first.may_end.set()
    await asyncio.gather(*tasks)
    assert log == ["first begins", "hasty", "first ends", "third"]


async def test_what_is_patient_enough_keeps_its_turn() -> None:
    lanes, log = Lanes(), list[str]()
    first = Slow("first", log)
    task = asyncio.create_task(lanes.run("1", first))
    press = asyncio.create_task(lanes.run("1", noting("press", log), patience=30))
    await idle()
    first.may_end.set()
    await asyncio.gather(task, press)
    assert log == ["first begins", "first ends", "press"]


async def test_whoever_comes_when_the_first_has_left_still_waits_for_the_second() -> None:
    lanes, log = Lanes(), list[str]()
    first, second = Slow("first", log), Slow("second", log)
    tasks = [asyncio.create_task(lanes.run("1", each)) for each in (first, second)]
    await idle()
    first.may_end.set()
    await idle()
    tasks.append(asyncio.create_task(lanes.run("1", noting("third", log))))
    await idle()
    assert log == ["first begins", "first ends", "second begins"]
    second.may_end.set()
    await asyncio.gather(*tasks)
    assert log[3:] == ["second ends", "third"]


async def test_what_fails_lets_the_next_pass_and_tells_whoever_asked() -> None:
    lanes, log = Lanes(), list[str]()

    async def failing() -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await lanes.run("1", failing)
    await lanes.run("1", noting("next", log))
    assert log == ["next"]


async def test_whoever_is_cancelled_while_waiting_lets_nobody_pass_too_early() -> None:
    lanes, log = Lanes(), list[str]()
    first = Slow("first", log)
    task = asyncio.create_task(lanes.run("1", first))
    given_up = asyncio.create_task(lanes.run("1", noting("given up", log)))
    last = asyncio.create_task(lanes.run("1", noting("last", log)))
    await idle()
    given_up.cancel()
    await idle()
    assert log == ["first begins"]
    first.may_end.set()
    await asyncio.gather(task, last)
    assert log == ["first begins", "first ends", "last"]


async def test_idle_lanes_vanish() -> None:
    lanes, log = Lanes(), list[str]()
    first = Slow("first", log)
    task = asyncio.create_task(lanes.run("1", first))
    await idle()
    hasty = asyncio.create_task(lanes.run("1", noting("hasty", log), patience=0.01))
    await hasty
    assert len(lanes) == 1
    first.may_end.set()
    await task
    await idle()
    place = lanes.enter("1", "2")
    assert len(lanes) == 2
    place.leave()
    place.leave()
    assert len(lanes) == 0


async def test_what_is_done_gives_what_it_gives() -> None:
    async def seven() -> int:
        return 7

    assert await Lanes().run("1", seven) == 7
