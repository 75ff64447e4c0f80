"""The trade of turns: one event, one step of the core, one write.

The step is pure and takes well under a lease, so it needs no heartbeat; the fence refuses a commit that comes late all
the same. Nothing here decides anything about a conversation.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.conversation import Conversation
from bot.core.effects import Effect, Say
from bot.core.events import Event
from bot.core.identity import effect_id
from bot.core.notices import WorkFailed
from bot.core.patience import Patience, alarm_after
from bot.engine.pace import Pace
from bot.ports import Alarm, Told, Turn, Turns

log = logging.getLogger(__name__)

Step = Callable[[Conversation | None, Event], tuple[Conversation, tuple[Effect, ...]]]


class FellTooOften(Exception):
    """Work whose holders kept dying."""


@dataclass(frozen=True, slots=True)
class TurnTrade:
    """`done` hears of every turn that ended, with the effects that were committed. `first_language` is that of people
    who have not spoken yet."""

    store: Turns
    step: Step
    patience: Patience
    clock: Callable[[], datetime]
    first_language: str
    pace: Pace
    done: Callable[[Turn, tuple[Effect, ...]], None]
    name: str = "turn"

    async def claim(self) -> Turn | None:
        return await self.store.claim(self.clock(), self.pace.lease)

    async def do(self, turn: Turn) -> None:
        if turn.attempt > self.pace.crashes:
            raise FellTooOften
        conversation, effects = self.step(turn.conversation, turn.event)
        waits = alarm_after(conversation, self.patience)
        alarm = None if waits is None else Alarm(*waits)
        if await self.store.commit(turn, conversation, effects, alarm):
            self.done(turn, effects)

    async def failed(self, turn: Turn, why: str) -> None:
        wait = self.pace.turn.after(turn.attempt - turn.earlier)
        if wait is not None:
            await self.store.give_back(turn, self.clock() + wait, why)
            return self.done(turn, ())
        reference = effect_id(turn.key, turn.event.id, 0)[:8]
        log.error("reference %s: %s is given up", reference, self.names(turn))
        language = turn.conversation.language if turn.conversation else self.first_language
        told = Told(Say(WorkFailed(reference)), language)
        await self.store.give_back(turn, None, why, told)
        return self.done(turn, (told.say,))

    async def release(self, turn: Turn) -> None:
        await self.store.give_back(turn, self.clock() - timedelta(seconds=1), "stopped")

    def names(self, turn: Turn) -> str:
        return f"{turn.key} event={turn.event.id} attempt={turn.attempt}"
