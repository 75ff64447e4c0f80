"""Tables: drawn with spaces where they fit, else a card a row."""

import re

import pytest

from adapters.discord.render import Message, labels, rendered
from adapters.discord.render.tables import columns_of
from bot.core.document import Document, Link, Node, Table, Text
from bot.wording import wording

ENGLISH = labels("en", wording())
FENCED = re.compile(r"```(\w*)\n(.*?)\n```", re.DOTALL)


def messages(*nodes: Node) -> list[Message]:
    return [each for each in rendered(Document(nodes), ENGLISH) if isinstance(each, Message)]


def content(*nodes: Node) -> str:
    (only,) = messages(*nodes)
    return only.content


def row(*cells: str) -> tuple[tuple[Text, ...], ...]:
    return tuple((Text(each),) if each else () for each in cells)


def test_a_table_is_aligned_by_what_is_seen_and_numbers_to_the_right() -> None:
    table = Table(("Plan", "USD"), (row("漢字 😀", "1,842.81"), row("Spin", "5.00"), row("", "—")))
    assert content(table).split("\n") == [
        "```",
        "Plan          USD",
        "───────  ────────",
        "漢字 😀  1,842.81",
        "Spin         5.00",
        "—               —",
        "```",
    ]


def test_a_wide_table_gives_way_between_words_down_to_fifty_five_columns() -> None:
    table = Table(
        ("Part", "Role"), (row("api", "receives HTTP and does all the input and the output there is"),)
    )
    lines = content(table).split("\n")[1:-1]
    assert lines[2:] == ["api   receives HTTP and does all the input and the", "      output there is"]
    assert max(map(columns_of, lines)) <= 55


CARD = "> **api**\n> **Role:** {}\n> **Where:** Wasm"


@pytest.mark.parametrize("role", ["word " * 60, "w" * 56])
def test_a_table_that_does_not_fit_is_a_card_a_row(role: str) -> None:
    table = Table(("Part", "Role", "Where"), (row("api", role.strip(), "Wasm"), row("etl", "", "Wasm")))
    first, second = content(table).split("\n\n")
    assert first == CARD.format(role.strip())
    assert second == "> **etl**\n> **Role:** —\n> **Where:** Wasm"


def test_a_table_with_links_is_cards_since_a_fence_has_none() -> None:
    link = (Link("docs", "https://a.example/"),)
    assert content(Table(("Fact", "Source"), (((Text("one"),), link),))) == (
        "> **one**\n> **Source:** [docs](<https://a.example/>)"
    )


def test_a_table_without_rows_shows_its_header() -> None:
    assert content(Table(("a", "b"), ())) == "> **a** **b**"


def test_a_long_table_goes_on_under_the_same_header() -> None:
    table = Table(("n", "square"), tuple(row(str(n), str(n * n)) for n in range(300)))
    found = [text.split("\n") for each in messages(table) for _, text in FENCED.findall(each.content)]
    assert len(found) == 3
    assert {tuple(each[:2]) for each in found} == {("  n  square", "───  ──────")}
    assert [int(line.split()[0]) for each in found for line in each[2:]] == [*range(300)]
