"""A planner at work in a test: what it was asked to do, what it posted, what it reported, how long it slept."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.brief import Brief
from bot.core.document import Document
from bot.core.effects import AnswerQuestion, Job, Line, MakePlan, StartJob
from bot.core.events import AnswerMade, Key, Mode, PlanMade
from bot.planning.asking import Pace
from bot.planning.composed import compose, diagnose
from bot.planning.plan import Drafted
from bot.planning.planner import Planner
from bot.planning.prose import written
from bot.ports import Delivery, Model, Progress, Stage
from bot.wording import wording

TODAY = date(2026, 11, 22)
KEY = Key("terminal", "local", "t-1")
PACE = Pace()

D = TypeVar("D", bound=Drafted)


@dataclass(slots=True)
class Desk:
    """One planner with its model; keeps what it reports, and sleeps in no time."""

    model: Model | None
    language: str = "es"
    pace: Pace = PACE
    reported: list[Progress] = field(default_factory=list[Progress])
    slept: list[float] = field(default_factory=list[float])
    planner: Planner = field(init=False)

    def __post_init__(self) -> None:
        self.planner = Planner(
            self.model, knowledge(), wording(), clock, replace(self.pace, sleep=self.sleep)
        )

    async def sleep(self, seconds: float) -> None:
        if seconds:
            self.slept.append(seconds)

    async def plan(self, brief: Brief, mode: Mode = Mode.PRO, attempt: int = 1) -> PlanMade:
        return await self.carry_out(MakePlan(brief, mode, ()), attempt)

    async def carry_out(self, wanted: MakePlan, attempt: int = 1) -> PlanMade:
        made = await self.planner.work(*self.job(wanted, attempt), self.reported.append)
        assert isinstance(made, PlanMade)
        return made

    async def answer(
        self, brief: Brief, plan: PlanMade, question: str, *transcript: Line, attempt: int = 1
    ) -> Document:
        asked = AnswerQuestion(brief, question, plan.document, plan.verdict, transcript)
        made = await self.planner.work(*self.job(asked, attempt), self.reported.append)
        assert isinstance(made, AnswerMade)
        return made.document

    def job(self, job: Job, attempt: int = 1) -> tuple[Delivery, Job]:
        start = StartJob("j-1", job)
        return Delivery("j-1", KEY, self.language, start, fence=attempt, attempt=attempt), job

    @property
    def stages(self) -> list[Stage]:
        """The stages reported, each once in a row."""
        seen = [each.stage for each in self.reported]
        return [each for at, each in enumerate(seen) if at == 0 or seen[at - 1] is not each]


def clock() -> datetime:
    return datetime.combine(TODAY, datetime.min.time(), UTC)


def assessed(brief: Brief) -> Assessment:
    return assess(brief, knowledge(), TODAY)


def good_plan(brief: Brief, language: str = "es") -> Drafted:
    """A plan that passes: code's own, as if a model had written it."""
    return compose(brief, assessed(brief), knowledge(), wording(), language)


def good_diagnosis(brief: Brief, language: str = "es") -> Drafted:
    return diagnose(brief, assessed(brief), knowledge(), wording(), language)


def shown(made: PlanMade | Document) -> str:
    """What people read."""
    return written(made if isinstance(made, Document) else made.document)
