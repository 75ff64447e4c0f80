"""The card that opens a plan: its verdict, and what is said of it, in a frame (docs/adr/0011). Pure."""

from collections.abc import Sequence

from adapters.discord.render import limits
from adapters.discord.render.labels import Labels
from adapters.discord.render.message import Card, Json
from adapters.discord.render.pieces import Manner, Words, pieces
from bot.core.document import Heading, Node, Paragraph
from bot.presenter.visible import size

TEXT, LINE_ACROSS, FRAME = 10, 14, 17  # Discord's kinds of components
COLOUR = 0x654FF0  # WebAssembly's own
NEAR = 3  # among how many nodes the title is, if there is one


def card(nodes: Sequence[Node], labels: Labels) -> tuple[Card | None, Sequence[Node]]:
    """The card of a document that opens with a title of level 1, and what is left of it; no card for another one, or
    for words too many."""
    end = _end(nodes)
    texts = [
        each.text
        for node in nodes[:end]
        if isinstance(node, Heading | Paragraph)
        for each in pieces(node, Manner(labels))
        if isinstance(each, Words)
    ]
    if not texts or sum(map(size, texts)) > limits.CARD or len(texts) + 2 > limits.CARD_COMPONENTS:
        return None, nodes
    return Card((_frame(texts),)), nodes[end:]


def _end(nodes: Sequence[Node]) -> int:
    """Where the paragraphs round the title end; 0 where there is no title."""
    title = next((at for at, each in enumerate(nodes[:NEAR]) if isinstance(each, Heading)), -1)
    found = nodes[title] if title >= 0 else None
    if not isinstance(found, Heading) or found.level > 1:
        return 0
    if any(not isinstance(each, Paragraph) for each in nodes[:title]):
        return 0
    rest = (at for at in range(title + 1, len(nodes)) if not isinstance(nodes[at], Paragraph))
    return next(rest, len(nodes))


def _frame(texts: Sequence[str]) -> Json:
    """The texts in a frame, the last one of several below a line."""
    shown: list[Json] = [{"type": TEXT, "content": each} for each in texts]
    if len(shown) > 2:
        shown.insert(-1, {"type": LINE_ACROSS, "divider": True, "spacing": 1})
    return {"type": FRAME, "accent_color": COLOUR, "components": shown}
