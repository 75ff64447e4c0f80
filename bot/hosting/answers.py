"""What comes of asking a service for something: done, refused, or nobody knows.

The three lead different ways. What was refused was surely not done; after a cut connection or a 5xx it may have been
done, and whoever asked must look before asking again. A 429 is neither: it was not done, it is known when it may be,
and nothing is to be decided, so it is an exception (`bot.ports.Later`) that goes up to whoever keeps the times.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.hosting.fields import Json

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Said:
    """It was done, and this is what was said."""

    body: Json


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done. `error` is the service's code; `why` its own words on it, safe to log."""

    error: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The answer was lost: it may have been done. `why` names the trouble and quotes nobody."""

    why: str


Answer = Said | Refused | Unsure


class Lost(Exception):
    """The answer was lost, or the service is in trouble: to be tried again, after a look at what is there."""


class Odd(Exception):
    """Refused for a reason that nobody foresaw; its code is the message."""
