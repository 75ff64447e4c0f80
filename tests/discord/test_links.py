"""Addresses and people: live where code put them, and nowhere else."""

import pytest

from adapters.discord.render import Card, Message, body, labels, rendered
from bot.core.document import Document, Heading, Link, Node, Paragraph, Person, Spans, Text
from bot.presenter.visible import visible
from bot.wording import wording
from tests.discord.documents import ANA
from tests.discord.reading import letters, live, read, tokens

ENGLISH = labels("en", wording())


def content(*nodes: Node) -> str:
    (only,) = rendered(Document(nodes), ENGLISH)
    assert isinstance(only, Message)
    return only.content


URLS = {
    "https://a.example/b?c=1&d=2#e": True,
    "https://a.example:8443": True,
    "http://a.example": False,
    "javascript:alert(1)": False,
    "https://user:pass@evil.example": False,
    "https://a.example/|@everyone": False,
    "https://a.example/<@everyone>": False,
    "https://a.example/ b": False,
    "https://a.example/\\": False,
    "https://a.example/\u202egpj": False,
    "https://": False,
    "https://a.example/" + "x" * 500: False,
    "discord://open": False,
    "": False,
}


@pytest.mark.parametrize(("url", "opens"), URLS.items(), ids=[each[:40] for each in URLS])
def test_only_https_addresses_are_links(url: str, opens: bool) -> None:
    found = content(Paragraph((Link("see", url),)))
    targets = [each.target for each in tokens(found) if each.kind == "link"]
    assert targets == ([url] if opens else [])
    assert letters(visible(url)) in read([Message(found)]) or opens


LINKS = {
    "the *docs*": "[the \\*docs\\*](<https://a.example/?b&c>)",
    "see [1]": "see \\[1\\] <https://a.example/?b&c>",
    "http://bank.example": "http\\://bank.example <https://a.example/?b&c>",
    "https://a.example/?b&c": "<https://a.example/?b&c>",
    "": "<https://a.example/?b&c>",
    "w" * 201: f"{'w' * 201} <https://a.example/?b&c>",
}


@pytest.mark.parametrize(("words", "written"), LINKS.items(), ids=[each[:20] for each in LINKS])
def test_a_link_has_its_words_in_it_where_discord_takes_them(words: str, written: str) -> None:
    assert content(Paragraph((Link(words, "https://a.example/?b&c"),))) == written


def test_parentheses_do_not_end_an_address() -> None:
    assert (
        content(Paragraph((Link("see", "https://a.example/b_(c)"),)))
        == "[see](<https://a.example/b_%28c%29>)"
    )


PEOPLE = {ANA: True, "ana": False, "1": False, f"{ANA}><@everyone": False, f"&{ANA}": False}


@pytest.mark.parametrize(("who", "known"), PEOPLE.items())
def test_a_person_is_named_by_an_id_and_by_nothing_else(who: str, known: bool) -> None:
    found = content(Paragraph((Text("by "), Person(who))))
    assert live(found) == ({"person"} if known else set())
    assert (f"<@{who}>" in found) is known


def test_nobody_is_ever_notified() -> None:
    named, card = rendered(
        Document((Heading(1, "Verdict"), Heading(2, "By"), Paragraph((Person(ANA),)))), ENGLISH
    )[::-1]
    assert isinstance(named, Message)
    assert isinstance(card, Card)
    for each in (named, card):
        assert body(each)["allowed_mentions"] == {"parse": [], "replied_user": False}


def test_words_in_two_spans_make_no_mark_together() -> None:
    spans: Spans = (
        Text("@"),
        Text("everyone "),
        Text("<"),
        Text(f"@{ANA}>"),
        Text("*"),
        Text("*b**"),
        Text("#"),
    )
    assert live(content(Paragraph(spans))) == set()
