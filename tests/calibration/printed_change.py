"""What is printed under the costs about the change itself: the one-off cost with its pay-back, and the swings."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.core.brief import Metric
from bot.core.document import Document, Items, Paragraph, Table
from bot.wording import wording
from tests.calibration.printed import below, number, numbers
from tests.planning.rendered import inline

FACTOR: Final = "cpu_factor"


@dataclass(frozen=True, slots=True)
class Change:
    """The lines as units, price, amount; then the sentence's figures, in its order."""

    lines: tuple[tuple[Decimal, Decimal, Decimal], ...]
    cost: Decimal
    month: Decimal
    double: Decimal
    saving: Decimal
    at_best: Decimal
    limit: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """An input from low to high (`about` None: the CPU factor), and the figure at both."""

    about: Metric | None
    low: Decimal
    high: Decimal
    ends: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Swings:
    """The introduction as it stands, its figure and margin, the rows, and how many of them are said to turn."""

    intro: str
    figure: Decimal
    share: Decimal
    rows: tuple[Row, ...]
    turned: int


def change(document: Document, language: str) -> Change | None:
    """The pay-back as printed; None where it is not shown."""
    nodes = below(document, wording().source(language, "pages", "head.change"))
    if not nodes:
        return None
    (table,) = [each for each in nodes if isinstance(each, Table)]
    back = next(each for each in nodes if isinstance(each, Paragraph))
    lines = tuple(_line([inline(cell) for cell in row], language) for row in table.rows)
    return Change(lines, *numbers(inline(back.spans), language))


def _line(cells: list[str], language: str) -> tuple[Decimal, Decimal, Decimal]:
    units, _, price = cells[1].partition(" × ")
    return numbers(units, language)[0], number(price, language), number(cells[2], language)


def swings(document: Document, language: str) -> Swings | None:
    """The swings as printed; None where they are not shown."""
    nodes = below(document, wording().source(language, "pages", "head.swings"))
    if not nodes:
        return None
    (table,) = [each for each in nodes if isinstance(each, Table)]
    intro = inline(next(each.spans for each in nodes if isinstance(each, Paragraph)))
    names = _names(language)
    rows = tuple(_row([inline(cell) for cell in row], names, language) for row in table.rows)
    first, *_, percent = (each for each in numbers(intro, language) if each != len(rows))
    figure = -first if intro.partition(" USD")[0].count("\N{MINUS SIGN}") else first
    turned = sum(len(each.items) for each in nodes if isinstance(each, Items))
    return Swings(intro, figure, percent / 100, rows, turned)


def _names(language: str) -> Mapping[str, Metric | None]:
    """What the swung inputs are called."""
    found = {wording().source(language, "pages", f"swing.{FACTOR}"): None}
    known = {each: f"swing.{each.value}" for each in Metric}
    told = {each: key for each, key in known.items() if wording().has(language, "pages", key)}
    return found | {wording().source(language, "pages", key): each for each, key in told.items()}


def _row(cells: list[str], names: Mapping[str, Metric | None], language: str) -> Row:
    low, _, high = cells[1].partition(" → ")
    about = names[cells[0]]
    hundred = 100 if about is Metric.COLD_START_SHARE else 1
    ends = (_signed(cells[2], language), _signed(cells[3], language))
    return Row(about, number(low, language) / hundred, number(high, language) / hundred, ends)


def _signed(text: str, language: str) -> Decimal:
    minus = text.startswith("\N{MINUS SIGN}")
    value = number(text.removeprefix("\N{MINUS SIGN}"), language)
    return -value if minus else value
