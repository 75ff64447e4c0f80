"""Clause 26, the mission's own: every number traces to an input or to a dated fact that the plan cites.

A number traces when, in its family (time, memory, money …), it equals an amount from: the team's words and
figures; the values and sentences of the facts in `fact_ids` and of the assessment's sources; the costs, their
lines, prices, sums, ratios and a year of them; limits of the targets; thresholds and factors of the rules. It may
be rounded to two significant digits or more, or by half a percent. A plain number without a unit may equal an
amount of any family.

Allowed without a trace: whole numbers up to 12 without a unit ("three regions", "phase 2"); the weeks of the
phases and their sums; a version after the name of a known tool, target, language or standard; days and years of
dated sources; and, in the rows of the phases, shares of traffic as steps of a roll-out ("5 %, then 25 % of the
traffic"), which are decisions and claim nothing. Numbers written as words are not seen.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from bot.assessment.shapes import Compared, CostLine, Estimate
from bot.core.brief import Metric
from bot.planning.contract.amounts import COUNT, Number, numbers
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind, Passage, phases
from bot.planning.contract.ground import Amounts, Ground, spoken
from bot.planning.contract.money import RELATIVE, startup_lines
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import either, words
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan

SMALL = 12
MILLION = 1_000_000.0
MONTHS = 12
DIGIT = re.compile(r"\d")
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

Doubts = list[tuple[Passage, Number]]
Source = Callable[[Drafted, Ground], Iterator[tuple[str, float]]]
Sorted = Mapping[str, list[float]]  # amounts by family, ascending; "" holds all of them


@cache
def rollout() -> re.Pattern[str]:
    """What follows a share of traffic: further shares of the same list, then the word for traffic."""
    known = words()
    joining, between, traffic = either(known.joining), either(known.between), either(known.traffic)
    step = rf"(?:[,;/–-]|→|->|(?:,\s*)?\b(?:{joining})\b(?:\s+(?:{joining})\b)?)"
    return re.compile(
        rf"\s*%?(?:\s*{step}\s*\d{{1,3}}\s*%?)*\s*(?:\b(?:{between}|{joining})\b\s*){{0,5}}(?:\w+\s+)?(?:{traffic})\b",
        re.IGNORECASE,
    )


def clause_26(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """Every number and every fact named traces."""
    for at, fact in enumerate(cited(draft.plan)):
        if fact not in ground.knowledge.facts:
            yield broken(26, f"viability.fact_ids[{at}]", "fact", fact=fact)
    told = [each for each in draft.of(Kind.PROSE) if DIGIT.search(each.text)]
    doubtful = [
        (passage, number)
        for passage in told
        for number in numbers(DAY.sub(blank, passage.text))
        if not allowed(number, passage, draft.plan, ground)
    ]
    for passage, number in untraced(
        untraced(doubtful, figures, draft.plan, ground), writings, draft.plan, ground
    ):
        yield broken(26, passage.where, "number", number=number.shown)
    for passage in told:
        for day in DAY.findall(passage.text):
            if not is_day(day, ground):
                yield broken(26, passage.where, "date", number="-".join(day))


def blank(day: re.Match[str]) -> str:
    """A day is no number: it is looked at on its own."""
    return " " * len(day[0])


def cited(plan: Drafted) -> list[str]:
    return [] if isinstance(plan, Diagnosis) else plan.viability.fact_ids


def allowed(number: Number, passage: Passage, plan: Drafted, ground: Ground) -> bool:
    """Whether a number needs no trace."""
    if number.family == COUNT:
        if number.whole is not None and (number.whole <= SMALL or number.whole in years(ground)):
            return True
        return number.before in ground.library.designations
    if isinstance(plan, MigrationPlan):
        if number.family == "weeks":
            return not weeks(plan).isdisjoint(number.readings)
        if number.family == "share" and passage.where.startswith("phases."):
            whole = number.readings and number.readings[0] <= 1
            return bool(whole and rollout().match(number.text, number.end))
    return False


def years(ground: Ground) -> frozenset[int]:
    """The years of dated sources, and of the assessment."""
    return ground.library.years | {ground.assessment.as_of.year}


def weeks(plan: MigrationPlan) -> set[float]:
    """The weeks of the phases and of the whole."""
    rows = [each for _, each in phases(plan)]
    lows, highs = [each.weeks_low for each in rows], [each.weeks_high for each in rows]
    return {float(each) for each in (*lows, *highs, sum(lows), sum(highs))}


def is_day(day: tuple[str, str, str], ground: Ground) -> bool:
    """Whether it is the day of a dated source, or of the assessment."""
    written = "-".join(day)
    return written == ground.assessment.as_of.isoformat() or written in ground.library.days


def traced(number: Number, vouched: Sorted) -> bool:
    """Whether one reading of a number lies where an amount is."""
    among = vouched.get("" if number.family == COUNT else number.family, [])
    return any(
        near(among, amount, max(step, abs(amount) * RELATIVE))
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


def untraced(doubtful: Doubts, source: Source, plan: Drafted, ground: Ground) -> Doubts:
    """The numbers that no amount of a source vouches for."""
    if not doubtful:
        return doubtful
    vouched = by_family(source(plan, ground))
    return [(passage, number) for passage, number in doubtful if not traced(number, vouched)]


def figures(plan: Drafted, ground: Ground) -> Iterator[tuple[str, float]]:
    """The amounts that are at hand as numbers."""
    for _, answer in ground.brief.known():
        for each in answer.quantities:
            yield FAMILIES.get(each.metric, COUNT), float(each.value)
    yield from of_facts(plan, ground)
    yield from of_assessment(ground)
    if isinstance(ground.assessment.costs, Compared):
        yield from of_costs(ground.assessment.costs, ground)
    if ground.assessment.startup is not None:
        yield "usd", float(ground.assessment.startup.unit_price)
    for line in startup_lines(ground.assessment):
        yield from of_line(line)


def writings(_: Drafted, ground: Ground) -> Iterator[tuple[str, float]]:
    """Those that have to be read first: what the team wrote, and what rules quote of it."""
    for _topic, answer in ground.brief.known():
        yield from spoken(answer.text)
    for finding in ground.assessment.findings:
        for text in (*(value for _, value in finding.params), *(each.quote for each in finding.because)):
            yield from spoken(text)


def of_facts(plan: Drafted, ground: Ground) -> Iterator[tuple[str, float]]:
    named = {*cited(plan), *(each.fact.id for each in ground.assessment.sources)}
    for fact in sorted(named & ground.library.fact_amounts.keys()):
        yield from ground.library.fact_amounts[fact]
    for each in ground.assessment.sources:
        if each.age_days is not None:
            yield "days", float(each.age_days)


def of_assessment(ground: Ground) -> Iterator[tuple[str, float]]:
    """Limits of the targets, thresholds of the rules, factors of the languages."""
    given = ground.assessment
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
        yield from of_line(line)
    price = ground.knowledge.prices.get(estimate.price)
    for amount in price.amounts.values() if price else ():
        yield "usd", float(amount)


def of_line(line: CostLine) -> Amounts:
    """units × price = amount; units may be counted in millions."""
    units, amount = float(line.units), float(line.amount)
    return (COUNT, units), (COUNT, units * MILLION), ("usd", float(line.price)), *money(amount)


def money(amount: float) -> Amounts:
    """A month's amount, and a year of it."""
    return ("usd", amount), ("usd", amount * MONTHS)
