"""What is to be done: wishes in the imperative, carried out by the engine after the commit."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.core.brief import Brief
from bot.core.document import Document
from bot.core.events import Mode, VerdictCode
from bot.core.notices import Notice


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript: "bot" or a person's id, and the words."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class MakePlan:
    """Write the plan (or, in basic mode, the diagnosis) for a brief. `previous` is the verdict before a change."""

    brief: Brief
    mode: Mode
    transcript: tuple[Line, ...]
    previous: VerdictCode | None = None
    kind: Literal["make_plan"] = "make_plan"


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer a follow-up from the posted plan, the brief and the facts."""

    brief: Brief
    question: str
    plan: Document
    verdict: VerdictCode
    transcript: tuple[Line, ...]
    kind: Literal["answer_question"] = "answer_question"


Job = Annotated[MakePlan | AnswerQuestion, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Say:
    """Post a message in the conversation."""

    notice: Notice
    kind: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class StartJob:
    """Begin work of seconds to minutes; its result comes back as JobFinished or JobFailed with this id."""

    id: str
    job: Job
    kind: Literal["start_job"] = "start_job"


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Give a job up; nothing of it is posted any more."""

    id: str
    kind: Literal["cancel_job"] = "cancel_job"


Effect = Annotated[Say | StartJob | CancelJob, Field(discriminator="kind")]

EFFECT: TypeAdapter[Effect] = TypeAdapter(Effect)
