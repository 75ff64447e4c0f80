"""What a plan is held against: the brief, the assessment, and what is known, in the form the clauses look things up.

What depends on the knowledge alone is made once for it; the rest is made for each check, since a brief changes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from bot.assessment.catalogue import Knowledge
from bot.assessment.shapes import Assessment, ComponentFit, Finding, Severity
from bot.core.brief import Brief, SignalKind
from bot.core.events import VerdictCode
from bot.planning.contract.amounts import COUNT, numbers
from bot.planning.contract.naming import plain_name
from bot.planning.contract.words import words
from bot.wording import wording

MOVING = frozenset({VerdictCode.MIGRATE, VerdictCode.PARTIAL, VerdictCode.PILOT})
URL = re.compile(r"\b([a-z][a-z0-9+.-]*)://([^\s/\"'`<>)\]}|,;]+)([^\s\"'`<>)\]}|,;]*)", re.IGNORECASE)
THINGS = (
    SignalKind.PLATFORM,
    SignalKind.DATASTORE,
    SignalKind.FRAMEWORK,
    SignalKind.PACKAGE,
    SignalKind.TARGET,
)

Amounts = tuple[tuple[str, float], ...]  # family and amount in the family's unit


@dataclass(frozen=True, slots=True)
class Library:
    """What is known, whatever the team: tool names, words before a version, addresses, and the amounts of each fact and
    price. `standing` are those that hold in every case: thresholds of the rules, factors of the languages."""

    tools: frozenset[str]
    designations: frozenset[str]
    addresses: frozenset[str]
    fact_amounts: Mapping[str, Amounts]
    price_amounts: Mapping[str, Amounts]
    standing: Amounts
    languages: Mapping[str, str]  # name or id, plain → id
    days: frozenset[str]  # of the sources, "2026-06-12"
    years: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ground:
    """One team's case."""

    brief: Brief
    assessment: Assessment
    knowledge: Knowledge
    language: str
    library: Library
    components: tuple[str, ...]
    fits: Mapping[str, ComponentFit]
    blockers: frozenset[str]

    @property
    def moves(self) -> bool:
        """Whether the verdict asks for a plan with phases."""
        return self.assessment.verdict in MOVING


class Same:
    """Something large, told apart by identity: a key that costs nothing to hash."""

    __slots__ = ("it",)

    def __init__(self, it: Knowledge) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it


def ground(brief: Brief, assessment: Assessment, knowledge: Knowledge, language: str) -> Ground:
    """The case of one team."""
    named = tuple(each.component for each in assessment.fits) or brief.components
    return Ground(
        brief,
        assessment,
        knowledge,
        language,
        library(Same(knowledge)),
        tuple(each.name for each in named),
        {each.component.name: each for each in assessment.fits},
        frozenset(each.rule for each in assessment.findings if blocks(each)),
    )


def blocks(finding: Finding) -> bool:
    return finding.severity is Severity.BLOCKER


@lru_cache(maxsize=4)
def library(same: Same) -> Library:
    """What the clauses need of the knowledge."""
    known = same.it
    names = [name for tool in known.tools.values() for name in (tool.id, tool.name, *tool.aliases)]
    names += [name for target in known.targets.values() for name in (target.id, target.name)]
    languages = {
        plain_name(name): each.id for each in known.languages.values() for name in (each.id, each.name)
    }
    return Library(
        tools=frozenset(plain_name(each) for each in names),
        designations=words().designations
        | {each.casefold().split()[-1] for each in (*names, *languages)}
        | {each.casefold() for each in names},
        addresses=frozenset(addresses(known)),
        fact_amounts={each: fact_amounts(known, each) for each in known.facts},
        price_amounts={
            name: tuple(("usd", float(amount)) for amount in each.amounts.values())
            for name, each in known.prices.items()
        },
        standing=tuple(standing_amounts(known)),
        languages=languages,
        days=frozenset(each.isoformat() for each in dated(known)),
        years=frozenset(each.year for each in dated(known)),
    )


def addresses(known: Knowledge) -> set[str]:
    """All addresses of sources, in plain form."""
    sources = [
        *((each.url, each.source) for each in known.facts.values()),
        *((each.url, each.source) for each in known.prices.values()),
        *((each.url, None) for each in known.tools.values()),
    ]
    texts = [text for pair in sources for text in pair]
    return {plain_address(match) for text in texts if text for match in URL.finditer(text)}


def plain_address(match: re.Match[str]) -> str:
    """Host and path, without scheme, case of the host, and what ends a sentence."""
    path = match[3].rstrip(".!?:*_").rstrip("/")
    return f"{match[2].lower().rstrip('.')}{path}"


def fact_amounts(known: Knowledge, fact: str) -> Amounts:
    """The numbers that a fact vouches for: its values, and those in its sentences."""
    found = [
        amount for value in known.facts[fact].values for amount in spoken(f"{value.amount} {value.unit}")
    ]
    for language in wording().languages:
        if wording().has(language, "facts", fact):
            found += spoken(wording().source(language, "facts", fact))
    return tuple(dict.fromkeys(found))


def standing_amounts(known: Knowledge) -> Iterator[tuple[str, float]]:
    for threshold in known.thresholds.values():
        yield COUNT, float(threshold)
        yield "share", float(threshold)
    for language in known.languages.values():
        yield from limits(("times", language.cpu_low), ("times", language.cpu_high))


def limits(*given: tuple[str, int | Decimal | None]) -> Amounts:
    """Those of the amounts that are known."""
    return tuple((family, float(amount)) for family, amount in given if amount is not None)


def spoken(text: str) -> Amounts:
    """Every reading of every number in a text."""
    return tuple((each.family, amount) for each in numbers(text) for amount in each.readings)


def dated(known: Knowledge) -> list[date]:
    """The days of all sources."""
    facts = (each.as_of for each in known.facts.values())
    prices = (each.as_of for each in known.prices.values())
    return [each for each in (*facts, *prices) if each is not None]


def own_things(brief: Brief) -> frozenset[str]:
    """What the team already runs, as tools of a plan: by the lexicon's id and in its own words."""
    return frozenset(
        plain_name(name)
        for kind in THINGS
        for signal in brief.signals(kind)
        if not signal.negated
        for name in (signal.value, signal.quote)
    )
