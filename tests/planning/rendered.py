"""A neutral document as Markdown, for golden files that people read in a diff."""

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
    Spans,
    Strong,
    Table,
    Text,
)


def markdown(document: Document) -> str:
    return "\n\n".join(block(node) for node in document.nodes) + "\n"


def block(node: Node) -> str:
    match node:
        case Heading(level=level, text=text):
            return "#" * level + " " + text
        case Paragraph(spans=run):
            return inline(run)
        case Quote(spans=run):
            return "> " + inline(run)
        case Items(items=items, numbered=numbered):
            return "\n".join(
                f"{f'{at}.' if numbered else '-'} {inline(each)}" for at, each in enumerate(items, 1)
            )
        case Table(header=header, rows=rows):
            lines = [
                header,
                tuple("---" for _ in header),
                *(tuple(inline(cell) for cell in row) for row in rows),
            ]
            return "\n".join("| " + " | ".join(line) + " |" for line in lines)
        case Code(language=language, text=text, title=title):
            return f"`{title}`\n```{language}\n{text}\n```"
        case Choices() | File():
            return ""
        case _:
            assert_never(node)


def inline(run: Spans) -> str:
    return "".join(span(each) for each in run)


def span(each: Text | Strong | CodeSpan | Link | Person) -> str:
    match each:
        case Text(text=text):
            return text
        case Strong(text=text):
            return f"**{text}**"
        case CodeSpan(text=text):
            return f"`{text}`"
        case Link(text=text, url=url):
            return f"[{text}]({url})"
        case Person(id=person):
            return f"@{person}"
        case _:
            assert_never(each)
