"""The parts of a posted plan, found again by their headings, and cut down to what a question is about.

The plan may have been posted in another language than the one spoken now, so headings are looked up in all of
them. A part is a heading and what follows until the next one of its level or above.
"""

from collections.abc import Iterable

from bot.core.document import CodeSpan, Document, Heading, Items, Node, Paragraph, Spans, Strong, Table
from bot.planning.phrases import Phrases
from bot.wording import Wording


def headings(key: str, wording: Wording) -> set[str]:
    """A heading's text in every language."""
    return {
        Phrases(wording, language, "pages").first(f"head.{key}", number="\0", title="\0")
        for language in wording.languages
    }


def section(plan: Document, texts: Iterable[str]) -> tuple[Node, ...]:
    """The first part under one of the headings, without it; empty when the plan has none."""
    wanted = set(texts)
    for at, node in enumerate(plan.nodes):
        if isinstance(node, Heading) and node.text in wanted:
            return until_next(plan.nodes[at + 1 :], node.level)
    return ()


def until_next(nodes: tuple[Node, ...], level: int) -> tuple[Node, ...]:
    """Up to the next heading of the level or above."""
    for at, node in enumerate(nodes):
        if isinstance(node, Heading) and node.level <= level:
            return nodes[:at]
    return nodes


def card(plan: Document) -> tuple[Node, ...]:
    """The verdict's heading and what stands before the first section."""
    for at, node in enumerate(plan.nodes):
        if at and isinstance(node, Heading):
            return plan.nodes[:at]
    return plan.nodes


def phases(plan: Document, texts: Iterable[str]) -> list[tuple[Heading, tuple[Node, ...]]]:
    """The details of the phases, in order: the headings of level 3 inside the road map."""
    inside = section(plan, texts)
    found: list[tuple[Heading, tuple[Node, ...]]] = []
    for at, node in enumerate(inside):
        if isinstance(node, Heading):
            found.append((node, until_next(inside[at + 1 :], node.level)))
    return found


def about(nodes: tuple[Node, ...], name: str) -> tuple[Node, ...]:
    """What of these nodes names a component: its rows, its items, its paragraphs."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Table):
            rows = tuple(row for row in node.rows if row and named(row[0], name))
            if rows:
                kept.append(Table(node.header, rows))
        elif isinstance(node, Items):
            items = tuple(each for each in node.items if named(each, name))
            if items:
                kept.append(Items(items, node.numbered))
        elif isinstance(node, Paragraph) and named(node.spans, name):
            kept.append(node)
    return tuple(kept)


def named(run: Spans, name: str) -> bool:
    """Whether a run of spans holds the component's name as code."""
    return any(isinstance(each, CodeSpan) and each.text == name for each in run)


def labelled(nodes: tuple[Node, ...], labels: Iterable[str]) -> tuple[Spans, ...]:
    """The list items that begin with one of the labels ("**Rollback:**")."""
    wanted = {each.rstrip(":").lower() for each in labels}
    return tuple(
        item
        for node in nodes
        if isinstance(node, Items)
        for item in node.items
        if item and isinstance(item[0], Strong) and item[0].text.rstrip(":").lower() in wanted
    )
