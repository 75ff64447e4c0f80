"""Tables, of which Discord has none: lines of text aligned with spaces where they fit, else a card a row. Pure.

Widths are columns of a terminal, in which a CJK character and an emoji take two. A column gives way down to its longest
word; numbers are never broken. A table with links or people becomes cards, since in a fence neither would be live.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wcwidth import wcswidth

from adapters.discord.render import limits
from adapters.discord.render.safety import fenced
from bot.core.document import Link, Person, Spans, Strong, Table, Text
from bot.presenter.visible import one_line, size

BETWEEN = "  "
DASH = "—"
NUMBER = re.compile(r"[-−+]?\d[\d.,\s]*%?")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table as text without a fence: its header with the rule below it, and its rows."""

    top: str
    rows: str


@dataclass(frozen=True, slots=True)
class Column:
    """How wide a column is, how narrow it can be, and whether it holds numbers."""

    width: int
    least: int
    numbers: bool


def drawn(table: Table) -> Drawn | None:
    """The table aligned with spaces; None where it does not fit, or loses by it."""
    if not (table.header and table.rows) or any(_live(cell) for row in table.rows for cell in row):
        return None
    width = len(table.header)
    rows = [tuple(map(_said, row[:width])) + (DASH,) * (width - len(row)) for row in table.rows]
    header = tuple(map(one_line, table.header))
    columns = _fitted([_column(each) for each in zip(header, *rows, strict=True)])
    if columns is None:
        return None
    lines = [_lines(row, columns) for row in (header, *rows)]
    if any(len(each) > limits.CELL_LINES for each in lines):
        return None
    rule = BETWEEN.join("─" * each.width for each in columns)
    apart = "\n\n" if any(len(each) > 1 for each in lines[1:]) else "\n"
    top = fenced("\n".join([*lines[0], rule]))
    return Drawn(top, fenced(apart.join(map("\n".join, lines[1:])))) if size(top) <= limits.TOP else None


def row_cards(table: Table) -> Iterator[Spans]:
    """Each row as a paragraph: its first cell as a title, then a line a cell. A header alone is a line."""
    names = [Strong(one_line(each) or DASH) for each in table.header]
    if names and not table.rows:
        yield tuple(each for name in names for each in (name, Text(" ")))
    for row in table.rows:
        first, *others = (_filled(cell) for cell in row) if row else ((Text(DASH),),)
        title: Spans = tuple(Strong(each.text) if isinstance(each, Text) else each for each in first)
        lines = (
            (Text("\n"), name, Strong(":"), Text(" "), *cell)
            for name, cell in zip(names[1:], others, strict=False)
        )
        yield (*title, *(each for line in lines for each in line))


def _column(cells: Row) -> Column:
    """A column by all its cells, the header's first."""
    numbers = sum(NUMBER.fullmatch(each) is not None for each in cells[1:])
    width = max(map(columns_of, cells))
    only = numbers > 0 and numbers + cells[1:].count(DASH) == len(cells) - 1
    words = (word for cell in (cells[:1] if only else cells) for word in cell.split())
    narrow = max(map(columns_of, words), default=1)
    return Column(width, max(narrow, *map(columns_of, cells[1:])) if only else narrow, only)


def _fitted(columns: list[Column]) -> list[Column] | None:
    """The columns within the room there is, the widest giving way first."""
    room = limits.TABLE - len(BETWEEN) * (len(columns) - 1)
    widths = [max(min(each.width, room), each.least) for each in columns]
    while sum(widths) > room:
        at = max(range(len(widths)), key=lambda at: (widths[at] > columns[at].least, widths[at]))
        if widths[at] <= columns[at].least:
            return None
        widths[at] -= 1
    return [Column(width, each.least, each.numbers) for width, each in zip(widths, columns, strict=True)]


def _lines(row: Row, columns: list[Column]) -> list[str]:
    """A row as lines of text."""
    cells = [_wrapped(cell, column.width) for cell, column in zip(row, columns, strict=True)]
    height = max(map(len, cells))
    padded = [[*cell, *[""] * (height - len(cell))] for cell in cells]
    return [
        BETWEEN.join(_aligned(cell, column) for cell, column in zip(line, columns, strict=True)).rstrip()
        for line in zip(*padded, strict=True)
    ]


def _wrapped(cell: str, width: int) -> list[str]:
    out = [""]
    for word in cell.split():
        joined = f"{out[-1]} {word}" if out[-1] else word
        if columns_of(joined) <= width:
            out[-1] = joined
        else:
            out.append(word)
    return out


def _aligned(cell: str, column: Column) -> str:
    space = " " * (column.width - columns_of(cell))
    return space + cell if column.numbers else cell + space


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return max(wcswidth(text), 0)


def _live(cell: Spans) -> bool:
    return any(isinstance(each, Link | Person) for each in cell)


def _said(cell: Spans) -> str:
    return one_line("".join(each.text for each in cell)) or DASH


def _filled(cell: Spans) -> Spans:
    """A cell, or a dash for one without words."""
    return cell if _live(cell) or _said(cell) != DASH else (Text(DASH),)
