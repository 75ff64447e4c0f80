"""Nodes → pieces that fit in a message each: Markdown, or a row of controls. Pure.

Prose is cut between words, a list between its items, code between its lines and only where it would fill a message by
itself; a fence that is cut is closed and opened again in its language. What says who wrote something is small print.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from adapters.discord.render import limits
from adapters.discord.render.atoms import atoms, runs, written
from adapters.discord.render.controls import long_labels, rows
from adapters.discord.render.labels import Labels
from adapters.discord.render.message import Json
from adapters.discord.render.safety import fenced, literal
from adapters.discord.render.tables import drawn, row_cards
from bot.core.document import Choices, Code, Heading, Items, Paragraph, Quote, Spans, Strong, Table, Text
from bot.presenter.markdown import info_word
from bot.presenter.visible import one_line, size, visible

PARAGRAPH, LINE = "\n\n", "\n"
QUOTED, SMALL = "> ", "-# "
FENCE = "```"
EMPTY = (Text("—"),)

Worded = Heading | Paragraph | Items | Table | Code | Quote | Choices


@dataclass(frozen=True, slots=True)
class Words:
    """Markdown of at most a message's size. `joint` stands between it and what comes before; `heading` is its level
    if it is one."""

    text: str
    joint: str = PARAGRAPH
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An action row."""

    row: Json


Piece = Words | Row


@dataclass(frozen=True, slots=True)
class Manner:
    """How a node is shown where the document decides it: under a plan, and as small print."""

    labels: Labels
    under_plan: bool = False
    small: bool = False


def pieces(node: Worded, manner: Manner) -> Iterator[Piece]:
    """The pieces of a node; none where it has nothing to show."""
    match node:
        case Heading():
            yield from heading(node)
        case Paragraph():
            yield from prose(node.spans, SMALL if manner.small else "")
        case Items():
            yield from lists(node)
        case Table():
            yield from tables(node)
        case Code():
            yield from code(node, manner.labels)
        case Quote():
            yield from prose(node.spans, QUOTED)
        case Choices():
            yield from lists(Items(tuple((Text(each),) for each in long_labels(node)), numbered=True))
            yield from map(Row, rows(node, manner.labels, under_plan=manner.under_plan))
        case _:
            assert_never(node)


def heading(node: Heading) -> Iterator[Words]:
    """One line; bold where it is too long for that."""
    text = one_line(node.text)
    line = literal(text)
    if text and size(line) <= limits.HEADING:
        yield Words(f"{'#' * node.level} {line}", heading=node.level)
    else:
        yield from prose((Strong(text),), "")


def prose(spans: Spans, mark: str) -> Iterator[Words]:
    """A paragraph; every line of it opens with the mark."""
    for run in runs(atoms(spans), limits.PIECE - len(mark), mark):
        yield Words(mark + written(run, mark))


def lists(node: Items) -> Iterator[Words]:
    """An item a piece; one too long for a message goes on below."""
    for number, spans in enumerate(node.items, start=1):
        mark = f"{number}. " if node.numbered else "- "
        indent = " " * len(mark)
        held = runs(atoms(spans or EMPTY) or atoms(EMPTY), limits.PIECE - len(mark), indent)
        for at, run in enumerate(held):
            yield Words(
                (indent if at else mark) + written(run, indent), LINE if number > 1 or at else PARAGRAPH
            )


def code(node: Code, labels: Labels) -> Iterator[Words]:
    """A fence, its file name above it; what fills more than a message gets numbered parts."""
    title = one_line(node.title)
    if size(literal(title)) > limits.TITLE_LINE // 2:
        yield from prose((Strong(title),), "")
        title = ""
    opening = f"{FENCE}{info_word(node.language)}\n"
    room = limits.CONTENT - limits.TITLE_LINE - len(opening) - len(FENCE) - 1
    parts = [*_lines(fenced(visible(node.text).strip("\n")), room)]
    if title and not parts:
        yield from prose((Strong(title),), "")
    for number, text in enumerate(parts, start=1):
        note = labels.line("part", number=number, total=len(parts)) if len(parts) > 1 else ""
        above = " ".join(each for each in (f"**{literal(title)}**" if title else "", note) if each)
        yield Words(f"{above}{LINE if above else ''}{opening}{text}\n{FENCE}")


def tables(node: Table) -> Iterator[Words]:
    """A table drawn with spaces where it fits, its header repeated; else a card a row."""
    whole = drawn(node)
    if whole is None:
        for card in row_cards(node):
            yield from prose(card, QUOTED)
        return
    room = limits.PIECE - 2 * len(FENCE) - 3 - size(whole.top)
    for part in _lines(whole.rows, room):
        yield Words(f"{FENCE}\n{whole.top}\n{part}\n{FENCE}")


def _lines(text: str, room: int) -> Iterator[str]:
    """A text in parts of at most `room`, cut between lines where that can be; none of them blank."""
    part: list[str] = []
    left = room
    for line in (cut for whole in text.split("\n") for cut in _cut(whole, room)):
        if size(line) + 1 > left and part:
            yield from _joined(part)
            part, left = [], room
        part.append(line)
        left -= size(line) + 1
    yield from _joined(part)


def _joined(lines: list[str]) -> Iterator[str]:
    text = "\n".join(lines)
    if text.strip():
        yield text.strip("\n")


def _cut(line: str, room: int) -> Iterator[str]:
    """A line, in as many as it takes for a long one."""
    while size(line) > room:
        end = room // 2 if not line.isascii() else room
        yield line[:end]
        line = line[end:]
    yield line
