"""Document → plain Markdown, for pipes, files and the `text` of JSON lines. Pure.

Text is literal: what would start a block, a tag, a link or a table cell of its own is escaped, and
control characters never reach the screen.
"""

import re
from typing import assert_never

from bot.core.document import (
    Choices,
    Code,
    CodeSpan,
    Document,
    File,
    Heading,
    Items,
    Link,
    Node,
    Paragraph,
    Person,
    Quote,
    Span,
    Spans,
    Strong,
    Table,
    Text,
)

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BLOCK_START = re.compile(
    r"^(\s*)(#{1,6}(?=\s)|>|\||:(?=-)|[-+*](?=\s)|\d+(?=[.)]\s)|`{3,}|~{3,}|={3,}|-{3,})", re.MULTILINE
)
INFO_WORD = re.compile(r"[A-Za-z0-9_+.#-]{1,20}")
INLINE = re.compile(r"([`*]|<(?=[A-Za-z/!@#])|\[(?=[^\]]*\]\())")


def markdown(document: Document) -> str:
    """The whole document, nodes separated by a blank line, no newline at the end."""
    return "\n\n".join(filter(None, map(node, document.nodes)))


def visible(text: str) -> str:
    """Without control, bidi and zero-width characters."""
    return CONTROL.sub("", text)


def node(each: Node) -> str:
    """One block."""
    match each:
        case Heading():
            return f"{'#' * each.level} {one_line(each.text)}"
        case Paragraph():
            return prose(each.spans)
        case Items():
            return items(each)
        case Table():
            return table(each)
        case Code():
            return code(each)
        case Quote():
            return "\n".join(f"> {line}" for line in prose(each.spans).split("\n"))
        case Choices():
            return choices(each)
        case File():
            return ""  # the message holds it too
        case _:
            assert_never(each)


def choices(each: Choices) -> str:
    """Numbered quick picks; controls have their words."""
    if not each.is_pick:
        return ""
    return "\n".join(f"{n}) {one_line(option.label)}" for n, option in enumerate(each.options, start=1))


def span(each: Span) -> str:
    """One run of text."""
    match each:
        case Text() | Person():
            return escaped(each.text)
        case Strong():
            return f"**{escaped(each.text)}**"
        case CodeSpan():
            mark = "``" if "`" in each.text else "`"
            return f"{mark}{visible(each.text)}{mark}"
        case Link():
            return (
                f"[{escaped(each.text)}]({visible(each.url)})"
                if each.url.startswith("https://")
                else escaped(each.text)
            )
        case _:
            assert_never(each)


def prose(spans: Spans) -> str:
    """Runs put together; a line that would open a block is escaped."""
    return BLOCK_START.sub(r"\1\\\2", "".join(map(span, spans)))


def escaped(text: str) -> str:
    """Plain text whose marks stay marks on paper only."""
    return INLINE.sub(r"\\\1", visible(text))


def one_line(text: str) -> str:
    """Plain text on one line."""
    return " ".join(escaped(text).split())


def items(each: Items) -> str:
    """A list; further lines of an item are indented under it."""
    marks = [f"{n}." if each.numbered else "-" for n in range(1, len(each.items) + 1)]
    return "\n".join(
        f"{mark} " + prose(item).replace("\n", "\n" + " " * (len(mark) + 1))
        for mark, item in zip(marks, each.items, strict=True)
    )


def table(each: Table) -> str:
    """A pipe table; pipes in cells are escaped and line breaks become spaces."""
    header = [one_line(cell).replace("|", "\\|") for cell in each.header]
    rows = [[cell(spans) for spans in row] for row in each.rows]
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(spans: Spans) -> str:
    """One cell on one line."""
    return " ".join("".join(map(span, spans)).split()).replace("|", "\\|")


def code(each: Code) -> str:
    """A fence that is longer than any run of backticks inside it; the title goes above."""
    text = "\n".join(visible(line) for line in each.text.rstrip("\n").split("\n"))
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * max(3, longest + 1)
    title = f"`{visible(each.title)}`\n\n" if each.title else ""
    return f"{title}{fence}{info_word(each.language)}\n{text}\n{fence}"


def info_word(language: str) -> str:
    """A fence's language, if it is a plain word; a model may have put anything there."""
    return language if INFO_WORD.fullmatch(language) else ""
