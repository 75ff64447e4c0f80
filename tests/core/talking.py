"""A conversation in a test: people speak, press and attach; jobs finish; everything is on record."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.core.brief import Topic
from bot.core.conversation import Conversation, Phase
from bot.core.document import Document, paragraph
from bot.core.effects import Amend, CancelJob, Effect, Forget, Line, Say, StartJob
from bot.core.events import (
    AnswerMade,
    Cleaning,
    Deleted,
    Edited,
    Event,
    FeedbackGiven,
    FileRefused,
    FileShared,
    FileTrouble,
    Filled,
    Filling,
    JobFailed,
    JobFinished,
    Key,
    Mode,
    PlanMade,
    Pressed,
    Returned,
    Spoke,
    Started,
    TextFile,
    TimePassed,
    Timer,
    VerdictCode,
    Withheld,
)
from bot.core.notices import Notice, Plain, Question, QuestionClosed
from bot.core.step import step
from bot.vocabulary import lexicon

KEY = Key("terminal", "local", "t1")
DAWN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DOCUMENT = Document((paragraph("the plan"),))


def plan(verdict: VerdictCode = VerdictCode.MIGRATE) -> PlanMade:
    return PlanMade(verdict, DOCUMENT, "composed")


def named(effect: Effect) -> str:
    """An effect in a word: a notice's kind, what a job is to do, "cancel"."""
    if isinstance(effect, StartJob):
        return effect.job.kind
    if isinstance(effect, CancelJob):
        return "cancel"
    if isinstance(effect, Forget):
        return "forget"
    return effect.notice.what if isinstance(effect.notice, Plain) else effect.notice.kind


@dataclass
class Talk:
    """A conversation under test. Each method sends one event and returns the effects' names."""

    conversation: Conversation | None = None
    effects: tuple[Effect, ...] = ()
    asked: list[Question] = field(default_factory=list[Question])
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def send(self, event: Event) -> list[str]:
        self.conversation, self.effects = step(self.conversation, event, lexicon())
        self.asked += [each for each in self.notices if isinstance(each, Question)]
        return self.names

    @property
    def names(self) -> list[str]:
        """All effects but what becomes of a question, which `closed` tells."""
        return [named(each) for each in self.effects if not isinstance(each, Amend)]

    @property
    def closed(self) -> list[QuestionClosed]:
        """The questions that were closed last."""
        return [each.notice for each in self.effects if isinstance(each, Amend)]

    @property
    def notices(self) -> list[Notice]:
        return [each.notice for each in self.effects if isinstance(each, Say)]

    @property
    def now(self) -> Conversation:
        assert self.conversation is not None
        return self.conversation

    @property
    def phase(self) -> Phase:
        return self.now.phase

    @property
    def question(self) -> Question:
        """The question asked last."""
        return self.asked[-1]

    def asks(self) -> Topic:
        """The topic asked last."""
        return self.question.topic

    def stamp(self) -> tuple[str, Key, datetime, str]:
        number = next(self.numbers)
        return f"e{number}", KEY, DAWN + timedelta(minutes=number), "ana"

    def open(
        self,
        text: str = "",
        *files: TextFile,
        mode: Mode = Mode.PRO,
        language: str | None = None,
        cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
    ) -> list[str]:
        return self.send(Started(*self.stamp(), text, mode, language, files, cleaning))

    def say(self, text: str, cleaning: Cleaning = Cleaning()) -> list[str]:  # noqa: B008 - frozen
        return self.send(Spoke(*self.stamp(), text, cleaning=cleaning))

    def comment(self, text: str) -> list[str]:
        """Words that come with files."""
        return self.send(Spoke(*self.stamp(), text, with_files=True))

    def aside(self, text: str) -> list[str]:
        return self.send(Spoke(*self.stamp(), text, addressed_elsewhere=True))

    def press(self, topic: str, choice: str, label: str = "") -> list[str]:
        return self.send(Pressed(*self.stamp(), topic, choice, label))

    def attach(self, name: str, text: str, cleaning: Cleaning = Cleaning()) -> list[str]:  # noqa: B008 - frozen
        return self.send(FileShared(*self.stamp(), TextFile(name, text, cleaning)))

    def refuse(self, name: str = "a.zip") -> list[str]:
        return self.send(FileRefused(*self.stamp(), name, FileTrouble.BINARY))

    def come_back(self) -> list[str]:
        return self.send(Returned(*self.stamp()))

    def fill(self, *fields: tuple[str, str]) -> list[str]:
        return self.send(Filled(*self.stamp(), tuple(Filling(*each) for each in fields)))

    def edit(self, message: str, text: str) -> list[str]:
        return self.send(Edited(*self.stamp(), message, text))

    def delete(self, message: str) -> list[str]:
        return self.send(Deleted(*self.stamp(), message))

    def murmur(self) -> list[str]:
        """Words that the platform keeps from the bot."""
        return self.send(Withheld(*self.stamp()))

    def rate(self) -> list[str]:
        return self.send(FeedbackGiven(*self.stamp(), helpful=True))

    def wait(self, timer: Timer) -> list[str]:
        return self.send(TimePassed(*self.stamp(), timer))

    def finish(self, job: str = "", result: PlanMade | AnswerMade | None = None) -> list[str]:
        return self.send(JobFinished(*self.stamp(), job or self.job, result or plan()))

    def fail(self, job: str = "") -> list[str]:
        return self.send(JobFailed(*self.stamp(), job or self.job, "ref1"))

    @property
    def job(self) -> str:
        """The job started last."""
        return next(each.id for each in reversed(self.effects) if isinstance(each, StartJob))


def asked_traffic() -> Talk:
    talk = Talk()
    talk.open("AWS Lambda con Python y Node.js. Sufrimos arranques en frío")
    assert talk.question.topic is Topic.TRAFFIC
    return talk


def asked(topic: Topic) -> Talk:
    """The interview at a topic, everything before it skipped."""
    talk = Talk()
    talk.open("")
    talk.press("command", f"change:{topic}")
    assert talk.question.topic is topic
    return talk


def planned() -> Talk:
    talk = asked_traffic()
    talk.say("plan ya")
    return talk


def conversation(phase: Phase) -> Conversation:
    return Conversation(KEY, "es", Mode.PRO, phase, DAWN, (Line("ana", "hola"),))
