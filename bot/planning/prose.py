"""A model's prose as a neutral document.

Models answer in Markdown whatever they are told. Its small subset that two platforms can show becomes
nodes; the rest becomes the text it stands for. Links lose their address, since only dated sources may
carry one, and HTML is read as the characters that it is made of.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bot.core.document import (
    Choices,
    Code,
    CodeSpan,
    Document,
    File,
    Heading,
    Items,
    Node,
    Paragraph,
    Quote,
    Span,
    Spans,
    Strong,
    Table,
    Text,
)

FENCED = ("fence", "code_block")

LANGUAGE = re.compile(r"[A-Za-z0-9_+.#-]{1,20}")
"""What may stand behind the mark of a fence: no control characters, no second mark."""


@cache
def reader() -> MarkdownIt:
    """CommonMark and tables, HTML off."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def document(markdown: str) -> Document:
    """The nodes of a Markdown text."""
    return Document(tuple(nodes(SyntaxTreeNode(reader().parse(markdown)).children)))


def balanced(markdown: str) -> bool:
    """Whether every fence is closed; one that is not swallows the rest of an answer."""
    tokens = reader().parse(markdown)
    lines = markdown.splitlines()
    return all(closed(token, lines) for token in tokens if token.type == "fence")


def closed(fence: Token, lines: list[str]) -> bool:
    """Whether a fence ends with its own mark."""
    if fence.map is None:
        return True
    start, end = fence.map
    return end - start >= 2 and lines[min(end, len(lines)) - 1].lstrip("> \t").startswith(fence.markup)


def nodes(tree: Iterable[SyntaxTreeNode]) -> Iterator[Node]:
    """The nodes of sibling blocks."""
    for block in tree:
        match block.type:
            case "heading":
                yield Heading(min(int(block.tag[1:]), 3), flat(spans(block)))
            case "paragraph":
                if said := spans(block):
                    yield Paragraph(said)
            case "bullet_list" | "ordered_list":
                yield Items(tuple(items(block)), numbered=block.type == "ordered_list")
                yield from (code(each) for each in block.walk() if each.type in FENCED)
            case "fence" | "code_block":
                yield code(block)
            case "blockquote":
                yield Quote(spans(block))
            case "table":
                yield table(block)
            case _:  # a rule, a link definition: nothing to read
                pass


def code(block: SyntaxTreeNode) -> Code:
    """A block of code with the first word of its info string, where that can be the name of a language."""
    word = (block.info.split() or [""])[0]
    return Code(word if LANGUAGE.fullmatch(word) else "", block.content.rstrip("\n"))


def items(block: SyntaxTreeNode) -> Iterator[Spans]:
    """One run of spans an item; the items of a list inside come after the one that they belong to, code after all."""
    for item in block.children:
        own = [each for each in item.children if not each.type.endswith("_list")]
        if said := joined(spans(each) for each in own):
            yield said
        for inner in item.children:
            if inner.type.endswith("_list"):
                yield from items(inner)


def table(block: SyntaxTreeNode) -> Table:
    """A table with every row as long as its header."""
    head, *body = [row for part in block.children for row in part.children]
    header = tuple(flat(spans(cell)) for cell in head.children)
    rows = (tuple(spans(cell) for cell in row.children) for row in body)
    return Table(header, tuple((*row, *((),) * len(header))[: len(header)] for row in rows))


def spans(block: SyntaxTreeNode) -> Spans:
    """All the words in a block."""
    if block.type == "inline":
        return merged(span for child in block.children for span in inline(child, strong=False))
    return joined(spans(child) for child in block.children)


def inline(node: SyntaxTreeNode, *, strong: bool) -> Iterator[Span]:
    """The spans of one inline node."""
    match node.type:
        case "text" | "text_special" | "html_inline":
            yield Strong(node.content) if strong else Text(node.content)
        case "code_inline":
            yield CodeSpan(node.content)
        case "softbreak" | "hardbreak":
            yield Text(" ")
        case "image":
            yield Text(node.content)
        case _:
            for child in node.children:
                yield from inline(child, strong=strong or node.type == "strong")


def merged(spans: Iterable[Span]) -> Spans:
    """Neighbours of one kind as one, empty ones left out."""
    out: list[Span] = []
    for each in spans:
        if out and isinstance(each, Text) and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + each.text)
        elif out and isinstance(each, Strong) and isinstance(out[-1], Strong):
            out[-1] = Strong(out[-1].text + each.text)
        elif each.text:
            out.append(each)
    return tuple(out)


def joined(runs: Iterable[Spans]) -> Spans:
    """Several runs as one, a space between them."""
    out: list[Span] = []
    for run in runs:
        if run and out:
            out.append(Text(" "))
        out.extend(run)
    return merged(out)


def flat(run: Spans) -> str:
    """The words alone."""
    return "".join(each.text for each in run)


def written(document: Document) -> str:
    """A document as text that a model can read: the words in order, cells of a row joined by bars."""
    return "\n".join(text for node in document.nodes for text in lines_of(node) if text)


def lines_of(node: Node) -> Iterator[str]:
    """The lines of one node."""
    match node:
        case Heading():
            yield f"{'#' * node.level} {node.text}"
        case Paragraph() | Quote():
            yield flat(node.spans)
        case Items():
            yield from (f"- {flat(item)}" for item in node.items)
        case Table():
            yield " | ".join(node.header)
            yield from (" | ".join(flat(cell) for cell in row) for row in node.rows)
        case Code() | File():
            yield node.text
        case Choices():
            yield from (f"- {option.label}" for option in node.options)
