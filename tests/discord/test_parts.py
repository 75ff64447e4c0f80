"""How a document becomes messages: what stands together, what is split, how tables and controls look."""

import re

from adapters.discord.render import Card, Message, Part, TextAttachment, Upload, labels, rendered
from bot.core.document import (
    Choice,
    Choices,
    Code,
    Document,
    File,
    Heading,
    Items,
    Node,
    Paragraph,
    Strong,
    Text,
    paragraph,
)
from bot.wording import wording
from tests.discord.reading import shapes

ENGLISH = labels("en", wording())
LONG = "One sentence of some length, to fill a page. " * 35
FENCED = re.compile(r"```(\w*)\n(.*?)\n```", re.DOTALL)


def parts(*nodes: Node) -> tuple[Part, ...]:
    return rendered(Document(nodes), ENGLISH)


def messages(*nodes: Node) -> list[Message]:
    return [each for each in parts(*nodes) if isinstance(each, Message)]


def content(*nodes: Node) -> str:
    (only,) = messages(*nodes)
    return only.content


def row(*cells: str) -> tuple[tuple[Text, ...], ...]:
    return tuple((Text(each),) if each else () for each in cells)


def test_nothing_to_say_is_said() -> None:
    assert content() == "There is nothing to show here."
    assert messages(paragraph(" \u200b\n"), Code("", "\n")) == messages()


def test_files_stand_where_they_are_in_the_document() -> None:
    first, file, last = parts(paragraph("before"), File("plan.md", "# Plan"), paragraph("after"))
    assert (first, file, last) == (
        Message("before"),
        Upload((TextAttachment("plan.md", "# Plan"),)),
        Message("after"),
    )


def test_files_that_stand_together_go_together() -> None:
    (upload,) = parts(File("plan.md", "# Plan"), File("world.wit", "world api;"))
    assert upload == Upload((TextAttachment("plan.md", "# Plan"), TextAttachment("world.wit", "world api;")))


def test_a_message_carries_ten_files_and_as_many_bytes_as_discord_takes() -> None:
    eleven = parts(*(File(f"{number}.md", "text") for number in range(11)))
    assert [len(each.files) for each in eleven if isinstance(each, Upload)] == [10, 1]
    half = "é" * (3 * 1024 * 1024)  # bytes, not characters, are counted
    large = parts(File("a.md", half), File("b.md", half))
    assert [len(each.files) for each in large if isinstance(each, Upload)] == [1, 1]


def test_what_stands_apart_is_read_apart() -> None:
    nodes = (Heading(2, "Costs"), paragraph("A."), Items((row("b")[0], row("c")[0])), paragraph("D."))
    assert content(*nodes) == "## Costs\nA.\n\n- b\n- c\n\nD."


def test_a_numbered_list_counts_on_over_a_cut() -> None:
    first, second = messages(Items(tuple((Text(f"{'x ' * 300}"),) for _ in range(4)), numbered=True))
    assert first.content.startswith("1. x")
    assert second.content.startswith("4. x")


def test_a_section_that_does_not_fit_begins_a_message() -> None:
    nodes = (paragraph(LONG[:900]), Heading(2, "Next"), paragraph(LONG[:700]), paragraph(LONG[:700]))
    first, second = messages(*nodes)
    assert "Next" not in first.content
    assert second.content.startswith("## Next\nOne sentence")


def test_no_heading_is_left_at_the_end_of_a_message() -> None:
    nodes = (paragraph(LONG[:900]), Heading(3, "Next"), Heading(3, "Below"), paragraph(LONG[:1_600]))
    _, second = messages(*nodes)
    assert second.content.startswith("### Next\n### Below\nOne sentence")


def test_the_title_and_what_is_said_of_it_are_a_card() -> None:
    nodes = (Heading(1, "Verdict: stay"), paragraph("Stay."), paragraph("Low confidence."), Heading(2, "Why"))
    card, rest = parts(*nodes)
    assert isinstance(card, Card)
    (frame,) = card.components
    assert [each.get("content", "line") for each in [*shapes(frame)][1:]] == [
        "# Verdict: stay",
        "Stay.",
        "line",
        "Low confidence.",
    ]
    assert rest == Message("## Why")


def test_a_title_with_too_many_words_is_no_card() -> None:
    found = parts(Heading(1, "Verdict"), *[paragraph(LONG)] * 3)
    assert all(isinstance(each, Message) for each in found)
    assert isinstance(found[0], Message)
    assert found[0].content.startswith("# Verdict\nOne")


def test_code_is_whole_where_it_fits() -> None:
    code = "\n".join(f"line {n} of the file" for n in range(80))
    before, after = messages(paragraph(LONG[:600]), Code("rust", code, "a.rs"))
    assert before.content.startswith("One sentence")
    assert after.content == f"**a.rs**\n```rust\n{code}\n```"


def test_longer_code_is_split_between_lines_and_its_fence_opened_again_in_its_language() -> None:
    lines = [f"line {n} of the file" for n in range(300)]
    found = [each.content for each in messages(Code("rust", "\n".join(lines), "a.rs"))]
    assert [each.splitlines()[0] for each in found] == [f"**a.rs** ({n}/4)" for n in range(1, 5)]
    inside = [FENCED.findall(each) for each in found]
    assert [[language for language, _ in each] for each in inside] == [["rust"]] * 4
    assert "\n".join(text for ((_, text),) in inside).split("\n") == lines


def test_a_plan_is_signed_in_small_print() -> None:
    rated = Choices("feedback", (Choice("helpful", "Helpful"), Choice("unhelpful", "Not helpful")))
    nodes = (
        Heading(2, "Costs"),
        paragraph("Much."),
        Heading(2, "Who wrote this"),
        paragraph("By code.\nNo model."),
    )
    (message,) = messages(*nodes, rated)
    assert message.content == "## Costs\nMuch.\n\n## Who wrote this\n-# By code.\n-# No model."
    assert content(*nodes).endswith("By code.\nNo model.")


def test_strong_words_are_closed_and_opened_again_at_a_cut() -> None:
    found = messages(Paragraph((Strong(LONG * 2),)))
    assert len(found) == 2
    assert all(each.content.startswith("**") and each.content.endswith("**") for each in found)
