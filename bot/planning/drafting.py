"""A model's draft, checked, and repaired once if it breaks what a plan may not break.

One repair turn: the model sees its own answer and what is wrong with it. Of the two drafts the better one
is kept, by hard violations and then soft ones; a draft that is better in one thing and worse in another
costs no third turn.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from bot.planning.asking import Asker, Got, Nothing, Read
from bot.planning.briefing import Assignment
from bot.planning.contract import Report, check
from bot.planning.partial import glimpse
from bot.planning.plan import Drafted
from bot.planning.prompting import Prompted
from bot.planning.spending import Spent
from bot.planning.wire import parse
from bot.ports import Completion, Model, Progress, Shaped, Stage

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan by a model, with what the contract says of it."""

    plan: Drafted
    report: Report
    text: str
    rung: Shaped
    spent: Spent
    repaired: bool = False

    @property
    def faults(self) -> tuple[int, int]:
        """Hard and soft violations; less is better."""
        hard = len(self.report.hard)
        return hard, len(self.report.violations) - hard


class Drafter:
    """Drafts plans with one model."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    @property
    def model(self) -> Model:
        """Who drafts."""
        return self._asker.model

    async def draft(
        self, given: Assignment, prompted: Prompted, report: Callable[[Progress], None]
    ) -> Draft | Nothing:
        """The best draft that two turns give; it may still break the contract."""
        report(Progress(Stage.DRAFTING))
        read: Read[Drafted] = partial(read_as, prompted.shape)
        hear = glimpses(report)
        got: Got[Drafted] | Nothing = await self._asker.ask(
            prompted.prompt, read, self._asker.pace.draft, hear
        )
        if isinstance(got, Nothing):
            return got
        report(Progress(Stage.CHECKING))
        draft = await asyncio.to_thread(checked, got, given)
        if not draft.report.hard:
            return draft
        report(Progress(Stage.REPAIRING))
        wrong = prompted.repair(draft.report.violations)
        again = replace(prompted.prompt, shaped=draft.rung, repair=(draft.text, wrong))
        second: Got[Drafted] | Nothing = await self._asker.ask(again, read, self._asker.pace.repair, ignore)
        return await asyncio.to_thread(better, draft, second, given)


def better(draft: Draft, second: Got[Drafted] | Nothing, given: Assignment) -> Draft:
    """The better of a draft and its repair, with what both have cost."""
    spent = draft.spent.with_(second.spent)
    if isinstance(second, Nothing):
        log.info("repair turn gave nothing: %s", second.reason)
        return replace(draft, spent=spent)
    repaired = replace(checked(second, given), repaired=True)
    log.info("violations (hard, soft): draft %s, repaired %s", draft.faults, repaired.faults)
    return replace(min(draft, repaired, key=lambda each: each.faults), spent=spent)


def checked(got: Got[Drafted], given: Assignment) -> Draft:
    """A draft with its report."""
    found = check(got.value, given.brief, given.assessment, given.knowledge, given.language)
    return Draft(got.value, found, got.text, got.rung, got.spent)


def read_as(shape: type[Drafted], completion: Completion) -> Drafted | None:
    """The plan in an answer, however the answer ended: a whole plan is whole."""
    return parse(completion.text, shape)


def glimpses(report: Callable[[Progress], None]) -> Callable[[str], None]:
    """Report the first sentence as it grows, a word or more at a time."""
    shown = ""

    def hear(so_far: str) -> None:
        nonlocal shown
        seen = glimpse(so_far)
        if len(seen) > len(shown) + 8:
            shown = seen
            report(Progress(Stage.DRAFTING, seen))

    return hear


def ignore(_: str) -> None:
    """Nothing to show of a repair."""
