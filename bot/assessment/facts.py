"""What is known about Wasm, read once from `data/*.toml`, and how a fact is cited today.

A fact never travels alone: it is cited with its age on the day of the verdict and with the marks that say
why to read it with care. Marks are computed here and nowhere else, so that a stale figure is marked
wherever it is used. The files ship with the package; reading them is all the input there is.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from bot.assessment.catalogue import (
    Host,
    Knowledge,
    Language,
    Price,
    Rule,
    Scope,
    Tool,
    Toolchain,
)
from bot.assessment.packages import packages
from bot.assessment.shapes import Cited, Fact, Level, Mark, Severity, SourceKind, Target, Value

__all__ = ["Knowledge", "cite", "knowledge", "listing", "price_marks"]

Row = Mapping[str, Any]  # Any: one entry of a TOML file, typed by the reader that it is given to
Made = TypeVar("Made")


@cache
def knowledge() -> Knowledge:
    """Everything in `data/`; KeyError or ValueError when an entry is malformed."""
    rules = _file("rules")
    return Knowledge(
        facts=_each(_file("facts")["fact"] | _file("evidence")["evidence"], _fact),
        rules=_each(rules["rule"], _rule),
        thresholds={name: Decimal(amount) for name, amount in rules["thresholds"].items()},
        prices=_each(_file("prices")["price"], _price),
        hosts=_each(_file("targets")["target"], _host),
        languages=_each(_file("languages")["language"], _language),
        tools=_each(_file("tools")["tool"], _tool),
        packages=packages(),
    )


def cite(known: Knowledge, ids: Iterable[str], today: date) -> tuple[Cited, ...]:
    """Facts as used today, without repeats, in the order given. KeyError for an id that is not there."""
    return tuple(_cited(known.facts[each], today) for each in dict.fromkeys(ids))


def listing(known: Knowledge, today: date) -> tuple[Cited, ...]:
    """Every fact with its age, those to be checked first: by number of marks, then the oldest, then by id."""
    cited = cite(known, known.facts, today)
    return tuple(sorted(cited, key=lambda each: (-len(each.marks), -(each.age_days or 0), each.fact.id)))


def price_marks(price: Price, today: date) -> tuple[Mark, ...]:
    """Why a price is to be read with care: only a fresh primary one needs no caveat."""
    marks = _dated_marks(price.as_of, price.stale_after_days, today)
    if price.kind is not SourceKind.PRIMARY or price.confidence is Level.LOW:
        marks.append(Mark.LOW_CONFIDENCE)
    return tuple(marks)


def _cited(fact: Fact, today: date) -> Cited:
    marks = _dated_marks(fact.as_of, fact.stale_after_days, today)
    if fact.conflicts_with:
        marks.append(Mark.CONFLICTING)
    if fact.kind is SourceKind.VENDOR_CLAIM:
        marks.append(Mark.VENDOR_CLAIM)
    if fact.confidence is Level.LOW:
        marks.append(Mark.LOW_CONFIDENCE)
    age = None if fact.as_of is None else (today - fact.as_of).days
    return Cited(fact, age, tuple(marks))


def _dated_marks(as_of: date | None, stale_after_days: int, today: date) -> list[Mark]:
    if as_of is None:
        return [Mark.UNDATED] if stale_after_days else [Mark.STALE, Mark.UNDATED]
    return [Mark.STALE] if (today - as_of).days > stale_after_days else []


def _file(name: str) -> dict[str, Any]:  # Any: TOML as parsed
    return tomllib.loads(
        (resources.files("bot.assessment") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    )


def _each(rows: Mapping[str, Row], make: Callable[[str, Row], Made]) -> Mapping[str, Made]:
    return {each: make(each, row) for each, row in rows.items()}


def _fact(key: str, row: Row) -> Fact:
    return Fact(
        id=key,
        subject=row["subject"],
        aspect=row["aspect"],
        as_of=row.get("as_of"),
        source=row["source"],
        url=row.get("url"),
        kind=SourceKind(row["kind"]),
        confidence=Level(row["confidence"]),
        stale_after_days=row["stale_after_days"],
        conflicts_with=tuple(row.get("conflicts_with", ())),
        values=tuple(
            Value(each["name"], Decimal(each["amount"]), each["unit"]) for each in row.get("values", ())
        ),
    )


def _rule(key: str, row: Row) -> Rule:
    return Rule(
        id=key,
        severity=Severity(row["severity"]),
        scope=Scope(row["scope"]),
        weight=row.get("weight", 1),
        facts=(*row.get("facts", ()), *row.get("evidence", ())),
        roles=frozenset(row.get("roles", ())),
    )


def _price(key: str, row: Row) -> Price:
    return Price(
        id=key,
        name=row["name"],
        as_of=row.get("as_of"),
        source=row["source"],
        url=row.get("url"),
        kind=SourceKind(row["kind"]),
        confidence=Level(row["confidence"]),
        stale_after_days=row["stale_after_days"],
        published=row.get("published", True),
        amounts={name: Decimal(amount) for name, amount in row.get("amounts", {}).items()},
    )


def _host(key: str, row: Row) -> Host:
    return Host(
        target=Target(
            id=key,
            name=row["name"],
            component_model=row["component_model"],
            edge=row["edge"],
            memory_mb=row.get("memory_mb"),
            cpu_ms=row.get("cpu_ms"),
            wall_ms=row.get("wall_ms"),
            price=row.get("price"),
            facts=tuple(row["facts"]),
        ),
        languages=frozenset(row["languages"]) if "languages" in row else None,
        signals=frozenset(row["signals"]),
        preview=row.get("preview", False),
        tool=row["tool"],
        alternatives=tuple(row["alternatives"]),
    )


def _language(key: str, row: Row) -> Language:
    return Language(
        id=key,
        name=row["name"],
        toolchain=Toolchain(row["toolchain"]),
        tool=row.get("tool"),
        cpu_low=Decimal(row["cpu_low"]) if "cpu_low" in row else None,
        cpu_high=Decimal(row["cpu_high"]) if "cpu_high" in row else None,
        native_on=frozenset(row.get("native_on", ())),
        facts=tuple(row["facts"]),
        facts_on={target: tuple(facts) for target, facts in row.get("facts_on", {}).items()},
    )


def _tool(key: str, row: Row) -> Tool:
    return Tool(
        key, row["name"], tuple(row.get("aliases", ())), row["kind"], row["url"], tuple(row.get("facts", ()))
    )
