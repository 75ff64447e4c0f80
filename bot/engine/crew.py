"""The worker loop: claim, do, and when something unforeseen happens, log it and hand the work back.

A crew has several hands for one trade. Whoever announces work calls a hand; a hand that finds some calls the next, so
that all are busy under load and one looks when it is quiet. A sweep calls too: it finds expired leases, timers and
announcements that were lost. Here stands the one broad `except` of the house.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from traceback import extract_tb
from typing import Generic, Protocol, TypeVar

from bot.ports import StoreUnusable

log = logging.getLogger(__name__)

W = TypeVar("W")

_LAST_WORDS = 5.0  # seconds for handing work back when the process stops


class Trade(Protocol[W]):
    """A kind of work."""

    @property
    def name(self) -> str: ...

    async def claim(self) -> W | None:
        """Take work under a lease; None when there is none."""
        ...

    async def do(self, work: W, /) -> None:
        """Carry it out and settle it."""
        ...

    async def failed(self, work: W, why: str, /) -> None:
        """Have it tried again later, or give it up after its last try."""
        ...

    async def release(self, work: W, /) -> None:
        """Hand it back for whoever comes next, because this process stops."""
        ...

    def names(self, work: W, /) -> str:
        """The work's ids for the log: never what people wrote."""
        ...


class Crew(Generic[W]):
    """Up to `size` hands; without one, as many as the trade has work for. A stop waits `grace` for what they have under
    way before it takes it from them."""

    def __init__(self, trade: Trade[W], size: int | None, sweep: timedelta, grace: timedelta) -> None:
        self._trade = trade
        self._size = size
        self._sweep = sweep.total_seconds()
        self._grace = grace.total_seconds()
        self._hands: set[asyncio.Task[None]] = set()
        self._missed = False
        self._open = False
        self._broken = asyncio.Event()
        self._why: StoreUnusable | None = None

    def call(self, *, more: bool = False) -> None:
        """There is a piece of work; with `more` nobody knows how much, and each hand that finds some calls the next."""
        if not self._open:
            return
        if self._size is not None and len(self._hands) >= self._size:
            self._missed = True
            return
        hand = asyncio.create_task(self._hand(more=more), name=self._trade.name)
        self._hands.add(hand)
        hand.add_done_callback(self._left)

    async def run(self) -> None:
        """Until cancelled; raises StoreUnusable when the store gave out."""
        self._open = True
        try:
            while self._why is None:
                self.call(more=True)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._broken.wait(), self._sweep)
            raise self._why
        finally:
            self._open = False
            await self._stop()

    async def run_dry(self) -> None:
        """One hand, until nothing is due."""
        while await self._once(more=False):
            pass

    async def _stop(self) -> None:
        if self._hands and self._grace:
            await asyncio.wait(self._hands, timeout=self._grace)
        for hand in self._hands:
            hand.cancel()
        if self._hands:
            await asyncio.wait(self._hands, timeout=_LAST_WORDS)

    async def _hand(self, *, more: bool) -> None:
        """Work until there is none. A call that came while all hands were busy makes the first free one look again."""
        while self._open and (await self._once(more=more) or self._missed):
            self._missed = False

    async def _once(self, *, more: bool) -> bool:
        work: W | None = None
        try:
            work = await self._trade.claim()
            if work is None:
                return False
            if more:
                self.call(more=True)
            await self._trade.do(work)
        except asyncio.CancelledError:
            if work is not None:
                await self._trade.release(work)
            raise
        except StoreUnusable:
            raise
        except Exception as why:  # noqa: BLE001 - the one broad except: nothing unforeseen may stop the loop
            log.error(
                "%s %s: %s", self._trade.name, "-" if work is None else self._trade.names(work), trail(why)
            )
            if work is None:
                return False
            await self._trade.failed(work, type(why).__name__)
        return True

    def _left(self, hand: asyncio.Task[None]) -> None:
        self._hands.discard(hand)
        why = None if hand.cancelled() else hand.exception()
        if isinstance(why, StoreUnusable):
            self._why = why
            self._broken.set()
        elif isinstance(why, Exception):  # anything else ends the process, and not for us to tell
            log.error("%s could not be handed back, its lease will run out: %s", self._trade.name, trail(why))


def trail(error: BaseException) -> str:
    """What was raised and where. Not the message: it may quote what people wrote."""
    frames = (f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in extract_tb(error.__traceback__))
    return f"{type(error).__name__} in {' > '.join(frames)}"
