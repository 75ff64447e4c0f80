"""What passes is shown at its pace, the latest state at last, whatever becomes of the asking."""

import asyncio

import pytest

from bot.core.events import Key
from bot.hosting.answers import Lost
from bot.hosting.pacing import Paced
from bot.ports import Later
from tests.hosting.watch import Watch

KEY = Key("anywhere", "W1", "T1")
PAUSE = 2.0


class Board:
    """Shows `state`; `shown` is what it showed, and when. `troubles` come first, one a showing."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.paced = Paced(KEY, PAUSE, self.watch, self.watch.sleep)
        self.state = ""
        self.shown: list[tuple[float, str]] = []
        self.troubles: list[Exception] = []
        self.rests = 0

    async def show(self) -> None:
        state = self.state
        await asyncio.sleep(0)  # the answer takes a while
        if self.troubles:
            raise self.troubles.pop(0)
        self.shown.append((self.watch(), state))

    def rested(self) -> None:
        self.rests += 1

    def report(self, state: str) -> None:
        self.state = state
        self.paced.wake(self.show, self.rested)


async def test_the_first_state_is_shown_at_once() -> None:
    board = Board()
    board.report("one")
    await board.watch.still()
    assert board.shown == [(1_000.0, "one")]


async def test_of_many_states_the_latest_is_shown_at_its_time() -> None:
    board = Board()
    for state in ("one", "two"):
        board.report(state)
        await board.watch.still()
    for state in ("three", "four"):
        await board.watch.passes(0.5)
        board.report(state)
    await board.watch.passes(PAUSE)
    assert board.shown == [(1_000.0, "one"), (1_002.0, "four")]


async def test_what_comes_while_something_is_being_shown_is_shown_next() -> None:
    board = Board()
    board.report("one")
    await asyncio.sleep(0)
    board.report("two")
    await board.watch.passes(PAUSE)
    assert [state for _, state in board.shown] == ["one", "two"]


async def test_a_pause_that_is_asked_for_is_kept_and_nothing_is_lost() -> None:
    board = Board()
    board.troubles = [Later(30.0)]
    board.report("one")
    await board.watch.passes(29.0)
    assert board.shown == []
    await board.watch.passes(1.0)
    assert board.shown == [(1_030.0, "one")]


async def test_an_answer_that_is_lost_costs_one_state_only() -> None:
    board = Board()
    board.troubles = [Lost("cut")]
    board.report("one")
    await board.watch.passes(PAUSE)
    board.report("two")
    await board.watch.still()
    assert board.shown == [(1_002.0, "two")]


async def test_it_rests_when_all_is_shown() -> None:
    board = Board()
    board.report("one")
    board.report("two")
    await board.watch.still()
    assert board.rests == 1
    await board.watch.passes(PAUSE)
    board.report("three")
    await board.watch.still()
    assert board.rests == 2


async def test_once_it_is_halted_nothing_comes_after() -> None:
    board = Board()
    board.report("one")
    await board.watch.still()
    board.report("two")
    await board.paced.halt()
    await board.watch.passes(10 * PAUSE)
    assert [state for _, state in board.shown] == ["one"]


async def test_halting_waits_for_what_is_being_shown() -> None:
    board = Board()
    board.report("one")
    await asyncio.sleep(0)
    await board.paced.halt()
    assert [state for _, state in board.shown] == ["one"]


async def test_stopping_waits_for_nothing() -> None:
    board = Board()
    board.report("one")
    await asyncio.sleep(0)
    await board.paced.stop()
    assert board.shown == []


@pytest.mark.parametrize("known", [False, True])
async def test_to_settle_is_to_have_shown_everything(known: bool) -> None:
    board = Board()
    if known:
        board.report("one")
    await board.paced.settled()
    assert [state for _, state in board.shown] == ["one"] * known


async def test_whoever_halts_it_can_still_keep_the_distance() -> None:
    board = Board()
    board.report("one")
    await board.watch.still()
    await board.paced.halt()
    turn = asyncio.create_task(board.paced.turn())
    await board.watch.passes(PAUSE - 0.5)
    assert not turn.done()
    await board.watch.passes(0.5)
    assert turn.done()
