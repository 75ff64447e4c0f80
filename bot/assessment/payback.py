"""How long the computed saving takes to bring back the most that the change may cost.

The budget is the team's own ceiling, not a quotation: without one, or without a saving, there is no figure. The
saving has a range, since CPU time in Wasm has one; `at_best` is the pay-back at the end of it that saves most,
which is also the best that a trial could find out.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from bot.assessment.case import Case
from bot.assessment.shapes import Compared, Payback
from bot.core.brief import Metric

TENTH: Final = Decimal("0.1")
DOLLAR: Final = Decimal(1)


def payback_of(case: Case) -> Payback | None:
    """Budget ÷ monthly saving; None without a budget or without a saving."""
    costs, budget = case.costs, case.number(Metric.BUDGET_USD)
    if budget is None or not isinstance(costs, Compared) or costs.saving is None or costs.saving <= 0:
        return None
    best = max(costs.today.base - each.low for each in costs.candidates if each.platform == costs.target)
    ceiling, saving, limit = budget[0], costs.saving, case.known.thresholds["payback_months"]
    return Payback(
        budget=ceiling,
        saving=saving,
        months=(ceiling / saving).quantize(TENTH),
        at_best=(ceiling / best).quantize(TENTH),
        limit=limit,
        wanted=(ceiling / limit).quantize(DOLLAR, ROUND_CEILING),
        ceiling=(saving * limit).quantize(DOLLAR, ROUND_FLOOR),
    )


def late(case: Case) -> Payback | None:
    """The pay-back when it takes longer than its limit; else None."""
    paid = payback_of(case)
    return paid if paid is not None and paid.months > paid.limit else None


def late_at_best(case: Case) -> bool:
    """Whether even the end of the range that saves most takes too long, so that a trial could not help."""
    paid = payback_of(case)
    return paid is not None and paid.at_best > paid.limit
