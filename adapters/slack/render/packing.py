"""Blocks → messages, in reading order, each within its budget. Pure.

A message ends after its table (Slack takes one a message, and others report it pinned to the end); only controls may
follow. A heading never ends a message. Where a message is full, the last section that it has only just begun moves
on with the rest. What opens a document that needs several messages, down to its first section, stands alone: that is
the card of a plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.slack.render import limits
from adapters.slack.render.controls import distinct
from adapters.slack.render.labels import Labels
from adapters.slack.render.message import Json, Message, Part, Upload
from adapters.slack.render.pieces import blocks
from adapters.slack.render.plain import fallback, weigh
from adapters.slack.render.safety import file_name
from bot.core.document import FEEDBACK, Choices, Document, File, Heading, Node
from bot.presenter.visible import visible


@dataclass(frozen=True, slots=True)
class Piece:
    """A block; `heading` is its level if it is one."""

    block: Json
    weight: int
    heading: int = 0

    @property
    def control(self) -> bool:
        return self.block["type"] in {"actions", "context_actions"}

    @property
    def table(self) -> bool:
        return self.block["type"] == "table"


def parts(document: Document, labels: Labels) -> tuple[Part, ...]:
    """Messages and files in the document's order; a document without anything to show says so."""
    out: list[Part] = []
    run: list[Piece] = []
    under_plan = any(isinstance(each, Choices) and each.topic == FEEDBACK for each in document.nodes)
    for node in handed_over(document.nodes):
        if isinstance(node, File):
            out += _messages(run, labels)
            out.append(Upload(file_name(node.name), visible(node.text)))
            run = []
            continue
        level = node.level if isinstance(node, Heading) else 0
        run += (Piece(each, weigh(each), level) for each in blocks(node, labels, under_plan=under_plan))
    out += _messages(run, labels)
    return tuple(out) or (_said(labels.line("nothing")),)


def handed_over(nodes: Sequence[Node]) -> Iterator[Node]:
    """The document with one file, the first, where several stand together. In Slack each is a message of its own, sent
    in three calls, and a plan's code would bury what was said; it stands in the messages, and in the first file."""
    for at, node in enumerate(nodes):
        if not (at and isinstance(node, File) and isinstance(nodes[at - 1], File)):
            yield node


def _messages(run: Sequence[Piece], labels: Labels) -> Iterator[Part]:
    note = labels.line("continued")
    for pieces in _packed(run):
        held = distinct(each.block for each in pieces)
        yield Message(fallback(held, note), held)


def _packed(run: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """The pieces of each message."""
    taken: list[Piece] = []
    card = 0 if _fits(run) else _card(run)
    for at, piece in enumerate(run):
        if taken and (at == card or not _takes(taken, piece)):
            moved = [] if at == card else _moved(taken, piece)
            yield taken[: len(taken) - len(moved)]
            taken = moved
        taken.append(piece)
    if taken:
        yield taken


def _fits(run: Sequence[Piece]) -> bool:
    """Whether one message takes them all."""
    return all(_takes(run[:at], piece) for at, piece in enumerate(run) if at)


def _takes(taken: Sequence[Piece], piece: Piece) -> bool:
    """Whether a message that holds some pieces has room for one more."""
    if any(each.table for each in taken) and not piece.control:
        return False
    return len(taken) < limits.BLOCKS and _weight(taken) + piece.weight <= limits.MESSAGE


def _moved(taken: list[Piece], piece: Piece) -> list[Piece]:
    """What goes on with the piece that found no room: the last section if it is short, else the headings that would
    be left at the end, else nothing."""
    headings = [at for at, each in enumerate(taken) if each.heading]
    last = headings[-1] if headings else 0
    trailing = len(taken)
    while trailing and taken[trailing - 1].heading:
        trailing -= 1
    for start in (min(last, trailing), trailing):
        moved = taken[start:]
        if start and _weight(moved) <= limits.MESSAGE // 3 and _takes(moved, piece):
            return moved
    return []


def _card(run: Sequence[Piece]) -> int:
    """Where the first section begins after the document's title; 0 for a document without one."""
    levels = [each.heading for each in run]
    if 1 not in levels[:3]:
        return 0
    title = levels.index(1)
    return levels.index(2, title) if 2 in levels[title:] else 0


def _weight(pieces: Sequence[Piece]) -> int:
    return sum(each.weight for each in pieces)


def _said(text: str) -> Message:
    section: Json = {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}
    return Message(text, (section,))
