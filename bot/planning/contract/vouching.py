"""Every amount that vouches for a number of a plan, by family.

What is at hand as numbers comes first (quantities, facts, costs); what has to be read out of words, only when
something is still without a trace. On the costs, plain arithmetic is allowed: a year, a difference, a ratio.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.assessment.costs import MB_PER_GB
from bot.assessment.shapes import Compared, Estimate
from bot.assessment.sums import CostLine, Payback, Sensitivity
from bot.core.brief import Metric
from bot.planning.contract.amounts import COUNT
from bot.planning.contract.ground import Amounts, Ground, limits, spoken
from bot.planning.contract.money import startup_lines
from bot.planning.plan import Diagnosis, Drafted

MILLION = 1_000_000.0
MONTHS = 12
CONTAINERS, SIZING = "aws-fargate", "container-sizing"  # ids in prices.toml
FAMILIES: Mapping[Metric, str] = {
    Metric.WALL_MS: "ms",
    Metric.WALL_MS_P95: "ms",
    Metric.CPU_MS: "ms",
    Metric.COLD_START_MS: "ms",
    Metric.MEMORY_MB: "mb",
    Metric.COLD_START_SHARE: "share",
    Metric.COST_USD_PER_MONTH: "usd",
    Metric.BUDGET_USD: "usd",
    Metric.PEAK_TO_MEAN: "times",
    Metric.DEADLINE_WEEKS: "weeks",
    Metric.LABOUR_PERSON_WEEKS: "weeks",
    Metric.TRAINING_PERSON_WEEKS: "weeks",
    Metric.PERSON_WEEK_USD: "usd",
}


def cited(plan: Drafted) -> list[str]:
    """The facts that a plan names; a diagnosis has no place for them."""
    return [] if isinstance(plan, Diagnosis) else plan.viability.fact_ids


def figures(plan: Drafted, ground: Ground) -> list[tuple[str, float]]:
    """The amounts of this case that are at hand as numbers."""
    given = ground.assessment
    found = [
        (FAMILIES.get(each.metric, COUNT), float(each.value))
        for _, answer in ground.brief.known()
        for each in answer.quantities
    ]
    found += of_facts(plan, ground)
    for target in (given.target, *given.alternatives):
        if target is not None:
            found += limits(("mb", target.memory_mb), ("ms", target.cpu_ms), ("ms", target.wall_ms))
    if isinstance(given.costs, Compared):
        found += of_costs(given.costs, ground)
    if given.payback is not None:
        found += of_payback(given.payback)
    if given.sensitivity is not None:
        found += of_sensitivity(given.sensitivity)
    if given.startup is not None:
        found.append(("usd", float(given.startup.unit_price)))
    for line in startup_lines(given):
        found += of_line(line)
    return found


def standing(_: Drafted, ground: Ground) -> Amounts:
    """Those that hold in every case: thresholds of the rules, factors of the languages."""
    return ground.library.standing


def writings(_: Drafted, ground: Ground) -> Iterator[tuple[str, float]]:
    """Those that have to be read first: what the team wrote, and what rules quote of it."""
    for _topic, answer in ground.brief.known():
        yield from spoken(answer.text)
    for finding in ground.assessment.findings:
        for text in (*(value for _, value in finding.params), *(each.shown for each in finding.because)):
            yield from spoken(text)


def of_facts(plan: Drafted, ground: Ground) -> Iterator[tuple[str, float]]:
    named = {*cited(plan), *[each.fact.id for each in ground.assessment.sources]}
    for fact in named:
        yield from ground.library.fact_amounts.get(fact, ())
    for each in ground.assessment.sources:
        if each.age_days is not None:
            yield "days", float(each.age_days)


def of_costs(costs: Compared, ground: Ground) -> Iterator[tuple[str, float]]:
    """The comparison, and what is plain arithmetic on it: sums of a year, ratios, differences."""
    for metric, value in costs.inputs:
        yield FAMILIES.get(metric, COUNT), float(value)
    today = float(costs.today.base)
    for estimate in (costs.today, *costs.candidates):
        yield from of_estimate(estimate, ground)
        for amount in {float(estimate.low), float(estimate.base), float(estimate.high)}:
            yield from money(amount)
            yield from money(abs(today - amount))
            if today > 0 and amount > 0:
                yield "share", abs(today - amount) / today
                yield "share", amount / today
                yield "times", today / amount
                yield "times", amount / today
    if costs.saving is not None:
        yield from money(abs(float(costs.saving)))


def of_payback(paid: Payback) -> Iterator[tuple[str, float]]:
    """What the change costs once, when that is back, and what would make it sooner."""
    for line in paid.lines:
        yield COUNT, float(line.units)
        yield from (("usd", float(line.price)), ("usd", float(line.amount)))
        if line.unit == "person-weeks":
            yield "weeks", float(line.units)
    for each in (paid.cost, paid.saving, paid.wanted, paid.ceiling):
        yield "usd", float(each)
    for month in (paid.month, paid.at_best, paid.limit, paid.double):
        yield from (("months", float(month)), (COUNT, float(month)))  # "15 months", "in month 15"


def of_sensitivity(found: Sensitivity) -> Iterator[tuple[str, float]]:
    """Where each input was put, and the figure there."""
    yield from (("share", float(found.share)), ("usd", abs(float(found.figure))))
    for swing in found.swings:
        family = FAMILIES.get(swing.about, COUNT) if swing.about else "times"
        yield from ((family, float(each)) for each in (swing.low, swing.high))
        yield from (("usd", abs(float(each))) for each in (swing.at_low, swing.at_high, swing.width))


def of_estimate(estimate: Estimate, ground: Ground) -> Iterator[tuple[str, float]]:
    for line in estimate.lines:
        yield from of_line(line)
    yield from ground.library.price_amounts.get(estimate.price, ())
    if estimate.price == CONTAINERS:
        yield from of_sizing(ground.knowledge.prices[SIZING].amounts)


def of_sizing(size: Mapping[str, Decimal]) -> Iterator[tuple[str, float]]:
    """What the number of machines was told from, where the price is that of machines."""
    for amount in size.values():
        yield COUNT, float(amount)
    yield "mb", float(size["gb_per_vcpu"] * MB_PER_GB)


def of_line(line: CostLine) -> Amounts:
    """units × price = amount; units may be counted in millions."""
    units, amount = float(line.units), float(line.amount)
    return (COUNT, units), (COUNT, units * MILLION), ("usd", float(line.price)), *money(amount)


def money(amount: float) -> Amounts:
    """A month's amount, and a year of it."""
    return ("usd", amount), ("usd", amount * MONTHS)
