"""The money of the change itself: what it costs once and when that is back, and which inputs the figure hangs on.

As the monthly costs: every figure can be made again from what is printed. What is a proposal of ours is called one.
"""

from collections.abc import Iterator
from decimal import Decimal

from bot.assessment.catalogue import Knowledge
from bot.assessment.sensitivity import SHOWN
from bot.assessment.shapes import Assessment
from bot.assessment.sums import CostLine, Payback, Sensitivity, Swing
from bot.core.brief import Metric
from bot.core.document import Heading, Items, Node, Paragraph, Spans, Table, spans
from bot.planning.phrases import Phrases
from bot.planning.platforms import platform_label


def change_pages(assessment: Assessment, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """The one-off cost and its pay-back, then the inputs that matter most; nothing of what was not computed."""
    if assessment.payback is not None:
        yield from paid_back(assessment.payback, words)
    if assessment.sensitivity is not None:
        yield from swinging(assessment.sensitivity, knowledge, words)


def paid_back(paid: Payback, words: Phrases) -> Iterator[Node]:
    """Line by line, the sum, and the month in which the saving has covered it."""
    yield Heading(3, words.say("head.change"))
    yield Table(words.several("table.change"), tuple(_line(each, words) for each in paid.lines))
    months = {
        name: words.number(value)
        for name, value in (
            ("double", paid.double),
            ("month", paid.month),
            ("at_best", paid.at_best),
            ("limit", paid.limit),
        )
    }
    money = {"cost": words.money(paid.cost), "saving": words.money(paid.saving)}
    ceiling = any(each.label == "ceiling" for each in paid.lines)
    yield Paragraph(spans(words.say("change.back", **months, **money)))
    yield Paragraph(spans(words.say("change.basis", ceiling=ceiling, **months, **money)))


def _line(each: CostLine, words: Phrases) -> tuple[Spans, ...]:
    label = words.within("rules").first(f"cost.{each.label}") or each.label
    unit = words.first(f"unit.{each.unit}") or each.unit
    units, price = words.number(each.units.normalize()), words.number(each.price.normalize())
    product = words.say("costs.line", units=units, unit=unit, price=price)
    return spans(label), spans(product), spans(words.money(each.amount))


def swinging(found: Sensitivity, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """The inputs that matter most, each alone from low to high, and where the saving turns."""
    shown = found.swings[:SHOWN]
    kind = "saving" if found.saves else "month"
    target = platform_label(found.platform, knowledge, words)
    percent = words.number((found.share * 100).normalize())
    figure = _signed(found.figure, words)
    yield Heading(3, words.say("head.swings"))
    cpu = any(each.about is None for each in shown)
    minus = any(end < 0 for each in shown for end in (each.at_low, each.at_high))
    intro = words.about(target=target, percent=percent, figure=figure, n=len(shown), cpu=cpu, minus=minus)
    yield Paragraph(spans(intro.say(f"swings.{kind}")))
    yield Table(words.several(f"table.swings_{kind}"), tuple(_row(each, words) for each in shown))
    if found.saves:
        turned = [_turn(each, found, words) for each in shown if each.turns]
        yield Items(tuple(turned)) if turned else Paragraph(spans(words.say("swings.same_sign")))


def _row(each: Swing, words: Phrases) -> tuple[Spans, ...]:
    span = f"{_value(each, each.low, words)} → {_value(each, each.high, words)}"
    ends = (_signed(each.at_low, words), _signed(each.at_high, words))
    return (spans(_name(each, words)), spans(span), *(spans(end) for end in ends))


def _turn(each: Swing, found: Sensitivity, words: Phrases) -> Spans:
    """The end at which the saving is lost, or at which there would be one."""
    saved = found.figure > 0
    value = each.low if (each.at_low > 0) != saved else each.high
    key = "lost" if saved else "won"
    return spans(words.say(f"swings.{key}", value=_value(each, value, words), name=_name(each, words)))


def _name(each: Swing, words: Phrases) -> str:
    return words.say(f"swing.{each.about.value if each.about else 'cpu_factor'}")


def _value(each: Swing, value: Decimal, words: Phrases) -> str:
    """In the input's unit; a share in hundredths."""
    return words.number((value * 100 if each.about is Metric.COLD_START_SHARE else value).normalize())


def _signed(amount: Decimal, words: Phrases) -> str:
    """A saving, or with a minus sign what it costs more."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}{words.money(abs(amount))}"
