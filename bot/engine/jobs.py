"""The trade of jobs: minutes of work beside the conversation, whose result comes back as an event.

A job that is cancelled ends at once when it runs in this process, else at its next heartbeat; what it gives after
that is refused. A job given up comes back as JobFailed, whose reference is in the log and with the parked work.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.effects import StartJob
from bot.core.events import JobFailed, JobFinished, Key
from bot.engine.holding import Holding, InHand
from bot.engine.turns import FellTooOften
from bot.ports import Delivery, Platform, Progress, Worker

AUTHOR = "bot"


@dataclass(frozen=True, slots=True)
class JobTrade:
    """`done` hears of every job that ended, whichever way."""

    holding: Holding
    platforms: Mapping[str, Platform]
    worker: Worker
    done: Callable[[], None]
    name: str = "job"

    async def claim(self) -> InHand | None:
        return await self.holding.claimed(self.holding.store.claim_job)

    async def do(self, held: InHand) -> None:
        delivery, start = held.delivery, _start(held.delivery)
        if delivery.attempt > self.holding.pace.crashes:
            raise FellTooOften
        if held.late:
            return
        async with Display(self.platforms.get(delivery.key.platform), delivery.key) as display:
            work = self.worker.work(delivery, start.job, display.report)
            result = await self.holding.during(delivery, work)
        if result is not None:
            at = self.holding.clock()
            event = JobFinished(f"{delivery.id}/finished", delivery.key, at, AUTHOR, start.id, result)
            await self.holding.store.settle(delivery, event)
        self.done()

    async def failed(self, held: InHand, why: str) -> None:
        if not await self.holding.put_off(held, self.holding.pace.job, why):
            delivery, at = held.delivery, self.holding.clock()
            job, reference = _start(delivery).id, delivery.id[:8]
            event = JobFailed(f"{delivery.id}/failed", delivery.key, at, AUTHOR, job, reference)
            await self.holding.store.settle(delivery, event)
        self.done()

    async def release(self, held: InHand) -> None:
        await self.holding.release(held)

    def names(self, held: InHand) -> str:
        return f"{held.delivery.key} effect={held.delivery.id} attempt={held.delivery.attempt}"


def _start(delivery: Delivery) -> StartJob:
    if not isinstance(delivery.effect, StartJob):
        raise TypeError(delivery.effect.kind)
    return delivery.effect


class Display:
    """Shows the latest progress, one at a time: what comes while the platform is busy replaces what waits."""

    def __init__(self, platform: Platform | None, key: Key) -> None:
        self._platform = platform
        self._key = key
        self._latest: Progress | None = None
        self._showing: asyncio.Task[None] | None = None

    def report(self, progress: Progress) -> None:
        """Called by the worker, as often as it likes."""
        self._latest = progress
        if self._platform is not None and (self._showing is None or self._showing.done()):
            self._showing = asyncio.create_task(self._show(self._platform))

    async def _show(self, platform: Platform) -> None:
        while (progress := self._latest) is not None:
            self._latest = None
            await platform.show(self._key, progress)

    async def __aenter__(self) -> "Display":
        return self

    async def __aexit__(self, *_: object) -> None:
        self._latest = None
        if self._showing is not None:
            self._showing.cancel()
        if self._platform is not None:
            await self._platform.show(self._key, None)
