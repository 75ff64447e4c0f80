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

from bot.core.effects import Effect
from bot.core.events import Event, Key
from bot.core.patience import Patience
from bot.engine.crew import Crew
from bot.engine.holding import Held
from bot.engine.jobs import JobTrade
from bot.engine.messages import MessageTrade, Present
from bot.engine.pace import Pace, Retry
from bot.engine.turns import Step, TurnTrade, jobs_given_up
from bot.ports import Platform, Store, Turn, Worker

__all__ = ["Engine", "Pace", "Retry"]


@dataclass(slots=True)
class Engine:
    """`step` decides, `present` finds the words and the topic of a question, `platforms` are by name."""

    store: Store
    platforms: Mapping[str, Platform]
    worker: Worker
    step: Step
    present: Present
    patience: Patience
    clock: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)
    _turns: Crew[Turn] = field(init=False, repr=False)
    _messages: Crew[Held] = field(init=False, repr=False)
    _jobs: Crew[Held] = field(init=False, repr=False)
    _job_trade: JobTrade = field(init=False, repr=False)
    _moved: asyncio.Event = field(init=False, repr=False, default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        pace = self.pace
        turns = TurnTrade(self.store, self.step, self.patience, self.clock, pace, self._turn_ended)
        messages = MessageTrade(
            self.store, self.platforms, self.present, self.clock, pace, self._message_ended
        )
        self._job_trade = JobTrade(self.store, self.worker, self.platforms, self.clock, pace, self._job_ended)
        self._turns = Crew(turns, pace.turns_at_once, pace.sweep, pace.grace)
        self._messages = Crew(messages, pace.messages_at_once, pace.sweep, pace.grace)
        self._jobs = Crew(self._job_trade, pace.jobs_at_once, pace.sweep, pace.no_grace)

    async def accept(self, event: Event) -> bool:
        """Take an event in; it is on the disk when this returns. False for one that was taken in before."""
        new = await self.store.accept(event)
        if new:
            self._turns.call()
        return new

    async def run(self) -> None:
        """Work until cancelled; then finish turns and messages under way, and hand jobs back.

        Raises StoreUnusable when the store gave out.
        """
        crews = [asyncio.create_task(crew.run()) for crew in (self._turns, self._messages, self._jobs)]
        try:
            await asyncio.wait(crews, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for crew in crews:
                crew.cancel()
            await asyncio.wait(crews)
        for crew in crews:
            if not crew.cancelled():
                crew.result()

    async def settled(self, key: Key) -> None:
        """Wait until no event, message or job of a conversation is waiting or under way. Needs `run` beside it."""
        while True:
            moved = self._moved
            if await self.store.idle(key):
                return
            with suppress(TimeoutError):  # what another process did is heard of by looking
                await asyncio.wait_for(moved.wait(), self.pace.sweep.total_seconds())

    def _turn_ended(self, turn: Turn, effects: tuple[Effect, ...]) -> None:
        for job in jobs_given_up(effects):
            self._job_trade.cancel(turn.key, job)
        if effects:
            self._messages.call()
            self._jobs.call()
        self._turns.call()
        self._ring()

    def _message_ended(self, _key: Key) -> None:
        self._messages.call()
        self._ring()

    def _job_ended(self, _key: Key) -> None:
        self._turns.call()
        self._ring()

    def _ring(self) -> None:
        """Something ended: whoever waits looks again."""
        self._moved.set()
        self._moved = asyncio.Event()
