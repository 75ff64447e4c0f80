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
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from bot.planning.contract.amounts import COUNT, Number, numbers
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Passage, phases
from bot.planning.contract.ground import Ground
from bot.planning.contract.money import RELATIVE
from bot.planning.contract.shapes import Violation
from bot.planning.contract.vouching import cited, figures, standing, writings
from bot.planning.contract.words import either, words
from bot.planning.plan import Drafted, MigrationPlan

SMALL = 12
DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")

Doubts = list[tuple[Passage, Number]]
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
    freed = weeks(draft.plan)
    doubtful = [
        (passage, number)
        for passage in draft.numbered
        for number in numbers(without_asides(passage.text))
        if not free(number, freed, ground)
    ]
    doubtful = untraced(doubtful, figures(draft.plan, ground)) if doubtful else doubtful
    doubtful = [(passage, number) for passage, number in doubtful if not excused(number, passage, ground)]
    for source in (standing, writings):
        doubtful = untraced(doubtful, source(draft.plan, ground)) if doubtful else doubtful
    for passage, number in doubtful:
        yield broken(26, passage.where, "number", number=number.shown)
    for passage in draft.numbered:
        for day in DAY.findall(passage.text) if may_hold_a_day(passage.text) else ():
            if not is_day(day, ground):
                yield broken(26, passage.where, "date", number="-".join(day))


@cache
def aside() -> re.Pattern[str]:
    """What is no number although it has digits: a day (looked at on its own), a turn of phrase."""
    return re.compile(rf"{DAY.pattern}|\b(?:{either(words().idioms)})\b")


def without_asides(text: str) -> str:
    """The text with blanks in their place, where there are any."""
    if may_hold_a_day(text) or [each for each in words().idioms if each in text]:
        return aside().sub(blank, text)
    return text


def may_hold_a_day(text: str) -> bool:
    return text.count("-") >= 2


def blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def free(number: Number, freed: frozenset[float], ground: Ground) -> bool:
    """Whether a number needs no trace by itself: it is small, a year, or in `freed`, the weeks of the phases."""
    whole = number.whole
    if whole is not None and (whole <= SMALL or is_year(whole, ground)):
        return True
    return number.family in {COUNT, "weeks"} and not freed.isdisjoint(number.readings)


def excused(number: Number, passage: Passage, ground: Ground) -> bool:
    """Whether it needs none where it stands: behind a name as its version, or as a step of a roll-out."""
    if number.family == COUNT:
        return number.before in ground.library.designations
    step = number.family == "share" and passage.where.startswith("phases.")
    part = step and number.readings and number.readings[0] <= 1
    return bool(part and rollout().match(number.text, number.end))


def weeks(plan: Drafted) -> frozenset[float]:
    """The weeks of the phases and of the whole; the word may stand before ("of 13 weeks, they take 17")."""
    if not isinstance(plan, MigrationPlan):
        return frozenset()
    rows = [each for _, each in phases(plan)]
    lows, highs = [each.weeks_low for each in rows], [each.weeks_high for each in rows]
    return frozenset([float(each) for each in (*lows, *highs, sum(lows), sum(highs))])


def is_year(whole: int, ground: Ground) -> bool:
    """Whether it is the year of a dated source, or of the assessment."""
    return whole in ground.library.years or whole == ground.assessment.as_of.year


def is_day(day: tuple[str, str, str], ground: Ground) -> bool:
    """Whether it is the day of a dated source, or of the assessment."""
    written = "-".join(day)
    return written == ground.assessment.as_of.isoformat() or written in ground.library.days


def traced(number: Number, vouched: Sorted) -> bool:
    """Whether one reading of a number lies where an amount is."""
    families = list(vouched.values()) if number.family == COUNT else [vouched.get(number.family, [])]
    for amount, step in zip(number.readings, number.steps, strict=True):
        spare = max(step, abs(amount) * RELATIVE) * 1.0000001
        for among in families:
            at = bisect_left(among, amount - spare)
            if at < len(among) and among[at] <= amount + spare:
                return True
    return False


def by_family(found: Iterable[tuple[str, float]]) -> Sorted:
    kept: dict[str, list[float]] = {}
    for family, amount in found:
        kept.setdefault(family, []).append(amount)
    for each in kept.values():
        each.sort()
    return kept


def untraced(doubtful: Doubts, source: Iterable[tuple[str, float]]) -> Doubts:
    """The numbers that no amount of a source vouches for."""
    vouched = by_family(source)
    return [(passage, number) for passage, number in doubtful if not traced(number, vouched)]
