"""A conversation's state, as shapes: data exists only in the phase in which it is true."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bot.core.brief import Brief, Conflict, Topic
from bot.core.effects import Line
from bot.core.events import Key, Mode, PlanMade


@dataclass(frozen=True, slots=True)
class Held:
    """A message that is answered after the plan: it came while the plan was being written, or asked something
    else in the middle of the interview."""

    event: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """The question that awaits its answer.

    `conflict` is what it is to settle. `reopened`: somebody wants to answer it anew (back, change), so the new
    answer replaces the old one. `last`: the plan begins once it is answered. `repeated`: it was asked again
    already, so that whatever comes next is taken.
    """

    topic: Topic
    conflict: Conflict | None = None
    reopened: bool = False
    last: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Interviewing:
    """Questions are open. `asked` is the path so far (for "back"); `open` awaits its answer, and is None only when
    the work was given up and "plan now" is to try it again. `disputed` are the contradictions that were already
    put to the team; `held` is answered after the plan; `previous` is the plan that the next one is to replace."""

    brief: Brief
    asked: tuple[Topic, ...] = ()
    open: OpenQuestion | None = None
    reminded: bool = False
    disputed: tuple[Conflict, ...] = ()
    held: tuple[Held, ...] = ()
    previous: PlanMade | None = None
    kind: Literal["interviewing"] = "interviewing"


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


Phase = Annotated[Interviewing | Planning | Delivered | Closed, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Conversation:
    """`touched` is when a person last did something; timers count from it.

    `language` is locked by the first message that tells it."""

    key: Key
    language: str
    mode: Mode
    phase: Phase
    touched: datetime
    transcript: tuple[Line, ...] = ()
    told: bool = True  # the language was; otherwise the first message that tells it decides
