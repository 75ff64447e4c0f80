"""How long, how often, how many: the engine's constants, in one place.

A lease outlasts two missed heartbeats. Messages are tried for about an hour, since platforms have outages and a
plan must not be lost to one; a turn or a job that fails repeats its failure soon, so it is given up early.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retry:
    """Exponential back-off: the n-th failure waits `first` · 2ⁿ⁻¹, at most `longest`; after `tries` it is given up."""

    tries: int
    first: timedelta
    longest: timedelta

    def after(self, failures: int) -> timedelta | None:
        """How long to wait after a failure, counted from 1; holders that died are no failures. None to give up."""
        if failures >= self.tries:
            return None
        return min(self.first * (1 << min(failures - 1, 30)), self.longest)


@dataclass(frozen=True, slots=True)
class Pace:
    """`lease` and `heartbeat` hold work; `sweep` finds what nobody announced; `grace` is how long a stop waits for
    what is under way; `crashes` is how often work may take its process down before it is given up unseen."""

    lease: timedelta = timedelta(seconds=15)
    heartbeat: timedelta = timedelta(seconds=5)
    sweep: timedelta = timedelta(seconds=1)
    grace: timedelta = timedelta(seconds=3)
    no_grace: timedelta = timedelta()  # jobs take minutes: a stop takes them from their hands at once
    turns_at_once: int = 32
    messages_at_once: int = 32  # of each platform
    jobs_at_once: int = 16
    turn: Retry = Retry(3, timedelta(seconds=0.2), timedelta(seconds=5))
    message: Retry = Retry(20, timedelta(seconds=1), timedelta(minutes=5))
    job: Retry = Retry(3, timedelta(seconds=2), timedelta(seconds=30))
    crashes: int = 20
    unserved: timedelta = timedelta(
        minutes=5
    )  # until a message for a platform that is not here is looked at again
