"""Trouble on demand: what goes wrong, with which request, how often."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.discord.server.record import Asked


@dataclass(frozen=True, slots=True)
class RateLimited:
    """429 from Discord itself: with `Via`, and `retry_after` in seconds in a JSON body."""

    seconds: float = 0.2
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Banned:
    """429 from in front of Discord: no `Via`, a plain text. `seconds`: what `Retry-After` says, if it is there."""

    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A 5xx whose body is no JSON. `after`: the request was done all the same."""

    status: int = 500
    after: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection is reset. `after`: the request was done, and its answer is lost."""

    after: bool


@dataclass(frozen=True, slots=True)
class Slow:
    """The request is done, and its answer waits so long; with `before` it is done only then."""

    seconds: float
    before: bool = False


@dataclass(frozen=True, slots=True)
class Says:
    """The request is not done; Discord answers with this error of `errors.REFUSALS`."""

    code: int


Fault = RateLimited | Banned | Broken | Cut | Slow | Says
Rule = Callable[[Asked], Fault | None]


@dataclass(slots=True)
class Plan:
    """One fault and when it strikes: after `skip` requests that match, `times` times (None: for ever)."""

    method: str
    path: str
    fault: Fault
    times: int | None = 1
    skip: int = 0
    when: Callable[[Asked], bool] = lambda asked: True

    def matches(self, asked: Asked) -> bool:
        named = self.method in (asked.method, "*") and re.fullmatch(self.path, asked.path)
        return bool(named) and self.when(asked)


@dataclass(slots=True)
class Faults:
    """What is still to go wrong. A rule decides first, then the first plan that matches."""

    plans: list[Plan] = field(default_factory=list[Plan])
    rule: Rule = lambda asked: None

    def next(self, asked: Asked) -> Fault | None:
        if decided := self.rule(asked):
            return decided
        for plan in self.plans:
            if not plan.matches(asked):
                continue
            if plan.skip > 0:
                plan.skip -= 1
                continue
            if plan.times is not None:
                plan.times -= 1
                if plan.times == 0:
                    self.plans.remove(plan)
            return plan.fault
        return None
