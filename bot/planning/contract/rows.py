"""Clauses 1, 2, 18, 23 and 25: the road map's rows, and that points which must differ do.

Three phases in order, each with a task, tools, a sane duration, and a way back of its own. How alike two texts
are is rapidfuzz's ratio over their words, so that order and punctuation do not hide a copy.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

from rapidfuzz.fuzz import ratio
from rapidfuzz.utils import default_process

from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, phases
from bot.planning.contract.ground import Ground
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import either, words
from bot.planning.plan import Drafted, MigrationPlan, StayPlan

MOST_WEEKS = 26  # a phase of more than half a year is a programme, not a step
MOST_WEEKS_TOTAL = 52
SHORTEST_ROLLBACK = 20
ROAD_MAP = ("phases.", "summary", "security")
ALIKE = 90.0  # of 100
COPIED = 97.0  # rollbacks may well resemble each other: the way back is often the same switch


@cache
def phase_number() -> re.Pattern[str]:
    """ "phase 4", "fase 2" in any of the languages."""
    return re.compile(rf"\b(?:{either(words().phase)})\s+(\d+)\b", re.IGNORECASE)


@cache
def phase_words() -> tuple[str, ...]:
    return tuple(word for each in words().phase for word in (each, each.capitalize(), each.upper()))


def clause_1(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """The phases are exactly 1, 2 and 3."""
    rows = phases(draft.plan)
    for number, (where, phase) in enumerate(rows, start=1):
        called = phase_number().match(phase.title.strip())
        if called and called[1] != str(number):
            yield broken(1, f"{where}.title", "number", expected=number, found=called[1])
    for passage in draft.numbered:
        if not passage.where.startswith(ROAD_MAP):
            continue  # facts speak of the phases of proposals, too
        beyond = [each for each in spoken_of(passage.text) if each not in {"1", "2", "3"}]
        if beyond:
            yield broken(1, passage.where, "fourth", found=beyond[0])
    titles = [(where, each.title) for where, each in rows]
    tasks = [(where, each.task) for where, each in rows]
    for first, second in sorted({*alike(titles, COPIED), *alike(tasks, ALIKE)}):
        yield broken(1, second, "same", other=first)


def spoken_of(text: str) -> list[str]:
    """The numbers of the phases that a text names."""
    named = [word for word in phase_words() if word in text]
    return phase_number().findall(text) if named else []


def clause_2(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """Each row has phase, task and tools."""
    for where, phase in phases(draft.plan):
        for name in ("title", "task"):
            if not any(each.isalpha() for each in getattr(phase, name)):
                yield broken(2, f"{where}.{name}", "empty")
        if not any(each.strip() for each in phase.tools):
            yield broken(2, f"{where}.tools", "empty")


def clause_18(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """Durations are sane."""
    rows = phases(draft.plan)
    for where, phase in rows:
        low, high = phase.weeks_low, phase.weeks_high
        if low > high:
            yield broken(18, f"{where}.weeks_low", "order", low=low, high=high)
        elif low < 1 or high > MOST_WEEKS:
            yield broken(18, f"{where}.weeks_low", "bounds", low=low, high=high, most=MOST_WEEKS)
    total = sum(phase.weeks_high for _, phase in rows)
    if total > MOST_WEEKS_TOTAL:
        yield broken(18, "phases", "total", total=total, most=MOST_WEEKS_TOTAL)


def clause_23(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """Mitigations are distinct, and so are ways back, advantages, improvements."""
    plan = draft.plan
    if isinstance(plan, MigrationPlan):
        rows = phases(plan)
        yield from distinct([(f"{where}.mitigation", each.mitigation) for where, each in rows], ALIKE)
        yield from distinct([(f"{where}.rollback", each.rollback) for where, each in rows], COPIED)
    elif isinstance(plan, StayPlan):
        for name in ("improvements", "would_change"):
            yield from distinct(
                [(f"{name}[{at}]", each) for at, each in enumerate(getattr(plan, name))], ALIKE
            )
    else:
        yield from distinct([(each.where, each.text) for each in draft.passages], ALIKE)


def distinct(texts: Iterable[tuple[str, str]], limit: float) -> Iterator[Violation]:
    for first, second in alike(texts, limit):
        yield broken(23, second, "same", other=first)


def alike(texts: Iterable[tuple[str, str]], limit: float) -> Iterator[tuple[str, str]]:
    """The places of two texts that say the same in nearly the same words; an empty one is like nothing."""
    plain = [(where, default_process(text)) for where, text in texts if text.strip()]
    for (first, one), (second, other) in combinations(plain, 2):
        if ratio(one, other, score_cutoff=limit) > 0:
            yield first, second


def clause_25(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """Each phase names its way back."""
    for where, phase in phases(draft.plan):
        plain = phase.rollback.strip().strip(".!").casefold()
        if len(plain) < SHORTEST_ROLLBACK or plain.split(",", 1)[0].strip() in words().nothing:
            yield broken(25, f"{where}.rollback", "rollback")
