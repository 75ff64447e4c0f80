"""Trouble on demand: what goes wrong, with which method, how often."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.slack.payloads import Payload


@dataclass(frozen=True, slots=True)
class RateLimited:
    """429 with Retry-After in whole seconds."""

    seconds: int = 1


@dataclass(frozen=True, slots=True)
class Broken:
    """A 5xx whose body is no JSON. `after`: the call was done all the same."""

    status: int = 500
    after: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection is reset. `after`: the call was done, and its answer is lost."""

    after: bool


@dataclass(frozen=True, slots=True)
class Slow:
    """The call is done, and its answer waits so long."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Says:
    """The call is not done; Slack answers with this error."""

    error: str


Fault = RateLimited | Broken | Cut | Slow | Says


@dataclass(slots=True)
class Plan:
    """One fault and when it strikes: after `skip` calls that match, `times` times (None: for ever)."""

    method: str
    fault: Fault
    times: int | None
    skip: int
    when: Callable[[Payload], bool]


@dataclass(slots=True)
class Faults:
    """What is still to go wrong. The first plan that matches a call is used."""

    plans: list[Plan] = field(default_factory=list[Plan])

    def next(self, method: str, args: Payload) -> Fault | None:
        for plan in self.plans:
            if plan.method not in (method, "*") or not plan.when(args):
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
