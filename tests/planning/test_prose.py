"""A model's Markdown as neutral nodes: what is kept, what loses its address, what is only characters."""

import pytest

from bot.core.document import (
    Choice,
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
    Strong,
    Table,
    Text,
    paragraph,
    plain,
)
from bot.planning.prose import balanced, document, written

TABLE: tuple[tuple[str, tuple[Node, ...]], ...] = (
    ("", ()),
    ("Sí, conviene.", (paragraph("Sí, conviene."),)),
    ("##### Hondo", (Heading(3, "Hondo"),)),
    (
        "Usen **Spin** y `spin up`,\ncon *calma*.",
        (Paragraph((Text("Usen "), Strong("Spin"), Text(" y "), CodeSpan("spin up"), Text(", con calma."))),),
    ),
    ("- uno\n- dos\n  1. dentro", (Items((plain("uno"), plain("dos"), plain("dentro"))),)),
    ("1. uno\n2. dos", (Items((plain("uno"), plain("dos")), numbered=True),)),
    ("- así:\n\n  ```sh\n  ls\n  ```", (Items((plain("así:"),)), Code("sh", "ls"))),
    ("```rust\nfn main() {}\n```", (Code("rust", "fn main() {}"),)),
    ("    sangrado", (Code("", "sangrado"),)),
    ("```C#\nx\n```", (Code("C#", "x"),)),
    # the word behind a fence is the name of a language or nothing
    ("```\x1b]0;PWNED\x07\x1b[2Jpy\nx\n```", (Code("", "x"),)),
    ("~~~ a```b\nx\n~~~", (Code("", "x"),)),
    ("```<!here>\nx\n```", (Code("", "x"),)),
    (f"```{'a' * 21}\nx\n```", (Code("", "x"),)),
    ("> **Ojo**: frío", (Quote((Strong("Ojo"), Text(": frío"))),)),
    (
        "| a | b |\n|---|---|\n| `1` | 2 | 3 |\n| x |",
        (Table(("a", "b"), (((CodeSpan("1"),), plain("2")), (plain("x"), ()))),),
    ),
    ("antes\n\n---\n\ndespués", (paragraph("antes"), paragraph("después"))),
    # a model vouches for no address
    ("[la guía](https://evil.example/x)", (paragraph("la guía"),)),
    ("![logo](https://evil.example/x.png)", (paragraph("logo"),)),
    ("<https://evil.example>", (paragraph("https://evil.example"),)),
    # HTML is what it looks like
    ("<b>hola</b>\n\n<script>x</script>", (paragraph("<b>hola</b>"), paragraph("<script>x</script>"))),
)


@pytest.mark.parametrize(("markdown", "nodes"), TABLE, ids=[row[0][:24] or "empty" for row in TABLE])
def test_markdown_becomes_nodes(markdown: str, nodes: tuple[Node, ...]) -> None:
    assert document(markdown) == Document(nodes)


@pytest.mark.parametrize(
    ("markdown", "whole"),
    [
        ("sin código", True),
        ("```\na\n```", True),
        ("~~~\n```\n~~~", True),
        ("> ```\n> a\n> ```", True),
        ("- ```\n  a\n  ```", True),
        ("    sangrado", True),
        ("```", False),
        ("a\n```py\nb", False),
        ("```\na\n```\n\n```\nb", False),
    ],
)
def test_an_open_fence_is_noticed(markdown: str, whole: bool) -> None:
    assert balanced(markdown) is whole


def test_a_document_is_written_for_a_model_without_any_markup() -> None:
    nodes: tuple[Node, ...] = (
        Heading(2, "Plan"),
        Paragraph((Text("Usen "), Strong("Spin"), Text("."))),
        Items((plain("uno"), (CodeSpan("dos"),))),
        Table(("a", "b"), ((plain("1"), plain("2")),)),
        Code("toml", "x = 1"),
        Quote(plain("ojo")),
        Choices("topic", (Choice("v", "Sí"),)),
        File("plan.md", "# Todo"),
    )

    assert (
        written(Document(nodes))
        == "## Plan\nUsen Spin.\n- uno\n- dos\na | b\n1 | 2\nx = 1\nojo\n- Sí\n# Todo"
    )
