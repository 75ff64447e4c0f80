"""Clauses 16 and 17: costs are units × price from the assessment's own lines, and the saving is the computed one.

Tolerances are those of rounding for a reader: half a percent of an amount, or one cent; a saving may be rounded
to the dollar.
"""

from collections.abc import Iterator

from bot.assessment.shapes import Assessment, Compared
from bot.assessment.sums import CostLine
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft
from bot.planning.contract.ground import Ground
from bot.planning.contract.shapes import Violation
from bot.planning.plan import CostClaim, MigrationPlan

RELATIVE = 0.005
CENT = 0.01
DOLLAR = 1.0
SCALES = (1.0, 1e6, 1e-6)


def close(found: float, expected: float, floor: float) -> bool:
    """Equal but for rounding; what is no number equals nothing."""
    return abs(found - expected) <= max(floor, abs(expected) * RELATIVE)


def clause_16(draft: Draft[MigrationPlan], ground: Ground) -> Iterator[Violation]:
    """Costs carry units × price, and both are the assessment's."""
    lines = [(float(each.units), float(each.price)) for each in cost_lines(ground.assessment)]
    for at, claim in enumerate(draft.plan.costs):
        where = f"costs[{at}]"
        if not lines:
            yield broken(16, where, "uncomputed")
        elif not any(is_line(claim, units, price) for units, price in lines):
            yield broken(16, where, "line", units=f"{claim.units:g}", price=f"{claim.unit_price_usd:g}")
        product = claim.units * claim.unit_price_usd
        if not close(claim.amount_usd, product, CENT):
            yield broken(
                16,
                f"{where}.amount_usd",
                "sum",
                units=f"{claim.units:g}",
                price=f"{claim.unit_price_usd:g}",
                expected=f"{product:.2f}",
                found=f"{claim.amount_usd:.2f}",
            )


def cost_lines(assessment: Assessment) -> tuple[CostLine, ...]:
    """All lines that were computed: of today's month, of the candidates', of what start-ups add."""
    costs = assessment.costs
    estimates = (costs.today, *costs.candidates) if isinstance(costs, Compared) else ()
    return (*(line for estimate in estimates for line in estimate.lines), *startup_lines(assessment))


def startup_lines(assessment: Assessment) -> tuple[CostLine, ...]:
    """What start-ups add to the bill, where it could be computed."""
    startup = assessment.startup
    return () if startup is None or startup.line is None else (startup.line,)


def is_line(claim: CostClaim, units: float, price: float) -> bool:
    """The same units at the same price, also where one of them counts in millions."""
    return any(
        close(claim.units, units * scale, CENT) and close(claim.unit_price_usd, price / scale, 0.0)
        for scale in SCALES
    )


def clause_17(draft: Draft[MigrationPlan], ground: Ground) -> Iterator[Violation]:
    """The claimed saving is the computed one; without a computed one, none is claimed."""
    costs = ground.assessment.costs
    computed = costs.saving if isinstance(costs, Compared) else None
    claimed = draft.plan.saving_usd_month
    if computed is None:
        if claimed is not None:
            yield broken(17, "saving_usd_month", "uncomputed", found=f"{claimed:g}")
    elif claimed is None or not close(claimed, float(computed), DOLLAR):
        yield broken(17, "saving_usd_month", "saving", expected=computed, found=claimed)
