"""The cost section as people read it, parsed from the rendered document: nothing but what is printed is used."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from bot.core.brief import Metric
from bot.core.document import Document, Heading, Items, Node, Paragraph, Table
from bot.wording import wording
from tests.planning.rendered import inline

NUMBER: Final = r"\d(?:[\d,.\u00a0]*\d)?"
# how many constants each formula prints where Wasm takes no more CPU
CONSTANTS: Final = {"AWS Lambda": 5, "Cloudflare Workers": 4, "Fastly Compute": 5, "containers": 8}
MARK: Final = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Line:
    """units × price = amount, as printed."""

    platform: str
    units: Decimal
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """The constants of a platform's formula in their order, and by what CPU time is multiplied: low, base, high."""

    constants: Sequence[Decimal]
    factors: tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Printed:
    """The section: inputs by metric, lines, formulas and totals (low, base, high) by platform, and the saving."""

    inputs: dict[Metric, Decimal]
    lines: tuple[Line, ...]
    formulas: dict[str, Formula]
    totals: dict[str, tuple[Decimal, ...]]
    saving: Decimal | None


def number(text: str, language: str) -> Decimal:
    """A number as a language writes it."""
    group, decimal = (",", ".") if language == "en" else ("\u00a0", ",")
    return Decimal(text.replace(group, "").replace(decimal, "."))


def numbers(text: str, language: str) -> tuple[Decimal, ...]:
    """Every number of a text, in order."""
    return tuple(number(each, language) for each in re.findall(NUMBER, text))


def section(document: Document, language: str) -> tuple[Node, ...]:
    """The nodes under the heading of the costs; none when there is no such heading."""
    return below(document, wording().source(language, "pages", "head.costs"))


def below(document: Document, title: str) -> tuple[Node, ...]:
    """The nodes from a heading to the next one; none when there is no such heading."""
    nodes = iter(document.nodes)
    if not any(isinstance(each, Heading) and each.text == title for each in nodes):
        return ()
    kept: list[Node] = []
    for each in nodes:
        if isinstance(each, Heading):
            break
        kept.append(each)
    return tuple(kept)


def printed(document: Document, language: str) -> Printed | None:
    """The section as numbers; None for a document without one."""
    nodes = section(document, language)
    if not nodes:
        return None
    paragraphs = [inline(each.spans) for each in nodes if isinstance(each, Paragraph)]
    lines, totals = (each for each in nodes if isinstance(each, Table))
    items = [inline(each) for node in nodes if isinstance(node, Items) for each in node.items]
    saving = [each for each in paragraphs[1:] if each.startswith("**")]
    return Printed(
        _inputs(paragraphs[0], language),
        tuple(_line([inline(cell) for cell in row], language) for row in lines.rows),
        dict(_formula(each, language) for each in items),
        {
            MARK.sub("", inline(row[0])): tuple(number(inline(cell), language) for cell in row[1:])
            for row in totals.rows
        },
        numbers(saving[0], language)[0] if saving and re.search(NUMBER, saving[0]) else None,
    )


def _inputs(text: str, language: str) -> dict[Metric, Decimal]:
    """The inputs by the words that stand around each number."""
    found: dict[Metric, Decimal] = {}
    for metric in Metric:
        source = wording().source(language, "pages", f"metric.{metric.value}")
        before, _, after = re.sub(r"\{\{ (?:value|percent) \}\}", "\0", source).partition("\0")
        pattern = rf"{re.escape(before)}({NUMBER}){re.escape(after)}(?=[,.]| y | and |$)"
        if (match := re.search(pattern, text)) is not None:
            value = number(match.group(1), language)
            found[metric] = value / 100 if "percent" in source else value
    return found


def _line(cells: list[str], language: str) -> Line:
    units, _, price = cells[2].partition(" × ")
    return Line(cells[0], numbers(units, language)[0], number(price, language), number(cells[3], language))


def _formula(text: str, language: str) -> tuple[str, Formula]:
    name, _, rest = text.removeprefix("**").partition(":** ")
    return name, formula(name, numbers(rest, language))


def formula(name: str, constants: Sequence[Decimal]) -> Formula:
    """The constants apart from the CPU factors, which stand third and last where Wasm takes more CPU."""
    plain = CONSTANTS.get(name, CONSTANTS["containers"])
    if len(constants) == plain:
        return Formula(constants, (Decimal(1), Decimal(1), Decimal(1)))
    assert len(constants) == plain + 3
    low, high = constants[-2:]
    return Formula((*constants[:2], *constants[3:-2]), (low, constants[2], high))


def vcpus(inputs: dict[Metric, Decimal], constants: Sequence[Decimal], factor: Decimal) -> Decimal:
    """The containers' formula with its printed constants."""
    seconds, thousand, headroom, use, step, least, *_ = constants
    mean = inputs[Metric.REQUESTS_PER_MONTH] / seconds * inputs[Metric.CPU_MS] / thousand * factor
    steps = (mean * headroom / use / step).to_integral_value(ROUND_CEILING)
    return max(least, steps * step)
