"""From a brief to a plan that may be posted: assess, draft, check, repair once, or compose.

Code has the verdict before any model is asked, and the figures after: whatever a model claims, a plan shows
the verdict, the costs and the saving that were computed. A model's plan is posted when it breaks no hard
clause of the contract; otherwise code's own is, which is always possible, with the reason on it.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.assessment.catalogue import Knowledge
from bot.assessment.difference import Judged
from bot.assessment.verdict import assess
from bot.core.brief import Brief
from bot.core.effects import Job, MakePlan
from bot.core.events import JobResult, Mode, PlanMade, VerdictCode
from bot.planning.answerer import Answerer, without_model
from bot.planning.asking import Asker, Pace
from bot.planning.briefing import Assignment
from bot.planning.drafting import Draft, Drafter
from bot.planning.ladder import Memory, Reason
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, StayPlan
from bot.planning.posting import from_code, from_model, signed
from bot.planning.prompting import Prompted, plan_prompt
from bot.planning.provenance import Provenance
from bot.ports import Delivery, Model, Progress, Stage
from bot.presenter import worded
from bot.wording import Wording

log = logging.getLogger(__name__)

ASKED = 2
"""Attempts at a job in which a model is asked. What ended two of them may well be its answer; the third, which is the
last, needs none."""


class Planner:
    """Carries out jobs, with a model or without one."""

    def __init__(
        self,
        model: Model | None,
        knowledge: Knowledge,
        wording: Wording,
        clock: Callable[[], datetime],
        pace: Pace = Pace(),  # noqa: B008  frozen
    ) -> None:
        asker = Asker(model, Memory(), pace) if model else None
        self._drafter = Drafter(asker) if asker else None
        self._answerer = Answerer(asker)
        self._knowledge = knowledge
        self._wording = wording
        self._clock = clock

    async def work(self, delivery: Delivery, job: Job, report: Callable[[Progress], None]) -> JobResult:
        """The plan, the diagnosis or the answer. Any await may be the last one: jobs are cancelled."""
        given = self._assigned(job, delivery.language)
        alone = delivery.attempt > ASKED
        if alone:
            log.warning("attempt %d: no model is asked", delivery.attempt)
        if isinstance(job, MakePlan):
            return replace(await self._plan(given, job.mode, report, alone=alone), brief=job.brief)
        if alone and self._drafter:
            return without_model(given, job, Reason.INTERRUPTED)
        return await self._answerer.answer(given, job, report)

    def _assigned(self, job: Job, language: str) -> Assignment:
        now = self._judged(job.brief, language)
        before = None
        if isinstance(job, MakePlan) and job.earlier is not None:
            before = self._judged(job.earlier, language)
            posted = (
                job.previous or before.assessment.verdict
            )  # facts age: what was posted is what people read
            before = replace(before, assessment=replace(before.assessment, verdict=posted))
        return Assignment(now.brief, now.assessment, self._knowledge, self._wording, language, before)

    def _judged(self, brief: Brief, language: str) -> Judged:
        brief = worded(brief, self._wording, language)  # picks and assumptions are ids in the core
        return Judged(brief, assess(brief, self._knowledge, self._clock().date()))

    async def _plan(
        self, given: Assignment, mode: Mode, report: Callable[[Progress], None], *, alone: bool
    ) -> PlanMade:
        report(Progress(Stage.ASSESSING))
        shape = shape_of(given.assessment.verdict, mode)
        if self._drafter is None:
            return from_code(given, shape, Provenance("composed", because=Reason.NO_MODEL))
        if given.assessment.verdict is VerdictCode.INSUFFICIENT:
            return from_code(given, shape, Provenance("composed", because=Reason.INSUFFICIENT))
        if alone:
            return from_code(given, shape, Provenance("composed", because=Reason.INTERRUPTED))
        return await self._drafted(self._drafter, given, plan_prompt(given, shape), report)

    async def _drafted(
        self, drafter: Drafter, given: Assignment, prompted: Prompted, report: Callable[[Progress], None]
    ) -> PlanMade:
        outcome = await drafter.draft(given, prompted, report)
        provenance = await signed(drafter.model, prompted, outcome)
        log.info("plan: %s", told(provenance))
        if isinstance(outcome, Draft) and provenance.writer == "model":
            return from_model(given, outcome, provenance)
        report(Progress(Stage.COMPOSING))
        return from_code(given, prompted.shape, provenance)


def told(provenance: Provenance) -> str:
    """A plan's origin in one line of the log."""
    tokens = provenance.tokens
    spent = f"{tokens.input}+{tokens.output}" if tokens else f"about {provenance.estimated_tokens or 0}"
    return (
        f"prompt={provenance.prompt} model={provenance.model} rung={provenance.rung} tokens={spent} "
        f"writer={provenance.writer} because={provenance.because} repaired={provenance.repaired}"
    )


def shape_of(verdict: VerdictCode, mode: Mode) -> type[Drafted]:
    """What is to be written for a verdict."""
    if mode is Mode.BASIC:
        return Diagnosis
    return StayPlan if verdict in {VerdictCode.STAY, VerdictCode.INSUFFICIENT} else MigrationPlan
