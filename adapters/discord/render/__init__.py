"""Document → Discord: Markdown in which every text is literal, within its limits, in reading order. Pure.

Nothing is cut: what does not fit in a message goes on in the next one. Only labels of controls are shortened, and those
are listed above in full.
"""

from collections.abc import Sequence

from adapters.discord.render.cards import card
from adapters.discord.render.labels import Labels, labels
from adapters.discord.render.message import Card, Json, Message, Part, Upload, body
from adapters.discord.render.packing import SECTION, packed
from adapters.discord.render.pieces import Manner, Piece, pieces
from adapters.discord.render.safety import file_name
from bot.core.document import FEEDBACK, Choices, Document, File, Heading, Node
from bot.presenter.visible import visible

__all__ = ["Card", "Json", "Labels", "Message", "Part", "Upload", "body", "labels", "rendered"]


def rendered(document: Document, labels: Labels) -> tuple[Part, ...]:
    """The messages, cards and files of a document; at least one."""
    first, nodes = card(document.nodes, labels)
    out: list[Part] = [] if first is None else [first]
    run: list[Piece] = []
    signed = _signature(nodes)
    for at, node in enumerate(nodes):
        if isinstance(node, File):
            out += packed(run, labels)
            out.append(Upload(file_name(node.name), visible(node.text)))
            run = []
            continue
        run += pieces(
            node, Manner(labels, under_plan=signed is not None, small=signed is not None and at > signed)
        )
    return (*out, *packed(run, labels)) or (Message(labels.line("nothing")),)


def _signature(nodes: Sequence[Node]) -> int | None:
    """Where a plan's last section begins, which says who wrote it; None for a document that nobody can rate."""
    if not any(isinstance(each, Choices) and each.topic == FEEDBACK for each in nodes):
        return None
    heads = (at for at, each in enumerate(nodes) if isinstance(each, Heading) and each.level <= SECTION)
    return max(heads, default=len(nodes))
