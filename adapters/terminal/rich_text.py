"""Document → rich renderables, for people at a terminal. Pure.

Everything from outside enters as `Text`, never as console markup, and without control characters.
"""

from collections.abc import Iterator
from typing import assert_never

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table as RichTable
from rich.text import Text as RichText

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
from bot.presenter.markdown import info_word, visible

HEADING_STYLES = {1: "bold bright_cyan", 2: "bold cyan", 3: "bold"}


def screen(document: Document) -> Group:
    """The document as blocks with a blank line between them."""
    blocks: list[RenderableType] = []
    for each in shown(document):
        blocks.extend((node(each), RichText("")))
    return Group(*blocks)


def shown(document: Document) -> Iterator[Node]:
    """The nodes without controls, which have their words, and without files, which the message holds too."""
    for each in document.nodes:
        if isinstance(each, Choices) and not each.is_pick:
            continue
        if not isinstance(each, File):
            yield each


def node(each: Node) -> RenderableType:
    """One block."""
    match each:
        case Heading():
            return heading(each)
        case Paragraph():
            return prose(each.spans)
        case Items():
            return items(each)
        case Table():
            return table(each)
        case Code():
            return code(each)
        case Quote():
            return Padding(prose(each.spans, style="italic"), (0, 0, 0, 2))
        case Choices():
            return choices(each)
        case File():
            return code(Code("", each.text, each.name))
        case _:
            assert_never(each)


def heading(each: Heading) -> RenderableType:
    """Level 1 as a rule across the screen, the others as bold lines."""
    text = RichText(visible(each.text), style=HEADING_STYLES[each.level])
    return Rule(text, align="left", style="cyan") if each.level == 1 else text


def prose(spans: Spans, style: str = "") -> RichText:
    """Runs of text as one flowing text."""
    text = RichText(style=style)
    for each in spans:
        text.append_text(span(each))
    return text


def span(each: Span) -> RichText:
    """One run; a link shows its address, since not every terminal can follow one."""
    match each:
        case Text() | Person():
            return RichText(visible(each.text))
        case Strong():
            return RichText(visible(each.text), style="bold")
        case CodeSpan():
            return RichText(visible(each.text), style="magenta")
        case Link():
            shown = each.text if each.text == each.url else f"{each.text} <{each.url}>"
            return RichText(visible(shown), style="blue")
        case _:
            assert_never(each)


def items(each: Items) -> RenderableType:
    """A list with hanging indents."""
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, style="cyan")
    grid.add_column()
    for number, item in enumerate(each.items, start=1):
        grid.add_row(f"{number}." if each.numbered else "•", prose(item))
    return grid


def choices(each: Choices) -> RenderableType:
    """Numbered quick picks."""
    grid = RichTable.grid(padding=(0, 1))
    for number, option in enumerate(each.options, start=1):
        grid.add_row(RichText(f"{number})", style="cyan"), RichText(visible(option.label)))
    return Padding(grid, (0, 0, 0, 2))


def table(each: Table) -> RenderableType:
    """A table that wraps inside its cells."""
    drawn = RichTable(box=box.ROUNDED, header_style="bold cyan", show_lines=True, expand=False)
    for title in each.header:
        drawn.add_column(RichText(visible(title)), overflow="fold")
    for row in each.rows:
        drawn.add_row(*map(prose, row))
    return drawn


def code(each: Code) -> RenderableType:
    """Highlighted source in a frame with its file name."""
    text = "\n".join(visible(line) for line in each.text.rstrip("\n").split("\n"))
    language = info_word(each.language)
    lexer = {"wit": "rust", "": "text"}.get(language, language)
    source = Syntax(text, lexer, theme="ansi_dark", word_wrap=True, background_color="default")
    return Panel(
        source,
        title=RichText(visible(each.title)) if each.title else None,
        title_align="left",
        border_style="dim",
    )
