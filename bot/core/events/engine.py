"""What jobs and timers brought about."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bot.core.brief import Brief
from bot.core.document import Document
from bot.core.events.happened import Happened, VerdictCode


@dataclass(frozen=True, slots=True)
class PlanMade:
    """A plan, or a quick diagnosis, that passed its check: verdict, the document to post, one line of provenance.

    `brief` is what it was written from; None in what an earlier version stored."""

    verdict: VerdictCode
    document: Document
    provenance: str
    brief: Brief | None = None
    kind: Literal["plan_made"] = "plan_made"


@dataclass(frozen=True, slots=True)
class AnswerMade:
    """The answer to a follow-up question."""

    document: Document
    kind: Literal["answer_made"] = "answer_made"


JobResult = Annotated[PlanMade | AnswerMade, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class JobFinished(Happened):
    """A job ended well."""

    job: str
    result: JobResult
    kind: Literal["job_finished"] = "job_finished"


@dataclass(frozen=True, slots=True)
class JobFailed(Happened):
    """A job was given up; `reference` is what an operator looks for in the log."""

    job: str
    reference: str
    kind: Literal["job_failed"] = "job_failed"


class Timer(StrEnum):
    """What a conversation waits for."""

    REMINDER = "reminder"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True)
class TimePassed(Happened):
    """A timer of the conversation ran out."""

    timer: Timer
    kind: Literal["time_passed"] = "time_passed"
