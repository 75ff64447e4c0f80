"""Turns and effects: accept, claim, step, commit, deliver, run jobs.

Everything that happens enters by `accept` and is on the disk before anybody is told so. Three crews carry on:
one takes turns (event → step → state and effects in one write), one posts messages, one runs jobs, whose results
enter by the same door. Each holds its work under a lease with a fence, so that a crash loses nothing and a late
holder spoils nothing.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.effects import Amend, CancelJob, Effect, Forget, Say, StartJob
from bot.core.events import Event, Key
from bot.core.patience import Patience
from bot.engine.crew import Crew
from bot.engine.holding import Holding, InHand
from bot.engine.jobs import JobTrade
from bot.engine.messages import MessageTrade, Present
from bot.engine.pace import Pace, Retry
from bot.engine.turns import Step, TurnTrade
from bot.ports import Platform, Store, Turn, Worker

__all__ = ["Engine", "Pace", "Retry"]


@dataclass(slots=True)
class Engine:
    """`step` decides, `present` finds the words and the topic of a question, `platforms` are by name.
    `first_language` is that of a conversation in which nothing was said yet."""

    store: Store
    platforms: Mapping[str, Platform]
    worker: Worker
    step: Step
    present: Present
    patience: Patience
    clock: Callable[[], datetime]
    first_language: str
    pace: Pace = field(default_factory=Pace)
    _holding: Holding = field(init=False, repr=False)
    _turns: Crew[Turn] = field(init=False, repr=False)
    _messages: Crew[InHand] = field(init=False, repr=False)
    _jobs: Crew[InHand] = field(init=False, repr=False)
    _moved: asyncio.Event = field(init=False, repr=False, default_factory=asyncio.Event)
    _waiting: int = field(init=False, repr=False, default=0)

    def __post_init__(self) -> None:
        pace, clock, store = self.pace, self.clock, self.store
        self._holding = holding = Holding(store, clock, pace)
        turns = TurnTrade(store, self.step, self.patience, clock, self.first_language, pace, self._turn_ended)
        messages = MessageTrade(holding, self.platforms, self.present, self._message_left)
        jobs = JobTrade(holding, self.platforms, self.worker, self._job_ended)
        self._turns = Crew(turns, pace.turns_at_once, pace.sweep, pace.grace)
        self._messages = Crew(messages, None, pace.sweep, pace.grace)
        self._jobs = Crew(jobs, pace.jobs_at_once, pace.sweep, pace.no_grace)

    async def accept(self, event: Event) -> bool:
        """Take an event in; it is on the disk when this returns. False for one that was taken in before."""
        new = await self.store.accept(event)
        if new:
            self._turns.call()
        return new

    async def catch_up(self) -> None:
        """Take the turns that wait; post nothing, run no job. Before `run`, for who must know where things stand.

        What a process took in just before it died is heard then, before anybody asks which conversation was last.
        """
        await self._turns.run_dry()

    async def run(self) -> None:
        """Work until cancelled; then finish turns and messages under way, and hand jobs back.

        Raises StoreUnusable when the store gave out.
        """
        loops = (self._turns, self._messages, self._jobs, self._holding)
        running = [asyncio.create_task(loop.run()) for loop in loops]
        try:
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in running:
                task.cancel()
            await asyncio.wait(running)
        for task in running:
            if not task.cancelled():
                task.result()

    async def settled(self, key: Key) -> None:
        """Wait until no event, message or job of a conversation is waiting or under way. Needs `run` beside it."""
        self._waiting += 1
        try:
            while not await self._idle_now(key):
                pass
        finally:
            self._waiting -= 1

    async def _idle_now(self, key: Key) -> bool:
        """Look; if there is something, wait until something ended, or a while: another process may have ended it."""
        moved = self._moved
        if await self.store.idle(key):
            return True
        with suppress(TimeoutError):  # not wait_for, which may swallow a cancellation
            async with asyncio.timeout(self.pace.sweep.total_seconds()):
                await moved.wait()
        return False

    def _turn_ended(self, turn: Turn, effects: tuple[Effect, ...]) -> None:
        if any(isinstance(effect, Say | Amend | Forget) for effect in effects):
            self._messages.call()
        for effect in effects:
            if isinstance(effect, StartJob):
                self._jobs.call()
            elif isinstance(effect, CancelJob):
                self._holding.end(turn.key, effect.id)
        self._ring()

    def _message_left(self, effect: Effect) -> None:
        if isinstance(effect, Forget):
            self._turns.call()  # what came meanwhile has waited for this
        self._ring()

    def _job_ended(self) -> None:
        self._turns.call()
        self._ring()

    def _ring(self) -> None:
        """Something ended: whoever waits looks again."""
        if self._waiting:
            self._moved.set()
            self._moved = asyncio.Event()
