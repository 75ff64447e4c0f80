"""Asking a model until it gives something usable or the ladder says that it will not.

The ladder decides, this does: it asks, waits, adds up what was spent and remembers what the server has
shown to understand. What counts as usable is the caller's: `read` gives a value, or None.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bot.planning.ladder import Attempt, GiveUp, Memory, Reason, Unreadable, after
from bot.planning.spending import Spent
from bot.ports import Completion, Finish, Model, Prompt, Shaped, Trouble, TroubleKind

T = TypeVar("T")

log = logging.getLogger(__name__)

CHARGED = frozenset({TroubleKind.TIMEOUT, TroubleKind.GARBLED})
"""The trouble of a server that has taken the question: it has worked, whatever became of the answer."""

Read = Callable[[Completion], T | None]


@dataclass(frozen=True, slots=True)
class Got(Generic[T]):
    """A usable answer: what was read, the words it was read from, and the rung it was given on."""

    value: T
    text: str
    rung: Shaped
    spent: Spent


@dataclass(frozen=True, slots=True)
class Nothing:
    """No usable answer, and why."""

    reason: Reason
    spent: Spent


@dataclass(frozen=True, slots=True)
class Patience:
    """`tokens` is the first budget for an answer; `seconds` is for all attempts together, waits included."""

    tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How long people are made to wait, and how waiting is done.

    A plan takes three to six thousand tokens and an answer some three hundred; models that reason count their
    thoughts as well, so there is room for those.
    """

    draft: Patience = Patience(tokens=12_000, seconds=240)
    repair: Patience = Patience(tokens=12_000, seconds=150)
    answer: Patience = Patience(tokens=4_000, seconds=90)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Asker:
    """One model, and what its server has taught us."""

    def __init__(self, model: Model, memory: Memory, pace: Pace) -> None:
        self.model = model
        self.pace = pace
        self._memory = memory

    async def ask(
        self, prompt: Prompt, read: Read[T], patience: Patience, hear: Callable[[str], None]
    ) -> Got[T] | Nothing:
        """Ask until `read` gives a value. `prompt.shaped` is the highest rung; its budget comes from `patience`."""
        round_ = Round(self.model, prompt, hear)
        try:
            async with asyncio.timeout(patience.seconds):
                return await self._climb(round_, read, patience)
        except TimeoutError:
            return Nothing(Reason.TIMEOUT, round_.spent)

    async def _climb(self, round_: "Round", read: Read[T], patience: Patience) -> Got[T] | Nothing:
        server = (self.model.endpoint, self.model.name)
        attempt = self._memory.first(server, round_.prompt.shaped, patience.tokens)
        while True:
            await self.pace.sleep(attempt.wait)
            outcome = await round_.attempt(attempt)
            if isinstance(outcome, Completion):
                value = await asyncio.to_thread(read, outcome)  # a hostile answer takes long to read
                if value is not None:
                    self._memory.learn(server, attempt)
                    return Got(value, outcome.text, attempt.shaped, round_.spent)
            step = after(attempt, outcome if isinstance(outcome, Trouble) else Unreadable(outcome.finish))
            log.info("attempt %d on %s: %s, then %s", attempt.number, attempt.shaped, told(outcome), step)
            if isinstance(step, GiveUp):
                return Nothing(step.reason, round_.spent)
            attempt = step


class Round:
    """The attempts at one prompt, and what they have cost."""

    def __init__(self, model: Model, prompt: Prompt, hear: Callable[[str], None]) -> None:
        self.prompt = prompt
        self.spent = Spent()
        self._model = model
        self._hear = hear

    async def attempt(self, attempt: Attempt) -> Completion | Trouble:
        asked = replace(
            self.prompt, shaped=attempt.shaped, max_tokens=attempt.budget, without=attempt.without
        )
        heard = ""

        def hear(so_far: str) -> None:
            nonlocal heard
            heard = so_far
            self._hear(so_far)

        try:
            outcome = await self._model.complete(asked, hear)
        except asyncio.CancelledError:  # the time for all attempts is over, and this one was under way
            self._count(asked, lost(heard))
            raise
        if isinstance(outcome, Completion):
            self._count(asked, outcome)
        elif heard or outcome.kind in CHARGED:
            self._count(asked, lost(heard))
        return outcome

    def _count(self, asked: Prompt, said: Completion) -> None:
        self.spent = self.spent.plus(asked, said)


def lost(heard: str) -> Completion:
    """An answer that did not arrive, as far as it was heard; nobody has counted it."""
    return Completion(heard, Finish.CUT, None)


def told(outcome: Completion | Trouble) -> str:
    """An outcome as the log may hold it: no words of the model, none of the server."""
    if isinstance(outcome, Trouble):
        return f"{outcome.kind} ({outcome.detail})"
    return f"{len(outcome.text)} characters, {outcome.finish}"
