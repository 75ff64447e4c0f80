"""In which month the saving has brought back what the change costs once: labour, training and double running.

Labour and training are what the team says: person-weeks × the cost of one, or its ceiling, which stands for both and is
the most that they may cost. Double running is ours: `double_running_months` × the cheaper of both bills, since one of
them is paid anyway; nothing is saved while both run. Without the cost of the work, or without a saving, no figure. The
saving has a range, as CPU time in Wasm has one; `at_best` is its best end, the best that a trial could find out.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from bot.assessment.case import Case
from bot.assessment.costs import CENT, ZERO
from bot.assessment.shapes import Because, Compared
from bot.assessment.statements import measured
from bot.assessment.sums import CostLine, Payback
from bot.core.brief import Brief, Metric

DOLLAR: Final = Decimal(1)
ESTIMATE: Final = (Metric.LABOUR_PERSON_WEEKS, Metric.TRAINING_PERSON_WEEKS, Metric.PERSON_WEEK_USD)


@dataclass(frozen=True, slots=True)
class Bills:
    """Both bills of a month, USD."""

    today: Decimal
    target: Decimal

    @property
    def saving(self) -> Decimal:
        """What the target costs less."""
        return self.today - self.target

    def double(self, months: Decimal) -> CostLine:
        """What it costs that both run: the dearer one is paid anyway."""
        cheaper = min(self.today, self.target)
        return CostLine("double_running", months, "months", cheaper, (months * cheaper).quantize(CENT))


def payback_of(case: Case) -> Payback | None:
    """The one-off cost line by line, and the month in which it is back; None without a saving or without the cost."""
    costs, work = case.costs, tuple(line for line, _ in work_of(case.brief))
    if not work or not isinstance(costs, Compared) or costs.saving is None or costs.saving <= 0:
        return None
    target = next(each for each in costs.candidates if each.platform == costs.target)
    base, best = (Bills(costs.today.base, month) for month in (target.base, target.low))
    double, limit = (case.known.thresholds[each] for each in ("double_running_months", "payback_months"))
    labour, twice = sum((each.amount for each in work), ZERO), base.double(double)
    return Payback(
        lines=(*work, twice),
        cost=labour + twice.amount,
        double=double,
        saving=base.saving,
        month=_month(labour, base, double),
        at_best=_month(labour, best, double),
        limit=limit,
        # A dollar saved is a dollar less on the bill that is paid twice, hence today's bill and not the target's.
        wanted=((labour + double * base.today) / limit).quantize(DOLLAR, ROUND_CEILING),
        ceiling=max(ZERO, base.saving * (limit - double) - twice.amount).quantize(DOLLAR, ROUND_FLOOR),
    )


def work_of(brief: Brief) -> tuple[tuple[CostLine, Because], ...]:
    """Labour and training with the words that gave them; the ceiling for both without a whole estimate; else none."""
    labour, training, week = (measured(brief, each) for each in ESTIMATE)
    if labour and training and week:
        weeks = (("labour", labour), ("training", training))
        return tuple((_line(name, said[0], "person-weeks", week[0]), said[1]) for name, said in weeks)
    budget = measured(brief, Metric.BUDGET_USD)
    return ((_line("ceiling", DOLLAR, "change", budget[0]), budget[1]),) if budget else ()


def unpriced(brief: Brief) -> tuple[Metric, ...]:
    """What the cost of the work waits for: the rest of an estimate that was begun, else a ceiling; nothing if known."""
    if work_of(brief):
        return ()
    lacking = tuple(each for each in ESTIMATE if measured(brief, each) is None)
    return lacking if len(lacking) < len(ESTIMATE) else (Metric.BUDGET_USD,)


def late(case: Case) -> Payback | None:
    """The pay-back when it takes longer than its limit; else None."""
    paid = payback_of(case)
    return paid if paid is not None and paid.month > paid.limit else None


def late_at_best(case: Case) -> bool:
    """Whether even the end of the range that saves most takes too long, so that a trial could not help."""
    paid = payback_of(case)
    return paid is not None and paid.at_best > paid.limit


def _month(labour: Decimal, bills: Bills, double: Decimal) -> Decimal:
    """The first month at whose end the cumulated saving covers the cost."""
    cost = labour + bills.double(double).amount
    return double + (cost / bills.saving).to_integral_value(ROUND_CEILING)


def _line(label: str, units: Decimal, unit: str, price: Decimal) -> CostLine:
    return CostLine(label, units, unit, price, (units * price).quantize(CENT))
