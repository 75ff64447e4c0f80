"""A conversation's state, as shapes: data exists only in the phase in which it is true."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bot.core.brief import Brief, Topic
from bot.core.effects import Line
from bot.core.events import Key, Mode, PlanMade


@dataclass(frozen=True, slots=True)
class Interviewing:
    """Questions are open. `asked` is the path so far (for "back"); its last topic is the open question."""

    brief: Brief
    asked: tuple[Topic, ...] = ()
    reminded: bool = False
    kind: Literal["interviewing"] = "interviewing"


@dataclass(frozen=True, slots=True)
class Held:
    """A message that came while the plan was being written; answered after it."""

    event: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Planning:
    """A job writes the plan. `previous` is the plan that it is to replace, if any."""

    brief: Brief
    asked: tuple[Topic, ...]
    job: str
    held: tuple[Held, ...] = ()
    previous: PlanMade | None = None
    kind: Literal["planning"] = "planning"


@dataclass(frozen=True, slots=True)
class Delivered:
    """The plan is in the thread; follow-ups are answered. `answering` holds the ids of open answer jobs."""

    brief: Brief
    asked: tuple[Topic, ...]
    plan: PlanMade
    answering: tuple[str, ...] = ()
    changing: Topic | None = None  # "change X" was said and its new answer is awaited
    kind: Literal["delivered"] = "delivered"


class ClosedBecause(StrEnum):
    """Why a conversation ended."""

    STOPPED = "stopped"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Closed:
    """Ended; the brief is kept so that it can be taken up again."""

    because: ClosedBecause
    brief: Brief
    kind: Literal["closed"] = "closed"


Phase = Annotated[
    Interviewing | Planning | Delivered | Closed, Field(discriminator="kind")
]


@dataclass(frozen=True, slots=True)
class Conversation:
    """`touched` is when a person last did something; timers count from it. `language` is locked at the opening."""

    key: Key
    language: str
    mode: Mode
    phase: Phase
    touched: datetime
    transcript: tuple[Line, ...] = ()
