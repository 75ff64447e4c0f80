"""Nodes → blocks that fit in a message each. Pure.

A heading is a header block, and bold where it is too long for one; prose, lists, quotes and code are rich_text, which
is literal. What is too long becomes several blocks: paragraphs and lists after 3 000 characters, code only where it
would fill a message by itself.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from adapters.slack.render import limits
from adapters.slack.render.controls import blocks_of, long_labels
from adapters.slack.render.elements import NOTHING, cost_of, elements, literal, runs
from adapters.slack.render.labels import Labels
from adapters.slack.render.message import Json
from adapters.slack.render.safety import weight
from adapters.slack.render.splitting import pieces
from adapters.slack.render.tables import tables
from bot.core.document import Choices, Code, Heading, Items, Paragraph, Quote, Spans, Strong, Table, Text
from bot.presenter.visible import size, visible

BOLD = {"bold": True}
BULLET = 12  # what a list's item takes beside its words: mark, number, line break

Worded = Heading | Paragraph | Items | Table | Code | Quote | Choices


def blocks(node: Worded, labels: Labels, *, under_plan: bool) -> Iterator[Json]:
    """The blocks of a node; none where it has nothing to show."""
    match node:
        case Heading():
            yield from heading(node)
        case Paragraph():
            yield from sections(node.spans)
        case Items():
            yield from lists(node)
        case Table():
            yield from tables(node)
        case Code():
            yield from code(node, labels)
        case Quote():
            yield from quotes(node.spans)
        case Choices():
            yield from lists(Items(tuple((Text(each),) for each in long_labels(node)), numbered=True))
            yield from blocks_of(node, labels, under_plan=under_plan)
        case _:
            assert_never(node)


def heading(node: Heading) -> Iterator[Json]:
    """Levels 1 and 2 look the same in Slack; level 3 is a bold line."""
    text = " ".join(visible(node.text).split())
    if node.level < 3 and text and size(text) <= limits.HEADER:
        yield {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}
        return
    for run in runs((literal(text, bold=True),) if text else (), limits.PROSE):
        yield _rich_text(_section(run))


def sections(spans: Spans) -> Iterator[Json]:
    """A paragraph."""
    for run in runs(elements(spans), limits.PROSE):
        yield _rich_text(_section(run))


def quotes(spans: Spans) -> Iterator[Json]:
    """A quoted paragraph."""
    for run in runs(elements(spans), limits.PROSE):
        yield _rich_text({"type": "rich_text_quote", "elements": list(run)})


def lists(node: Items) -> Iterator[Json]:
    """A list in as many blocks as it takes; numbers go on from one to the next. An item too long for a block goes on
    in paragraphs."""
    first, taken, left = 0, list[Json](), limits.PROSE
    for number, spans in enumerate(node.items):
        shown, *more = [*runs(elements(spans) or NOTHING, limits.PROSE - BULLET)]
        cost = sum(map(cost_of, shown)) + BULLET
        if taken and cost > left:
            yield _list(node, first, taken)
            first, taken, left = number, [], limits.PROSE
        taken.append(_section(shown))
        left -= cost
        if more:
            yield _list(node, first, taken)
            yield from (_rich_text(_section(each)) for each in more)
            first, taken, left = number + 1, [], limits.PROSE
    if taken:
        yield _list(node, first, taken)


def code(node: Code, labels: Labels) -> Iterator[Json]:
    """A fence, its file name above it; what fills more than a message gets numbered parts."""
    title = " ".join(visible(node.title).split())
    parts = pieces(visible(node.text).strip("\n"), limits.WHOLE - limits.TITLE_LINE)
    if not parts or weight(title) > limits.TITLE_LINE // 2:
        yield from sections((Strong(title),))
        title = ""
    for number, text in enumerate(parts, start=1):
        note = labels.line("part", number=number, total=len(parts)) if len(parts) > 1 else ""
        above = tuple(
            literal(each, **style) for each, style in ((title, BOLD), (f" {note}", {})) if each.strip()
        )
        fence: Json = {"type": "rich_text_preformatted", "elements": [literal(text)]}
        yield _rich_text(*([_section(above)] if above else []), fence)


def _list(node: Items, first: int, items: list[Json]) -> Json:
    numbering: Json = {"style": "ordered"} if node.numbered else {"style": "bullet"}
    offset: Json = {"offset": first} if node.numbered and first else {}
    return _rich_text({"type": "rich_text_list", "elements": items, **numbering, **offset})


def _section(of: Iterable[Json]) -> Json:
    return {"type": "rich_text_section", "elements": list(of)}


def _rich_text(*of: Json) -> Json:
    return {"type": "rich_text", "elements": list(of)}
