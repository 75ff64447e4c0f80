"""Clause 26, the mission's own: every number traces to an input or to a dated fact that the plan cites.

A number traces when, in its family (time, memory, money …), it equals an amount from: the team's words and
figures; the values and sentences of the facts in `fact_ids` and of the assessment's sources; the costs, their
lines, prices, sums, ratios, a year of them, and the pay-back; limits of the targets; thresholds and factors of the
rules. It may be rounded to two significant digits or more, or by half a percent. A plain number without a unit may
equal an amount of any family.

Allowed without a trace: whole numbers up to 12 without a unit ("three regions", "phase 2"); the weeks of the
phases and their sums, with or without the word; a version after the name of a known tool, target, language or
standard; days and years of dated sources; and, in the rows of the phases, shares of traffic as steps of a roll-out
("5 %, then 25 % of the traffic"), which are decisions and claim nothing. Numbers written as words are not seen.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from bot.planning.contract.amounts import COUNT, Number, numbers
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind, Passage, phases
from bot.planning.contract.ground import Ground
from bot.planning.contract.money import RELATIVE
from bot.planning.contract.shapes import Violation
from bot.planning.contract.vouching import cited, figures, writings
from bot.planning.contract.words import either, words
from bot.planning.plan import Drafted, MigrationPlan

SMALL = 12
DIGIT = re.compile(r"\d")
DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")

Doubts = list[tuple[Passage, Number]]
Source = Callable[[Drafted, Ground], Iterator[tuple[str, float]]]
Sorted = Mapping[str, list[float]]  # amounts by family, ascending


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
        for number in numbers(aside().sub(blank, passage.text))
        if not allowed(number, passage, draft.plan, ground)
    ]
    for source in (figures, writings):
        doubtful = untraced(doubtful, source, draft.plan, ground)
    for passage, number in doubtful:
        yield broken(26, passage.where, "number", number=number.shown)
    for passage in told:
        for day in DAY.findall(passage.text):
            if not is_day(day, ground):
                yield broken(26, passage.where, "date", number="-".join(day))


@cache
def aside() -> re.Pattern[str]:
    """What is no number although it has digits: a day (looked at on its own), a turn of phrase."""
    return re.compile(rf"{DAY.pattern}|\b(?:{either(words().idioms)})\b")


def blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def allowed(number: Number, passage: Passage, plan: Drafted, ground: Ground) -> bool:
    """Whether a number needs no trace."""
    if number.family == COUNT:
        if number.whole is not None and (number.whole <= SMALL or number.whole in years(ground)):
            return True
        return number.before in ground.library.designations or is_weeks(number, plan)
    if number.family == "share" and isinstance(plan, MigrationPlan) and passage.where.startswith("phases."):
        whole = number.readings and number.readings[0] <= 1
        return bool(whole and rollout().match(number.text, number.end))
    return number.family == "weeks" and is_weeks(number, plan)


def is_weeks(number: Number, plan: Drafted) -> bool:
    """Whether a number is the weeks of a phase or of all; the word may stand before ("of 13 weeks, they take 17")."""
    return isinstance(plan, MigrationPlan) and not weeks(plan).isdisjoint(number.readings)


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
    families = list(vouched.values()) if number.family == COUNT else [vouched.get(number.family, [])]
    return any(
        near(among, amount, max(step, abs(amount) * RELATIVE))
        for amount, step in zip(number.readings, number.steps, strict=True)
        for among in families
    )


def near(among: list[float], amount: float, step: float) -> bool:
    at = bisect_left(among, amount - step * 1.0000001)
    return at < len(among) and among[at] <= amount + step * 1.0000001


def by_family(found: Iterable[tuple[str, float]]) -> Sorted:
    kept: dict[str, list[float]] = {}
    for family, amount in found:
        kept.setdefault(family, []).append(amount)
    for each in kept.values():
        each.sort()
    return kept


def untraced(doubtful: Doubts, source: Source, plan: Drafted, ground: Ground) -> Doubts:
    """The numbers that no amount of a source vouches for."""
    if not doubtful:
        return doubtful
    vouched = by_family(source(plan, ground))
    return [(passage, number) for passage, number in doubtful if not traced(number, vouched)]
