"""The money of a posted plan: line by line units × price = amount, or what is missing to say anything.

Everything here is the assessment's; no number of a drafter's is shown.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bot.assessment.catalogue import Knowledge
from bot.assessment.comparison import SIZING
from bot.assessment.gaps import MOVING, of_the_costs
from bot.assessment.shapes import (
    Assessment,
    Compared,
    Estimate,
    Fit,
    Missing,
    NotComputed,
    Severity,
)
from bot.assessment.sums import CostLine
from bot.core.brief import Metric
from bot.core.document import Heading, Items, Node, Paragraph, Spans, Table, spans
from bot.core.events import VerdictCode
from bot.planning.pages_change import change_pages
from bot.planning.phrases import Phrases
from bot.planning.platforms import platform_label
from bot.planning.scene import is_rewrite, rewritten

UNITS: Final = {"thousand": Decimal(1000), "kilo": Decimal(1024), "million": Decimal(1_000_000)}


def money_pages(assessment: Assessment, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """Costs where they were computed; otherwise the inputs that are missing and how to get each."""
    costs = assessment.costs
    if isinstance(costs, Compared):
        yield Heading(2, words.say("head.costs"))
        yield from compared(costs, knowledge, words)
        yield from change_pages(assessment, knowledge, words)
        if assessment.verdict in MOVING:
            yield from waiting(assessment, knowledge, words)
    elif not decided(assessment):
        yield from waiting(assessment, knowledge, words)


def decided(assessment: Assessment) -> bool:
    """Whether what stands in the way settles it, so that no figure would change anything."""
    blocked = any(each.severity is Severity.BLOCKER for each in assessment.findings)
    return blocked and assessment.verdict is VerdictCode.STAY


def compared(costs: Compared, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """The inputs, the lines, the range, and the difference."""
    months = (costs.today, *costs.candidates)
    inputs = [
        words.first(
            f"metric.{metric.value}", value=words.number(value.normalize()), percent=percent(value, words)
        )
        for metric, value in costs.inputs
    ]
    yield Paragraph(spans(words.say("costs.inputs", inputs=words.listing(each for each in inputs if each))))
    rows = [line(month, each, knowledge, words) for month in months for each in month.lines]
    yield Table(words.several("table.costs"), tuple(rows))
    if made := [each for month in months if (each := formula(month, costs, knowledge, words))]:
        yield Items(tuple(spans(each) for each in made))
    yield Table(words.several("table.totals"), tuple(total(each, knowledge, words) for each in months))
    if costs.saving is not None:
        target = platform_label(costs.target or "", knowledge, words)
        key = "saving" if costs.saving > 0 else "loss" if costs.saving < 0 else "even"
        yield Paragraph(
            spans(words.say(f"costs.{key}", amount=words.money(abs(costs.saving)), target=target))
        )
    yield Paragraph(spans(words.say("costs.range")))


def percent(share: Decimal, words: Phrases) -> str:
    """A share of 1 in hundredths."""
    return words.number((share * 100).normalize())


def line(month: Estimate, each: CostLine, knowledge: Knowledge, words: Phrases) -> tuple[Spans, ...]:
    """units × price = amount."""
    label = words.within("rules").first(f"cost.{each.label}") or each.label
    units = words.number(
        each.units.quantize(each.units.to_integral_value() if each.units > 1000 else each.units)
    )
    product = words.say(
        "costs.line", units=units, unit=unit(each.unit, words), price=words.number(each.price)
    )
    return (
        spans(platform_label(month.platform, knowledge, words)),
        spans(label),
        spans(product),
        spans(words.money(each.amount)),
    )


def formula(month: Estimate, costs: Compared, knowledge: Knowledge, words: Phrases) -> str:
    """How the units of a platform's lines come from the inputs, with every constant; "" for a bill that was stated."""
    given = dict(costs.inputs)
    cold = Metric.COLD_START_SHARE in given and Metric.COLD_START_MS in given
    amounts = {**UNITS, **knowledge.prices[SIZING].amounts, **knowledge.prices[month.price].amounts}
    constants = {name: words.number(value.normalize()) for name, value in amounts.items()}
    low, high = month.cpu or (Decimal(1), Decimal(1))
    factors = {"low": low, "base": (low + high) / 2, "high": high}
    factor = {name: words.number(value.normalize()) for name, value in factors.items()} if high != 1 else {}
    name = platform_label(month.platform, knowledge, words)
    return words.first(f"formula.{month.price}", name=name, cold=cold, factor=factor, **constants)


def unit(name: str, words: Phrases) -> str:
    """A unit in words, where it has any."""
    return words.first(f"unit.{name}") or name


def total(month: Estimate, knowledge: Knowledge, words: Phrases) -> tuple[Spans, ...]:
    """A platform's month, low to high."""
    marks = ", ".join(words.say(f"mark.{each.value}") for each in month.marks)
    name = platform_label(month.platform, knowledge, words) + (f" ({marks})" if marks else "")
    return (
        spans(name),
        spans(words.money(month.low)),
        spans(words.money(month.base)),
        spans(words.money(month.high)),
    )


def waiting(assessment: Assessment, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """What figures wait for, and how to get each; nothing when they wait for nothing."""
    costs = assessment.costs
    unpriced = costs.unpriced if isinstance(costs, NotComputed) else None
    gaps = of_the_costs(assessment)
    if gaps or unpriced:
        yield Heading(2, words.say("head.missing"))
    if unpriced:
        priced = knowledge.prices.get(unpriced)
        name = priced.name if priced else platform_label(unpriced, knowledge, words)
        yield Paragraph(spans(words.say("costs.unpriced", name=name)))
    if gaps:
        yield Items(tuple(spans(gap(each, assessment, words)) for each in gaps))


def gap(wanted: Missing, assessment: Assessment, words: Phrases) -> str:
    """A gap in words: what it is and where to find it on today's platform."""
    family = "lambda" if assessment.startup is not None else ""
    moving = [each for each in assessment.fits if each.fit is not Fit.STAY and is_rewrite(each)]
    composed = words.within("composed").about(
        family=family, rewrites=moving, rewritten=rewritten(words, moving)
    )
    keys = [f"missing.{wanted.metric.value}"] if wanted.metric else []
    return composed.first(*keys, f"missing.topic.{wanted.topic.value}")
