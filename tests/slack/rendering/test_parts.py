"""How a document becomes messages: what stands together, what is split, what it is in plain words."""

from typing import cast

from adapters.slack.render import Message, Upload, labels, plainer, rendered
from adapters.slack.render.message import Json, Part
from bot.core.document import (
    Choice,
    Choices,
    Code,
    Document,
    File,
    Heading,
    Items,
    Link,
    Node,
    Table,
    Text,
    paragraph,
)
from bot.wording import wording
from tests.slack.rendering.walking import shapes, texts

ENGLISH = labels("en", wording())
LONG = "One sentence of some length, to fill a page. " * 60


def parts(*nodes: Node) -> tuple[Part, ...]:
    return rendered(Document(nodes), ENGLISH)


def messages(*nodes: Node) -> list[Message]:
    return [each for each in parts(*nodes) if isinstance(each, Message)]


def kinds(message: Message) -> list[object]:
    return [each["type"] for each in message.blocks]


def rows(message: Message) -> list[list[str]]:
    (table,) = (each for each in message.blocks if each["type"] == "table")
    return [["".join(texts(cell)) for cell in row] for row in cast("list[list[Json]]", table["rows"])]


def lists(message: Message) -> list[Json]:
    return [each for each in shapes(message.blocks) if each.get("type") == "rich_text_list"]


def test_nothing_to_say_is_said() -> None:
    (message,) = messages()
    assert message.text == "There is nothing to show here."
    assert messages(paragraph(" \u200b\n"), Code("", "\n")) == [message]


def test_files_stand_where_they_are_in_the_document() -> None:
    first, file, last = parts(paragraph("before"), File("plan.md", "# Plan"), paragraph("after"))
    assert isinstance(first, Message)
    assert isinstance(last, Message)
    assert (first.text, file, last.text) == ("before", Upload("plan.md", "# Plan"), "after")


def test_of_files_that_stand_together_the_first_goes_along() -> None:
    files = (File("plan.md", "# Plan"), File("world.wit", "world api;"), File("spin.toml", "x = 1"))
    first, *others = parts(paragraph("before"), *files, paragraph("between"), File("last.md", "last"))
    assert isinstance(first, Message)
    assert [each.name for each in others if isinstance(each, Upload)] == ["plan.md", "last.md"]


def test_a_heading_too_long_for_a_header_is_a_bold_line() -> None:
    short, long, small = messages(Heading(1, "a" * 150), Heading(2, "b" * 151), Heading(3, "c"))[0].blocks
    assert [short["type"], long["type"], small["type"]] == ["header", "rich_text", "rich_text"]
    assert [each["style"] for each in shapes((long, small)) if "style" in each] == [{"bold": True}] * 2


def test_a_short_document_is_one_message() -> None:
    nodes = (Heading(1, "Verdict"), paragraph("Stay."), Heading(2, "Why"), paragraph("It is cheap."))
    assert [kinds(each) for each in messages(*nodes)] == [["header", "rich_text", "header", "rich_text"]]


def test_the_card_of_a_long_document_stands_alone() -> None:
    nodes: list[Node] = [
        Heading(1, "Verdict"),
        paragraph("Migrate."),
        Heading(2, "Why"),
        *[paragraph(LONG)] * 5,
    ]
    first, second, *_ = messages(*nodes)
    assert (first.text, second.text[:5]) == ("*Verdict*\n\nMigrate.", "*Why*")


def test_a_section_that_has_just_begun_moves_on_with_what_does_not_fit() -> None:
    nodes: list[Node] = [*[paragraph(LONG)] * 3, Heading(2, "Next"), paragraph("Begins."), paragraph(LONG)]
    first, second = messages(*nodes)
    assert len(first.blocks) == 3
    assert second.text.startswith("*Next*\n\nBegins.")


def test_no_heading_is_left_at_the_end_of_a_message() -> None:
    table = Table(("a",), (((Text("1"),),),))
    first, second = messages(table, Heading(2, "Next"), Heading(3, "Below"), paragraph("text"))
    assert (kinds(first), kinds(second)) == (["table"], ["header", "rich_text", "rich_text"])


def test_controls_stay_below_a_table() -> None:
    table = Table(("a",), (((Text("1"),),),))
    (message,) = messages(table, Choices("command", (Choice("change", "Correct"),)))
    assert kinds(message) == ["table", "actions"]


def test_a_long_table_goes_on_under_the_same_header() -> None:
    table = Table(("n", "square"), tuple(((Text(str(n)),), (Text(str(n * n)),)) for n in range(250)))
    found = messages(table)
    assert [len(rows(each)) for each in found] == [100, 100, 53]
    assert {tuple(rows(each)[0]) for each in found} == {("n", "square")}
    assert [cells[0] for each in found for cells in rows(each)[1:]] == [str(n) for n in range(250)]


def test_a_wide_table_repeats_its_first_column() -> None:
    header = tuple(f"c{at}" for at in range(30))
    found = messages(Table(header, (tuple((Text(each),) for each in header),)))
    assert [len(rows(each)[0]) for each in found] == [20, 11]
    assert [rows(each)[1][0] for each in found] == ["c0", "c0"]
    assert [cell for each in found for cell in rows(each)[1][1:]] == list(header[1:])


def test_a_cell_too_long_for_a_table_goes_on_in_the_next_row() -> None:
    text = "word " * 4_000
    found = messages(Table(("k", "v"), (((Text("key"),), (Text(text),)),)))
    assert len(found) == 4
    assert "".join(cells[1] for each in found for cells in rows(each)[1:]) == text
    assert found[0].text.startswith("k | v\nkey | word word")


def test_a_link_in_such_a_row_is_text() -> None:
    row = (
        (Link("docs", "https://a.example/"), Link("w" * 301, "https://b.example/")),
        (Text("word " * 4_000),),
    )
    first, *_ = messages(Table(("k", "v"), (row,)))
    assert rows(first)[1][0] == f"docs (https://a.example/){'w' * 301} https://b.example/"


def test_an_empty_cell_shows_a_dash_since_slack_takes_none() -> None:
    assert rows(messages(Table(("a", ""), (((), (Text(" "),)),)))[0]) == [["a", "—"], ["—", "—"]]


def test_a_column_of_numbers_is_aligned_to_the_right() -> None:
    cells = [("Spin", "1,235.32", "12 %"), ("—", "—", "low")]
    (message,) = messages(
        Table(("a", "b", "c"), tuple(tuple((Text(each),) for each in row) for row in cells))
    )
    assert [each["align"] for each in shapes(message.blocks) if "align" in each] == ["left", "right", "left"]


def test_a_numbered_list_counts_on() -> None:
    items = tuple((Text(f"{n} {'x' * 500}"),) for n in range(8))
    found = lists(messages(Items(items, numbered=True))[0])
    assert [each.get("offset", 0) for each in found] == [0, 5]
    assert {each["style"] for each in found} == {"ordered"}


def test_an_item_too_long_for_a_list_goes_on_below_it() -> None:
    items = ((Text("short"),), (Text("word " * 700),), (Text("last"),))
    message = messages(Items(items, numbered=True))[0]
    assert [each.get("offset", 0) for each in lists(message)] == [0, 1, 2]


def test_code_is_whole_where_it_fits() -> None:
    code = "\n".join(f"line {n} of the file" for n in range(350))
    assert [
        len(each.blocks) for each in messages(paragraph(LONG), paragraph(LONG), Code("rust", code, "a.rs"))
    ] == [2, 1]


def test_longer_code_is_split_between_lines_and_numbered() -> None:
    lines = [f"line {n} of the file" for n in range(1_000)]
    found = [[*texts(each.blocks)] for each in messages(Code("rust", "\n".join(lines), "a.rs"))]
    assert [each[:2] for each in found] == [["a.rs", " (1/3)"], ["a.rs", " (2/3)"], ["a.rs", " (3/3)"]]
    assert "\n".join(each[2] for each in found).split("\n") == lines


def test_text_reads_well_alone_and_says_where_it_ends() -> None:
    text = messages(Heading(2, "Costs"), paragraph(LONG), paragraph(LONG))[0].text
    assert text.startswith("*Costs*\n\nOne sentence of some length")
    assert text.endswith("to fill a page.\n… The rest is in the message.")
    assert len(text.encode()) <= 3_000


def test_the_plainer_form_has_every_word_in_sections() -> None:
    picks = Choices("traffic", (Choice("bursty", "Bursty"), Choice("steady", "Steady")))
    controls = Choices("command", (Choice("why", "Why?"),))
    code = Code("wit", "world api;", "wit/world.wit")
    (message,) = messages(Heading(2, "Traffic"), paragraph("How <much>?"), code, picks, controls)
    (section,) = plainer(message).blocks
    expected = (
        "*Traffic*\n\nHow &lt;much\u2060&gt;?\n\nwit/world.wit\n\n```\nworld api;\n```\n\n• Bursty\n• Steady"
    )
    assert section == {"type": "section", "text": {"type": "mrkdwn", "text": expected, "verbatim": True}}
    assert plainer(plainer(message)) == plainer(message)


def test_controls_alone_still_have_a_text() -> None:
    (message,) = messages(Choices("command", (Choice("stop", "Stop"),)))
    assert message.text == "• Stop"
    assert [*texts(plainer(message).blocks)] == ["• Stop"]
