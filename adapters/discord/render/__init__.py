"""Document → Discord: Markdown in which every text is literal, within its limits, in reading order. Pure.

Nothing is cut: what does not fit in a message goes on in the next one. Only labels of controls are shortened, and those
are listed above in full.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from adapters.discord.render.cards import card
from adapters.discord.render.labels import Labels, labels
from adapters.discord.render.message import Card, Json, Message, Part, TextAttachment, Upload, body
from adapters.discord.render.packing import SECTION, packed
from adapters.discord.render.pieces import Manner, Piece, pieces
from adapters.discord.render.uploads import uploads
from bot.core.document import FEEDBACK, Choices, Document, File, Heading, Node

__all__ = [
    "Card",
    "Json",
    "Labels",
    "Message",
    "Part",
    "TextAttachment",
    "Upload",
    "body",
    "labels",
    "rendered",
]


def rendered(document: Document, labels: Labels) -> tuple[Part, ...]:
    """The messages, cards and files of a document; at least one."""
    first, nodes = card(document.nodes, labels)
    out: list[Part] = [] if first is None else [first]
    signed = _signature(nodes)
    for are_files, together in groupby(enumerate(nodes), lambda each: isinstance(each[1], File)):
        if are_files:
            out += uploads(node for _, node in together if isinstance(node, File))
        else:
            out += packed(_pieces(together, signed, labels), labels)
    return tuple(out) or (Message(labels.line("nothing")),)


def _pieces(nodes: Iterable[tuple[int, Node]], signed: int | None, labels: Labels) -> list[Piece]:
    """What nodes between files are made of; each comes with its place in the document."""
    return [
        piece
        for at, node in nodes
        if not isinstance(node, File)
        for piece in pieces(
            node, Manner(labels, under_plan=signed is not None, small=signed is not None and at > signed)
        )
    ]


def _signature(nodes: Sequence[Node]) -> int | None:
    """Where a plan's last section begins, which says who wrote it; None for a document that nobody can rate."""
    if not any(isinstance(each, Choices) and each.topic == FEEDBACK for each in nodes):
        return None
    heads = (at for at, each in enumerate(nodes) if isinstance(each, Heading) and each.level <= SECTION)
    return max(heads, default=len(nodes))
