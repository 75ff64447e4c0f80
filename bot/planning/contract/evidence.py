"""Clause 26, the mission's own: every number traces to an input or to a dated fact that the plan cites.

A number traces when, in its family (time, memory, money …), it equals an amount from: the team's words and
figures; the values and sentences of the facts in `fact_ids` and of the assessment's sources; the costs, their
lines, prices, sums, ratios and a year of them; limits of the targets; thresholds and factors of the rules. It may
be rounded to two significant digits or more. A plain number without a unit may equal an amount of any family.

Allowed without a trace: whole numbers up to 12 without a unit ("three regions", "phase 2"); the weeks of the
phases and their sums; a version after the name of a known tool, target, language or standard; days and years of
dated sources; and, in the rows of the phases, shares of traffic as steps of a roll-out ("5 %, then 25 % of the
traffic"), which are decisions and claim nothing. Numbers written as words are not seen.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from bot.assessment.shapes import Compared, Estimate
from bot.core.brief import Metric
from bot.planning.contract.amounts import COUNT, Number, numbers
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind, Passage, phases
from bot.planning.contract.ground import Amounts, Ground, dates, spoken
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import either, words
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan

SMALL = 12
MILLION = 1_000_000.0
MONTHS = 12
DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
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
}

Sorted = Mapping[str, list[float]]  # amounts by family, ascending; "" holds all of them


@cache
def rollout() -> re.Pattern[str]:
    """What follows a share of traffic: further shares of the same list, then the word for traffic."""
    known = words()
    joining, between, traffic = either(known.joining), either(known.between), either(known.traffic)
    step = rf"(?:[,;]|→|->|/|-|–|(?:,\s*)?\b(?:{joining})\b)"
    return re.compile(
        rf"\s*%?(?:\s*{step}\s*\d{{1,3}}\s*%?)*\s*(?:\b(?:{between})\b\s*){{0,3}}(?:\w+\s+)?(?:{traffic})\b",
        re.IGNORECASE,
    )


def clause_26(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """Every number and every fact named traces."""
    for at, fact in enumerate(cited(draft.plan)):
        if fact not in ground.knowledge.facts:
            yield broken(26, f"viability.fact_ids[{at}]", "fact", fact=fact)
    found = [(passage, text, each) for passage in with_digits(draft) for text, each in in_passage(passage)]
    doubtful = [
        (passage, text, each)
        for passage, text, each in found
        if not allowed(passage, text, each, draft, ground)
    ]
    if doubtful:
        vouched = by_family(amounts(draft, ground))
        for passage, _, number in doubtful:
            if not traced(number, vouched):
                yield broken(26, passage.where, "number", number=number.text)
    yield from strange_days(draft, ground)


def with_digits(draft: Draft[Drafted]) -> Iterator[Passage]:
    """The sentences that hold a digit."""
    return (each for each in draft.of(Kind.PROSE) if any(sign.isdigit() for sign in each.text))


def in_passage(passage: Passage) -> Iterator[tuple[str, Number]]:
    """The numbers of a passage with the text that they stand in, days left out."""
    text = DAY.sub(lambda day: " " * len(day[0]), passage.text)
    return ((text, each) for each in numbers(text))


def cited(plan: Drafted) -> list[str]:
    return [] if isinstance(plan, Diagnosis) else plan.viability.fact_ids


def allowed(passage: Passage, text: str, number: Number, draft: Draft[Drafted], ground: Ground) -> bool:
    """Whether a number needs no trace."""
    if number.family == COUNT:
        if number.whole is not None and number.whole <= SMALL:
            return True
        if number.before in ground.library.designations:
            return True
        return number.whole in {each.year for each in dates(ground)}
    if isinstance(draft.plan, MigrationPlan):
        if number.family == "weeks":
            return bool({*number.readings} & weeks(draft.plan))
        if number.family == "share" and passage.where.startswith("phases."):
            return number.readings[0] <= 1 and rollout().match(text, number.end) is not None
    return False


def weeks(plan: MigrationPlan) -> set[float]:
    """The weeks of the phases and of the whole."""
    rows = [each for _, each in phases(plan)]
    lows, highs = [each.weeks_low for each in rows], [each.weeks_high for each in rows]
    return {float(each) for each in (*lows, *highs, sum(lows), sum(highs))}


def strange_days(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """Dates that are no source's."""
    for passage, _ in draft.found(DAY, Kind.PROSE):
        for year, month, day in DAY.findall(passage.text):
            if not is_day(int(year), int(month), int(day), ground):
                yield broken(26, passage.where, "date", number=f"{year}-{month}-{day}")


def is_day(year: int, month: int, day: int, ground: Ground) -> bool:
    try:
        return date(year, month, day) in dates(ground)
    except ValueError:
        return False


def traced(number: Number, vouched: Sorted) -> bool:
    """Whether one reading of a number lies where an amount is."""
    among = vouched.get("" if number.family == COUNT else number.family, [])
    return any(
        near(among, amount, max(step, abs(amount) * 1e-9))
        for amount, step in zip(number.readings, number.steps, strict=True)
    )


def near(among: list[float], amount: float, step: float) -> bool:
    at = bisect_left(among, amount - step * 1.0000001)
    return at < len(among) and among[at] <= amount + step * 1.0000001


def by_family(found: Iterable[tuple[str, float]]) -> Sorted:
    kept: dict[str, list[float]] = {"": []}
    for family, amount in found:
        kept.setdefault(family, []).append(amount)
        kept[""].append(amount)
    return {family: sorted(each) for family, each in kept.items()}


def amounts(draft: Draft[Drafted], ground: Ground) -> Iterator[tuple[str, float]]:
    """Every amount that this plan may use."""
    yield from of_brief(ground)
    yield from of_facts(draft.plan, ground)
    yield from of_assessment(ground)
    if isinstance(ground.assessment.costs, Compared):
        yield from of_costs(ground.assessment.costs, ground)


def of_brief(ground: Ground) -> Iterator[tuple[str, float]]:
    """What the team said, as it was read and as it was written."""
    for _, answer in ground.brief.known():
        yield from spoken(answer.text)
        for each in answer.quantities:
            yield FAMILIES.get(each.metric, COUNT), float(each.value)


def of_facts(plan: Drafted, ground: Ground) -> Iterator[tuple[str, float]]:
    named = {*cited(plan), *(each.fact.id for each in ground.assessment.sources)}
    for fact in sorted(named & ground.library.fact_amounts.keys()):
        yield from ground.library.fact_amounts[fact]
    for each in ground.assessment.sources:
        if each.age_days is not None:
            yield "days", float(each.age_days)


def of_assessment(ground: Ground) -> Iterator[tuple[str, float]]:
    """Limits of the targets, and the numbers that rules and languages bring."""
    given = ground.assessment
    for finding in given.findings:
        for _, value in finding.params:
            yield from spoken(value)
        for because in finding.because:
            yield from spoken(because.quote)
    for target in (given.target, *given.alternatives):
        if target is not None:
            yield from limits(("mb", target.memory_mb), ("ms", target.cpu_ms), ("ms", target.wall_ms))
    for threshold in ground.knowledge.thresholds.values():
        yield COUNT, float(threshold)
        yield "share", float(threshold)
    for language in ground.knowledge.languages.values():
        yield from limits(("times", language.cpu_low), ("times", language.cpu_high))


def limits(*given: tuple[str, int | Decimal | None]) -> Amounts:
    return tuple((family, float(amount)) for family, amount in given if amount is not None)


def of_costs(costs: Compared, ground: Ground) -> Iterator[tuple[str, float]]:
    """The comparison, and what is plain arithmetic on it: sums of a year, ratios, differences."""
    for metric, value in costs.inputs:
        yield FAMILIES.get(metric, COUNT), float(value)
    today = float(costs.today.base)
    for estimate in (costs.today, *costs.candidates):
        yield from of_estimate(estimate, ground)
        for amount in (float(estimate.low), float(estimate.base), float(estimate.high)):
            yield from money(amount)
            yield from money(abs(today - amount))
            if today > 0 and amount > 0:
                yield "share", abs(today - amount) / today
                yield "share", amount / today
                yield "times", today / amount
                yield "times", amount / today
    if costs.saving is not None:
        yield from money(abs(float(costs.saving)))


def of_estimate(estimate: Estimate, ground: Ground) -> Iterator[tuple[str, float]]:
    for line in estimate.lines:
        yield COUNT, float(line.units)
        yield COUNT, float(line.units) * MILLION
        yield "usd", float(line.price)
        yield "usd", float(line.amount)
    price = ground.knowledge.prices.get(estimate.price)
    for amount in price.amounts.values() if price else ():
        yield "usd", float(amount)


def money(amount: float) -> Amounts:
    """A month's amount, and a year of it."""
    return ("usd", amount), ("usd", amount * MONTHS)
