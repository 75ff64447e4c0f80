"""Work under a lease: one heartbeat prolongs all that a crew holds, and ends what it holds no longer.

The lease counts from the moment in which the claim was asked for. A process that was paused between the claim and
the work finds it spent, and leaves the work to whoever holds it now.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from bot.core.effects import StartJob
from bot.core.events import Key
from bot.engine.pace import Pace, Retry
from bot.ports import Delivery, Later, Outbox

R = TypeVar("R")


@dataclass(slots=True)
class InHand:
    """A delivery, and until when (seconds of the loop's clock) it is surely ours."""

    delivery: Delivery
    until: float

    @property
    def late(self) -> bool:
        """The lease may be somebody else's by now."""
        return asyncio.get_running_loop().time() >= self.until


@dataclass(frozen=True, slots=True)
class Holding:
    """The outbox, and what of it is carried out right now."""

    store: Outbox
    clock: Callable[[], datetime]
    pace: Pace
    _held: dict[tuple[str, int], tuple[Delivery, asyncio.Timeout]] = field(
        default_factory=dict[tuple[str, int], tuple[Delivery, asyncio.Timeout]]
    )

    async def claimed(
        self, claim: Callable[[datetime, timedelta], Awaitable[Delivery | None]]
    ) -> InHand | None:
        """Work under a lease that counts from now."""
        until = asyncio.get_running_loop().time() + self.pace.lease.total_seconds()
        delivery = await claim(self.clock(), self.pace.lease)
        return None if delivery is None else InHand(delivery, until)

    async def put_off(self, held: InHand, retry: Retry, why: str) -> bool:
        """Have it tried again later; False after its last try."""
        wait = retry.after(held.delivery.attempt - held.delivery.earlier)
        if wait is not None:
            await self.store.put_off(held.delivery, self.clock() + wait, why)
        return wait is not None

    async def pause(self, held: InHand, seconds: float) -> None:
        """The platform asks for a pause; it is granted, and uses up no try."""
        wait = max(timedelta(seconds=seconds), self.pace.message.first)
        await self.store.put_off(held.delivery, self.clock() + wait, Later.__name__, excused=True)

    async def release(self, held: InHand) -> None:
        """For whoever comes next."""
        await self.store.put_off(held.delivery, self.clock(), "stopped", excused=True)

    async def during(self, delivery: Delivery, work: Awaitable[R]) -> R | None:
        """The work's result; None when it was ended because the lease was lost or the work cancelled."""
        name, scope = (delivery.id, delivery.fence), asyncio.timeout(None)
        self._held[name] = delivery, scope
        try:
            async with scope:
                return await work
        except TimeoutError:
            if scope.expired():
                return None
            raise
        finally:
            del self._held[name]

    def end(self, key: Key, job: str) -> None:
        """A job was given up: if it runs here, it ends now."""
        for delivery, scope in tuple(self._held.values()):
            if delivery.key == key and isinstance(delivery.effect, StartJob) and delivery.effect.id == job:
                _cancel(scope)

    async def run(self) -> None:
        """The heartbeat."""
        while True:
            await asyncio.sleep(self.pace.heartbeat.total_seconds())
            for name, (delivery, scope) in tuple(self._held.items()):
                held = await self.store.hold(delivery, self.clock(), self.pace.lease)
                if not held and name in self._held:  # it may have ended meanwhile
                    _cancel(scope)


def _cancel(scope: asyncio.Timeout) -> None:
    """Unless it is ending already."""
    if scope.when() is None:
        scope.reschedule(asyncio.get_running_loop().time())
