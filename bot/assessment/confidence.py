"""How far to trust the verdict, with the reasons: keys of `[confidence]` in rules.toml.

Low: a contradiction, three gaps, or one in what everything rests on. Medium: any reason at all. High: none. When
every part is blocked, only the blockers' own facts and contradictions count: no number could change the answer.
"""

from bot.assessment import gaps
from bot.assessment.case import Case
from bot.assessment.comparison import STATED
from bot.assessment.shapes import Cited, Compared, Level, NotComputed
from bot.assessment.standing import Standing
from bot.assessment.statements import budget_unread
from bot.core.brief import SignalKind, Topic
from bot.core.conflicts import conflicts

# what is to be read with care, though nothing is missing from the brief
CAREFUL = frozenset({"facts_marked", "prices_marked", "bill_stated", "parts_assumed", "preview_target"})
# what everything else rests on
GROUND = frozenset({"conflict", "infrastructure_unknown", "languages_unknown", "problem_unknown"})


def confidence_of(case: Case, stands: Standing, cited: tuple[Cited, ...]) -> tuple[Level, tuple[str, ...]]:
    """The level and its reasons."""
    brief = case.brief
    reasons = [
        ("conflict", bool(conflicts(brief))),
        ("facts_marked", any(each.marks for each in cited)),
        *(() if stands.settled else _gaps(case, stands)),
    ]
    keys = tuple(key for key, holds in reasons if holds)
    open_points = [each for each in keys if each not in CAREFUL]
    if GROUND & set(keys) or len(open_points) >= 3:
        return Level.LOW, keys
    return (Level.MEDIUM if keys else Level.HIGH), keys


def _gaps(case: Case, stands: Standing) -> tuple[tuple[str, bool], ...]:
    brief, costs = case.brief, case.costs
    unread = (
        brief.text(Topic.PROBLEM) is not None
        and not brief.signals(SignalKind.SYMPTOM)
        and not brief.signals(SignalKind.GOAL)
    )
    return (
        ("infrastructure_unknown", not gaps.infrastructure_known(brief)),
        ("languages_unknown", not gaps.languages_known(case, stands)),
        ("problem_unknown", not gaps.problem_known(brief)),
        ("problem_unread", unread),
        ("numbers_missing", isinstance(costs, NotComputed)),
        ("state_unknown", not gaps.state_known(case)),
        ("dependencies_unknown", not gaps.dependencies_known(case)),
        ("load_unknown", not gaps.load_known(brief)),
        ("budget_unread", budget_unread(brief)),
        ("range_crosses", isinstance(costs, Compared) and _crosses(costs)),
        ("bill_stated", isinstance(costs, Compared) and costs.today.price == STATED),
        ("prices_marked", isinstance(costs, Compared) and any(each.marks for each in costs.candidates)),
        ("parts_assumed", bool(case.components) and not brief.components),
        ("preview_target", case.host.preview),
    )


def _crosses(costs: Compared) -> bool:
    """Whether the CPU factor alone decides if the chosen target saves."""
    return any(
        each.platform == costs.target and each.low < costs.today.base < each.high for each in costs.candidates
    )
