"""Time that passes when a test says so, and wakes whoever sleeps until then, in order."""

import asyncio
from dataclasses import dataclass, field

STEPS = 30  # turns of the loop in which everybody does what can be done without waiting


@dataclass(slots=True)
class Watch:
    seconds: float = 1_000.0
    sleepers: list[tuple[float, asyncio.Future[None]]] = field(
        default_factory=list[tuple[float, asyncio.Future[None]]]
    )

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        if seconds > 0:
            wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.sleepers.append((self.seconds + seconds, wake))
            await wake

    async def still(self) -> None:
        """Let everybody go on who waits for nothing."""
        for _ in range(STEPS):
            await asyncio.sleep(0)

    async def passes(self, seconds: float) -> None:
        """Let so much time pass."""
        until = self.seconds + seconds
        await self.still()
        while due := sorted((each for each in self.sleepers if each[0] <= until), key=lambda each: each[0]):
            at, wake = due[0]
            self.sleepers.remove(due[0])
            self.seconds = max(self.seconds, at)
            if not wake.done():
                wake.set_result(None)
            await self.still()
        self.seconds = until
