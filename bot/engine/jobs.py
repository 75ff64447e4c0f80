"""The trade of jobs: minutes of work beside the conversation, whose result comes back as an event.

A job that is cancelled ends at once when it runs in this process, else at its next heartbeat; what it gives after
that is refused. A job given up comes back as JobFailed, whose reference is in the log and with the parked work.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.effects import StartJob
from bot.core.events import JobFailed, JobFinished, JobResult, Key
from bot.engine.holding import Held, Keeper
from bot.engine.pace import Pace
from bot.engine.turns import FellTooOften
from bot.ports import Delivery, Outbox, Platform, Progress, Worker

AUTHOR = "bot"


@dataclass(frozen=True, slots=True)
class JobTrade:
    """`done` hears of every job that ended, whichever way."""

    store: Outbox
    worker: Worker
    platforms: Mapping[str, Platform]
    clock: Callable[[], datetime]
    pace: Pace
    done: Callable[[Key], None]
    running: dict[tuple[Key, str], asyncio.Task[JobResult]] = field(
        default_factory=dict[tuple[Key, str], "asyncio.Task[JobResult]"]
    )
    name: str = "job"

    def cancel(self, key: Key, job: str) -> None:
        """End it now if it runs here; whoever runs it elsewhere hears of it from the store."""
        if work := self.running.get((key, job)):
            work.cancel()

    async def claim(self) -> Held | None:
        now = self.clock()
        delivery = await self.store.claim_job(now, self.pace.lease)
        return None if delivery is None else Held(delivery, now + self.pace.lease)

    async def do(self, held: Held) -> None:
        delivery, start = held.delivery, _start(held.delivery)
        if delivery.attempt > self.pace.crashes:
            raise FellTooOften
        screen = Screen(self.platforms.get(delivery.key.platform), delivery.key)
        work = asyncio.create_task(self.worker.work(delivery, start.job, screen.report))
        self.running[delivery.key, start.id] = work
        try:
            async with screen:
                result = await Keeper(self.store, self.clock, self.pace).keep(delivery, work)
        finally:
            self.running.pop((delivery.key, start.id), None)
        if result is not None:
            name = f"{delivery.id}/finished"
            event = JobFinished(name, delivery.key, self.clock(), AUTHOR, start.id, result)
            await self.store.settle(delivery, event)
        self.done(delivery.key)

    async def failed(self, held: Held, why: str) -> None:
        delivery = held.delivery
        wait = self.pace.job.after(delivery.attempt)
        if wait is not None:
            await self.store.put_off(delivery, self.clock() + wait, why)
        else:
            reference, job = delivery.id[:8], _start(delivery).id
            name = f"{delivery.id}/failed"
            event = JobFailed(name, delivery.key, self.clock(), AUTHOR, job, reference)
            await self.store.settle(delivery, event)
        self.done(delivery.key)

    async def release(self, held: Held) -> None:
        await self.store.put_off(held.delivery, self.clock(), "stopped")

    def names(self, held: Held) -> str:
        return f"{held.delivery.key} effect={held.delivery.id} attempt={held.delivery.attempt}"


def _start(delivery: Delivery) -> StartJob:
    if not isinstance(delivery.effect, StartJob):
        raise TypeError(delivery.effect.kind)
    return delivery.effect


class Screen:
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

    async def __aenter__(self) -> "Screen":
        return self

    async def __aexit__(self, *_: object) -> None:
        self._latest = None
        if self._showing is not None:
            self._showing.cancel()
        if self._platform is not None:
            await self._platform.show(self._key, None)
