"""The plan as it is posted, and the line under it that says where it comes from.

A model's words are posted with code's figures: verdict, costs and saving are taken from the composed plan,
so that no claim of a model can differ from what was computed. Code's own plan goes through the same check.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from bot.assessment.difference import Judged
from bot.core.document import Document, Node, Paragraph, spans
from bot.core.events import PlanMade
from bot.planning.asking import Nothing
from bot.planning.briefing import Assignment
from bot.planning.composed import compose, diagnose
from bot.planning.contract import CLAUSES, Report, Violation, check
from bot.planning.drafting import Draft
from bot.planning.ladder import Reason
from bot.planning.pages import plan_pages, provenance_line
from bot.planning.pages_changes import changes
from bot.planning.plan import Diagnosis, Drafted
from bot.planning.prompting import Prompted
from bot.planning.provenance import Provenance
from bot.planning.spending import Spent, price
from bot.ports import Model

log = logging.getLogger(__name__)

COMPUTED = ("verdict", "costs", "saving_usd_month")


def from_model(given: Assignment, draft: Draft, provenance: Provenance) -> PlanMade:
    """A model's plan with the figures that code has computed."""
    own = own_plan(given, type(draft.plan))
    figures = {name: getattr(own, name) for name in COMPUTED if name in type(own).model_fields}
    return page(given, draft.plan.model_copy(update=figures), examined(provenance, draft.report))


def from_code(given: Assignment, shape: type[Drafted], provenance: Provenance) -> PlanMade:
    """The plan composed by code."""
    plan = own_plan(given, shape)
    report = check(plan, given.brief, given.assessment, given.knowledge, given.language)
    if report.hard:  # a defect of ours, and still the best plan there is
        log.error("the composed plan breaks clauses %s", [each.clause for each in report.hard])
    return page(given, plan, examined(provenance, report))


def own_plan(given: Assignment, shape: type[Drafted]) -> Drafted:
    make = diagnose if shape is Diagnosis else compose
    return make(given.brief, given.assessment, given.knowledge, given.wording, given.language)


def page(given: Assignment, plan: Drafted, provenance: Provenance) -> PlanMade:
    """The document to post."""
    document = plan_pages(
        plan, given.assessment, provenance, given.knowledge, given.wording, given.language, given.brief
    )
    line = provenance_line(provenance, given.wording, given.language)
    verdict, *rest = document.nodes
    notes = tuple(Paragraph(spans(note)) for note in of_the_model(given, provenance))
    return PlanMade(given.assessment.verdict, Document((verdict, *changed(given), *rest, *notes)), line)


def changed(given: Assignment) -> Iterator[Node]:
    """What is otherwise than in the plan that this one replaces."""
    if given.before is not None:
        after = Judged(given.brief, given.assessment)
        yield from changes(given.before, after, given.knowledge, given.phrases("pages"))


def of_the_model(given: Assignment, provenance: Provenance) -> Iterator[str]:
    """Which checks its plan did not pass, and what to do so that the next one is better."""
    words = given.phrases("models")
    if provenance.failed:
        clauses = given.phrases("pages")
        listed = words.listing(clauses.first(f"clause.{key}") or key for key in provenance.failed)
        yield words.say(
            "plan.failed" if provenance.writer == "composed" else "plan.reservations", clauses=listed
        )
    if todo := words.first(f"todo.{provenance.because}"):
        yield todo


async def signed(model: Model, prompted: Prompted, outcome: Draft | Nothing) -> Provenance:
    """Where the plan comes from that this outcome leads to, and what it has cost."""
    provenance = await with_cost(
        Provenance(writer(outcome), model=model.name, prompt=prompted.name), outcome.spent, model
    )
    if isinstance(outcome, Nothing):
        return replace(provenance, because=outcome.reason)
    broken = outcome.report.hard or outcome.report.violations
    because = Reason.CONTRACT if outcome.report.hard else None
    return replace(
        provenance, rung=outcome.rung, because=because, repaired=outcome.repaired, failed=keys(broken)
    )


def writer(outcome: Draft | Nothing) -> Literal["model", "composed"]:
    """A model's plan is posted when it breaks no hard clause."""
    return "model" if isinstance(outcome, Draft) and not outcome.report.hard else "composed"


def keys(violations: Iterable[Violation]) -> tuple[str, ...]:
    """The clauses that are broken, each once, in their order."""
    return tuple(CLAUSES[clause].key for clause in sorted({each.clause for each in violations}))


def examined(provenance: Provenance, report: Report) -> Provenance:
    """With what was checked in the plan that is posted."""
    checked = tuple(CLAUSES[clause].key for clause in report.checked)
    return replace(provenance, checked=checked, unchecked=report.unchecked)


async def with_cost(provenance: Provenance, spent: Spent, model: Model) -> Provenance:
    """With tokens, and with money where every token was counted and has a published price."""
    counted = spent.counted
    if counted is None:
        return replace(provenance, estimated_tokens=spent.estimated)
    cost = await asyncio.to_thread(price, counted, model.name, model.endpoint)  # reads a large table once
    return replace(provenance, tokens=counted, cost_usd=cost)
