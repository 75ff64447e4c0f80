"""Documents on a terminal: what a person reads, and what hostile text may not become."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from adapters.terminal.rich_text import screen
from adapters.terminal.screen import JsonFace, MarkdownFace, RichFace
from bot.core.document import (
    Choice,
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
    Quote,
    Strong,
    Table,
    Text,
    paragraph,
    plain,
)
from bot.core.events import Key
from bot.ports import Posting
from bot.presenter.markdown import markdown, visible

KEY = Key("terminal", "local", "t1")

NODES: list[tuple[Node, str]] = [
    (Heading(2, "Viabilidad"), "## Viabilidad"),
    (Heading(1, "una\nlínea"), "# una línea"),
    (
        Paragraph((Text("De "), Strong("900 ms"), Text(" a "), CodeSpan("wasm"))),
        "De **900 ms** a `wasm`",
    ),
    (Paragraph((CodeSpan("a`b"),)), "``a`b``"),
    (Items((plain("uno"), plain("dos\nlíneas"))), "- uno\n- dos\n  líneas"),
    (Items((plain("uno"), plain("dos")), numbered=True), "1. uno\n2. dos"),
    (
        Table(("Fase", "Tarea"), ((plain("1"), plain("a|b\nc")),)),
        "| Fase | Tarea |\n| --- | --- |\n| 1 | a\\|b c |",
    ),
    (Code("wit", "package a:b;\n", "app.wit"), "`app.wit`\n\n```wit\npackage a:b;\n```"),
    (Code("", "x ``` y"), "````\nx ``` y\n````"),
    (Quote(plain("dicho\nasí")), "> dicho\n> así"),
    (Choices("state", (Choice("a", "Sin estado"), Choice("b", "Otro"))), "1) Sin estado\n2) Otro"),
    (
        Paragraph((Link("wasi.dev", "https://wasi.dev/roadmap"),)),
        "[wasi.dev](https://wasi.dev/roadmap)",
    ),
    (Paragraph((Link("malo", "javascript:alert(1)"),)), "malo"),
]


@pytest.mark.parametrize(("node", "expected"), NODES)
def test_each_node_as_markdown(node: Node, expected: str) -> None:
    assert markdown(Document((node,))) == expected


HOSTILE = [
    "# no soy un título",
    "> no soy una cita",
    "- no soy una lista",
    "1. tampoco",
    "```\nno soy código\n```",
    "<script>alert(1)</script>",
    "<!channel> <@U123>",
    "[pulse](https://malo.example)",
    "**ni negrita** ni `código`",
    "![](https://malo.example/x.png)",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "---",
    "título\n===",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_markup(text: str) -> None:
    """An independent parser sees one paragraph of text and nothing else."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(Document((paragraph(text),))))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children or []
    assert {token.type for token in inline} <= {"text", "softbreak", "text_special"}


@pytest.mark.parametrize("language", ["\x1b]0;PWNED\x07py", "a```b", "py\nrm", "x" * 30, "ñ"])
def test_a_fence_s_language_is_a_plain_word_or_nothing(language: str) -> None:
    document = Document((Code(language, "x = 1"),))
    assert markdown(document) == "```\nx = 1\n```"
    assert "PWNED" not in RichFace(lambda: 80).message(posting(document))


def test_terminal_control_sequences_are_taken_out() -> None:
    hostile = "a\x1b[2Jb\x07c\u202ed\u200be\x9b31mf\r"
    assert visible(hostile) == "a[2Jbcde31mf"
    shown = RichFace(lambda: 80).message(posting(Document((paragraph(hostile), Code("wit", hostile)))))
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_console_markup_in_text_stays_text() -> None:
    out = io.StringIO()
    Console(file=out, width=80).print(screen(Document((paragraph("[bold red]hola[/] :smile:"),))))
    assert "[bold red]hola[/] :smile:" in out.getvalue()


@pytest.mark.parametrize("node", [node for node, _ in NODES])
def test_each_node_on_screen_shows_its_words(node: Node) -> None:
    out = io.StringIO()
    Console(file=out, width=60).print(screen(Document((node,))))
    assert out.getvalue().strip()


def test_a_wide_table_wraps_instead_of_losing_words() -> None:
    words = " ".join(f"palabra{n}" for n in range(40))
    out = io.StringIO()
    table = Table(("Fase", "Tarea", "Herramientas"), ((plain("1"), plain(words), plain("Spin")),))
    Console(file=out, width=60).print(screen(Document((table,))))
    joined = "".join(character for character in out.getvalue() if character.isalnum())
    assert all(f"palabra{n}" in joined for n in range(40))


def posting(document: Document, topic: str | None = None) -> Posting:
    return Posting("e1", KEY, "question", topic, document, inherited=False, language="es")


def test_json_lines_hold_the_message_and_the_topic_only_for_questions() -> None:
    asked = json.loads(JsonFace().message(posting(Document((paragraph("¿Dónde?\nAquí"),)), "state")))
    assert asked["topic"] == "state"
    assert (asked["id"], asked["notice"], asked["text"]) == ("e1", "question", "¿Dónde?\nAquí")
    assert asked["document"]["nodes"][0]["spans"][0]["text"] == "¿Dónde?\nAquí"
    assert "topic" not in json.loads(JsonFace().message(posting(Document(()))))


def test_a_json_message_is_one_line_whatever_is_in_it() -> None:
    line = JsonFace().message(posting(Document((paragraph("a\nb\u2028c\x85d"),))))
    assert line.count("\n") == 1
    assert line.endswith("\n")


def test_people_are_quoted_in_a_transcript() -> None:
    assert MarkdownFace().echo("dos\nlíneas") == "> dos\n> líneas\n\n"
    assert JsonFace().echo("hola") == ""


@given(st.text(max_size=300))
def test_any_text_renders_on_every_face(text: str) -> None:
    document = Document(
        (Heading(3, text), paragraph(text), Table((text,), ((plain(text),),)), Code("", text))
    )
    for face in (JsonFace(), MarkdownFace(), RichFace(lambda: 60)):
        shown = face.message(posting(document))
        assert "\x1b]" not in shown
        assert shown.endswith("\n")


@pytest.mark.parametrize("beside", [File("plan.md", "texto"), Choices("command", (Choice("stop", "Parar"),))])
def test_what_the_message_says_already_is_not_shown_twice(beside: Node) -> None:
    """A file holds what the message holds, and a control does what a word does."""
    document = Document((paragraph("hola"), beside))
    assert markdown(document) == "hola"
    assert RichFace(lambda: 60).message(posting(document)).split() == ["hola"]
