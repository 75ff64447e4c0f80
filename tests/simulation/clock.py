"""Virtual time: a loop that never waits. When nothing is ready, its clock jumps to the next timer.

With one seed for everything random, a run is the same every time. A loop with nothing ready and no timer is a
deadlock, and says so.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Deadlock(Exception):
    """Everything waits, and nothing will come."""


class _Jumping(selectors.SelectSelector):
    """Instead of waiting for a time, it lets it pass."""

    seconds = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Deadlock
        self.seconds += max(timeout, 0.0)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """`time` is what the timers made of it."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.seconds


def now() -> datetime:
    """The time in the running virtual loop."""
    return START + timedelta(seconds=asyncio.get_running_loop().time())


def elapsed() -> float:
    """Seconds in the running virtual loop."""
    return asyncio.get_running_loop().time()


def run(main: Coroutine[Any, Any, T]) -> T:  # Any: what a coroutine is sent and yields is the loop's business
    """Run to the end, in no time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
