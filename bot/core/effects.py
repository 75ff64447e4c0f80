"""What is to be done: wishes in the imperative, carried out by the engine after the commit."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.core.brief import Brief, Topic
from bot.core.document import Document
from bot.core.events import Mode, VerdictCode
from bot.core.notices import Notice, QuestionClosed


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript: "bot" or a person's id, the words, and the event they came with."""

    author: str
    text: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class MakePlan:
    """Write the plan (or, in basic mode, the diagnosis) for a brief. `previous` is the verdict before a change, and
    `earlier` the brief that it rested on, so that the new plan can say what is otherwise."""

    brief: Brief
    mode: Mode
    transcript: tuple[Line, ...]
    previous: VerdictCode | None = None
    earlier: Brief | None = None
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
    """Post a message in the conversation. `to` is the one person whom it concerns: a platform that can whisper
    shows it to nobody else."""

    notice: Notice
    to: str | None = None
    kind: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class Amend:
    """Rewrite the message that last asked a topic: its controls go, and what became of it shows."""

    topic: Topic
    notice: QuestionClosed
    kind: Literal["amend"] = "amend"


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


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything that is kept of the conversation, once all messages before this have been posted."""

    kind: Literal["forget"] = "forget"


Effect = Annotated[Say | Amend | StartJob | CancelJob | Forget, Field(discriminator="kind")]

EFFECT: TypeAdapter[Effect] = TypeAdapter(Effect)
