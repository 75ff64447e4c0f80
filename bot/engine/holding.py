"""Work under a lease: a heartbeat prolongs it while the work runs, and ends the work when the lease is gone.

The lease counts from the moment in which the claim was asked for. A process that was paused between the claim and
the work finds it spent, and leaves the work to whoever holds it now.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.engine.pace import Pace
from bot.ports import Delivery, Outbox

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Held:
    """A delivery, and until when it is surely ours."""

    delivery: Delivery
    until: datetime


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps deliveries while they are carried out."""

    store: Outbox
    clock: Callable[[], datetime]
    pace: Pace

    async def keep(self, delivery: Delivery, work: asyncio.Task[R]) -> R | None:
        """The work's result; None when the lease was lost or the work cancelled."""
        work.add_done_callback(_heard)
        try:
            while True:
                done, _ = await asyncio.wait({work}, timeout=self.pace.heartbeat.total_seconds())
                if done:
                    return None if work.cancelled() else work.result()
                if not await self.store.hold(delivery, self.clock(), self.pace.lease):
                    return None
        finally:
            work.cancel()


def _heard(work: asyncio.Task[R]) -> None:
    """What work raises after its lease was lost concerns nobody."""
    if not work.cancelled():
        work.exception()
