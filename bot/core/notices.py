"""What the bot means to say. The core emits meaning; the presenter finds the words in `prompts/<lang>/`."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from bot.core.brief import Answer, Brief, Component, Conflict, Covered, Topic
from bot.core.document import Document
from bot.core.events import Cleaning, FileTrouble, Mode


@dataclass(frozen=True, slots=True)
class Understood:
    """After the opening: what was read in it, and in which mode we go on."""

    brief: Brief
    mode: Mode
    kind: Literal["understood"] = "understood"


@dataclass(frozen=True, slots=True)
class Question:
    """Ask a topic. `number` counts from 1; `at_most` is how many may still come, this one included.
    `conflict` is set when two answers contradict each other and this question is to settle it.
    `again` when the last message did not answer it."""

    topic: Topic
    number: int
    at_most: int
    choices: tuple[str, ...]
    conflict: Conflict | None = None
    again: bool = False
    kind: Literal["question"] = "question"


@dataclass(frozen=True, slots=True)
class QuestionClosed:
    """A question is not open any more: what was answered, by whom; `answer` None when it was left."""

    topic: Topic
    answer: Answer | None
    author: str
    kind: Literal["question_closed"] = "question_closed"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A message was edited, or deleted (`deleted`): what its topics hold now. `offer`: the plan stands as it is, and
    can be written anew."""

    brief: Brief
    topics: tuple[Topic, ...]
    deleted: bool
    offer: bool
    kind: Literal["taken_back"] = "taken_back"


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Why a topic is asked: what its answer can change."""

    topic: Topic
    kind: Literal["why_asked"] = "why_asked"


@dataclass(frozen=True, slots=True)
class Noted:
    """Answers were taken down: what each topic now holds."""

    brief: Brief
    topics: tuple[Topic, ...]
    kind: Literal["noted"] = "noted"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The assumption sheet: every value with its origin, and what is missing of what the mode asks."""

    brief: Brief
    mode: Mode = Mode.PRO
    kind: Literal["sheet"] = "sheet"


@dataclass(frozen=True, slots=True)
class PlanningBegan:
    mode: Mode
    again: bool
    kind: Literal["planning_began"] = "planning_began"


@dataclass(frozen=True, slots=True)
class PlanPosted:
    """The plan itself; `changed` is true when it replaces one and the verdict differs."""

    document: Document
    changed: bool
    kind: Literal["plan_posted"] = "plan_posted"


@dataclass(frozen=True, slots=True)
class AnswerPosted:
    document: Document
    kind: Literal["answer_posted"] = "answer_posted"


@dataclass(frozen=True, slots=True)
class WorkFailed:
    """A job was given up; what was kept, what to do, a reference."""

    reference: str
    kind: Literal["work_failed"] = "work_failed"


@dataclass(frozen=True, slots=True)
class StatusShown:
    """Where the conversation stands: the phase's name, the brief, the open question."""

    phase: str
    brief: Brief
    topic: Topic | None
    kind: Literal["status_shown"] = "status_shown"


@dataclass(frozen=True, slots=True)
class PromptShown:
    """The filled prompt, to take elsewhere."""

    brief: Brief
    mode: Mode
    kind: Literal["prompt_shown"] = "prompt_shown"


@dataclass(frozen=True, slots=True)
class CleanedUp:
    """The door took something out of a message: secrets, or characters over the cap."""

    cleaning: Cleaning
    source: str  # a file's name, or empty for the message itself
    kind: Literal["cleaned_up"] = "cleaned_up"


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file was read; what was found in it (topics), possibly nothing. Of manifests also how far they were understood,
    and the parts that they declare, without their packages."""

    name: str
    topics: tuple[Topic, ...]
    covered: Covered | None = None
    parts: tuple[Component, ...] = ()
    kind: Literal["file_read"] = "file_read"


@dataclass(frozen=True, slots=True)
class FileNotRead:
    name: str
    trouble: FileTrouble
    kind: Literal["file_not_read"] = "file_not_read"


@dataclass(frozen=True, slots=True)
class CannotRead:
    """The platform keeps from the bot what people write; `topic` is the open question, which can be answered by other
    ways all the same."""

    topic: Topic | None
    kind: Literal["cannot_read"] = "cannot_read"


@dataclass(frozen=True, slots=True)
class Resumed:
    """Back in an unfinished conversation: the phase's name, the brief, and the open question if there is one."""

    phase: str
    brief: Brief
    topic: Topic | None
    choices: tuple[str, ...]
    kind: Literal["resumed"] = "resumed"


@dataclass(frozen=True, slots=True)
class LanguageChanged:
    language: str
    kind: Literal["language_changed"] = "language_changed"


@dataclass(frozen=True, slots=True)
class ChangeWhat:
    """ "change" without a topic, or one that was not recognised: what can be changed."""

    topics: tuple[Topic, ...]
    kind: Literal["change_what"] = "change_what"


@dataclass(frozen=True, slots=True)
class FactsShown:
    """The dated facts, all of them or those on a subject that was named."""

    about: str  # words to look for; empty for the overview
    kind: Literal["facts_shown"] = "facts_shown"


PlainWhat = Literal[
    "help",
    "stopped",
    "started_over",
    "reminder",
    "expired",
    "nothing_to_undo",
    "nothing_open",
    "off_topic",
    "nothing_read",
    "third_language",
    "orders_ignored",
    "held_until_plan",
    "thanks_for_feedback",
    "why_prompts",
    "closed_hint",
    "stale_button",
    "empty_message",
    "welcome",
    "acknowledged",
    "forgotten",
    "too_many_waiting",
]


@dataclass(frozen=True, slots=True)
class Plain:
    """A notice without data; `what` is its key in messages.toml."""

    what: PlainWhat
    kind: Literal["plain"] = "plain"


Notice = Annotated[
    Understood
    | Question
    | QuestionClosed
    | TakenBack
    | WhyAsked
    | Noted
    | Sheet
    | PlanningBegan
    | PlanPosted
    | AnswerPosted
    | WorkFailed
    | StatusShown
    | PromptShown
    | CleanedUp
    | FileRead
    | FileNotRead
    | CannotRead
    | Resumed
    | LanguageChanged
    | ChangeWhat
    | FactsShown
    | Plain,
    Field(discriminator="kind"),
]
