"""Pieces → messages, in reading order. Pure.

A section that does not fit begins a message of its own, and a heading never ends one. Controls hang below the message
in which they come; a message shows them below all its words.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from adapters.discord.render import limits
from adapters.discord.render.controls import distinct
from adapters.discord.render.labels import Labels
from adapters.discord.render.message import Json, Message
from adapters.discord.render.pieces import LINE, Piece, Row, Words
from bot.presenter.visible import size

SECTION = 2  # headings down to this level begin a section


def packed(run: Sequence[Piece], labels: Labels) -> Iterator[Message]:
    """The messages that some pieces make."""
    words: list[Words] = []
    rows: list[Json] = []
    for at, piece in enumerate(run):
        if isinstance(piece, Row):
            if len(rows) == limits.ROWS:
                yield _message(words, rows, labels)
                words, rows = [], []
            rows.append(piece.row)
            continue
        wanted = _section(run[at:]) if _begins(piece) else [piece]
        if (words or rows) and not _fits([*words, *wanted]):
            last = [] if rows else _headings(words)
            moved = last if _fits([*last, piece]) else []
            kept = words[: len(words) - len(moved)]
            if kept or rows:
                yield _message(kept, rows, labels)
            words, rows = moved, []
        words.append(piece)
    if words or rows:
        yield _message(words, rows, labels)


def _begins(piece: Words) -> bool:
    return 0 < piece.heading <= SECTION


def _section(run: Sequence[Piece]) -> list[Words]:
    """A section's words, as far as the next one."""
    first, *rest = run
    inside = takewhile(lambda each: isinstance(each, Words) and not _begins(each), rest)
    return [each for each in (first, *inside) if isinstance(each, Words)]


def _headings(words: Sequence[Words]) -> list[Words]:
    """The headings at the end, which go on with what they head."""
    last = [*takewhile(lambda each: each.heading, reversed(words))]
    return last[::-1]


def _fits(words: Sequence[Words]) -> bool:
    return size(_text(words)) <= limits.CONTENT


def _text(words: Sequence[Words]) -> str:
    """The words of a message."""
    out, above = "", None
    for each in words:
        joint = "" if above is None else LINE if above.heading else each.joint
        out, above = out + joint + each.text, each
    return out


def _message(words: Sequence[Words], rows: Sequence[Json], labels: Labels) -> Message:
    """Controls alone stand below a line that says so: Discord shows no message without words."""
    return Message(_text(words) or labels.line("controls"), distinct(rows))
