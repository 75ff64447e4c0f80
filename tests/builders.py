"""Briefs written by hand, as tables can show them.

`brief(infrastructure=said("AWS Lambda", "platform:aws-lambda"), traffic=said("3M", requests_per_month=3_000_000))`:
a signal is "kind:value", with "!" before it when it is denied, and "kind:value=words" when it was read from fewer
words than the whole text. A number is given by the name of its metric.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.core.brief import (
    Brief,
    Component,
    Entry,
    FoundIn,
    Known,
    Metric,
    Origin,
    Quantity,
    Said,
    Signal,
    SignalKind,
    Topic,
    Unknown,
)

SOMEBODY = Said("ana", "event-1")
Number = int | float | str | Decimal


def said(text: str, *signals: str, **numbers: Number) -> Known:
    """An answer with what was read in it."""
    return _known(SOMEBODY, text, signals, numbers)


def found(file: str, line: int, text: str, *signals: str, **numbers: Number) -> Known:
    """An answer that a file gave."""
    return _known(FoundIn(file, line), text, signals, numbers)


def unknown(*, skipped: bool = False) -> Unknown:
    """ "I don't know", or a question that was skipped."""
    return Unknown(SOMEBODY, skipped)


def part(
    name: str, language: str | None = None, role: str | None = None, *packages: str, label: str = ""
) -> Component:
    """A part of the system."""
    return Component(name, label or name, language, role, packages)


def brief(*parts: Component, **topics: Known | Unknown) -> Brief:
    """A brief with these parts and answers, in the order of the topics."""
    answers = {Topic(name): answer for name, answer in topics.items()}
    return Brief(tuple(Entry(each, answers[each]) for each in Topic if each in answers), parts)


def _known(origin: Origin, text: str, signals: tuple[str, ...], numbers: Mapping[str, Number]) -> Known:
    at = origin if isinstance(origin, FoundIn) else None
    return Known(
        text,
        tuple(replace(_signal(each, text), at=at) for each in signals),
        tuple(Quantity(Metric(name), Decimal(str(value)), text, at) for name, value in numbers.items()),
        origin,
    )


def _signal(spoken: str, text: str) -> Signal:
    name, _, quote = spoken.partition("=")
    kind, _, value = name.removeprefix("!").partition(":")
    return Signal(SignalKind(kind), value, quote or text, name.startswith("!"))
