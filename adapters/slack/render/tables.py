"""Tables → native table blocks: at most 100 rows, 20 columns and a message's room each, the header repeated. Pure.

A table with more columns comes as several, each beginning with the first column. A row too long for a block goes on in
further rows.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from adapters.slack.render import limits
from adapters.slack.render.elements import NOTHING, cost_of, elements, literal, runs, unlinked
from adapters.slack.render.message import Json
from bot.core.document import Table
from bot.presenter.visible import visible

CELL = 3  # what a cell takes beside its words, where the table stands as text
NUMBER = re.compile(r"[-−+]?\d[\d.,\s]*%?")

Cell = tuple[Json, ...]
Row = tuple[Cell, ...]


def tables(table: Table) -> Iterator[Json]:
    """The blocks of a table; none for one without columns."""
    width = len(table.header)
    header = tuple(_heading(each) for each in table.header)
    rows = [tuple(elements(each) or NOTHING for each in row) for row in table.rows]
    for columns in _columns(width):
        shown = [tuple(row[at] if at < len(row) else NOTHING for at in columns) for row in rows]
        yield from _blocks(tuple(header[at] for at in columns), shown)


def _columns(width: int) -> Iterator[tuple[int, ...]]:
    """Which columns stand together."""
    if width <= limits.COLUMNS:
        yield from ([tuple(range(width))] if width else [])
        return
    step = limits.COLUMNS - 1
    for at in range(1, width, step):
        yield (0, *range(at, min(at + step, width)))


def _blocks(header: Row, rows: list[Row]) -> Iterator[Json]:
    repeated = _cost(header) <= limits.ROW
    top = [header] if repeated else []
    room = limits.WHOLE - sum(map(_cost, top))
    lines = [line for row in (rows if repeated else [header, *rows]) for line in _lines(row, room)]
    taken, left = list[Row](), room
    for line in lines:
        if taken and (_cost(line) > left or len(top) + len(taken) == limits.ROWS):
            yield _block([*top, *taken])
            taken, left = [], room
        taken.append(line)
        left -= _cost(line)
    yield _block([*top, *taken])


def _lines(row: Row, room: int) -> Iterator[Row]:
    """The row, or as many as it takes for a long one."""
    if _cost(row) <= room:
        yield row
        return
    each = room // len(row) - CELL
    yield from zip_longest(*(runs(unlinked(cell), each) for cell in row), fillvalue=NOTHING)


def _heading(text: str) -> Cell:
    shown = " ".join(visible(text).split())
    return (literal(shown, bold=True),) if shown else NOTHING


def _cost(row: Row) -> int:
    return sum(sum(map(cost_of, cell)) + CELL for cell in row)


def _block(rows: list[Row]) -> Json:
    columns = [{"is_wrapped": True, "align": _align(column)} for column in zip(*rows, strict=True)]
    return {
        "type": "table",
        "rows": [[_cell(each) for each in row] for row in rows],
        "column_settings": columns,
    }


def _align(column: Iterable[Cell]) -> str:
    """Numbers stand to the right, below their heading."""
    shown = ["".join(str(each.get("text", "?")) for each in cell) for cell in column][1:]
    numbers = sum(NUMBER.fullmatch(each) is not None for each in shown)
    return "right" if numbers and numbers + shown.count("—") == len(shown) else "left"


def _cell(cell: Cell) -> Json:
    section = {"type": "rich_text_section", "elements": list(cell)}
    return {"type": "rich_text", "elements": [section]}
