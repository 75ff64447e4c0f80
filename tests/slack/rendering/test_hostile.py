"""Hostile words in every place where words can stand: they stay words."""

from collections.abc import Callable

import pytest

from adapters.slack.render import Message, Upload, labels, plainer, rendered
from adapters.slack.render.safety import JOINER, fenced, file_name, mrkdwn
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
    Person,
    Quote,
    Spans,
    Strong,
    Table,
    Text,
)
from bot.presenter.visible import visible
from bot.wording import wording
from tests.slack.rendering.documents import HOSTILE
from tests.slack.rendering.slack_limits import problems
from tests.slack.rendering.walking import letters, live, read, shapes

ENGLISH = labels("en", wording())

PLACES: dict[str, Callable[[str], Node]] = {
    "heading": lambda text: Heading(1, text),
    "paragraph": lambda text: Paragraph((Text(text),)),
    "strong": lambda text: Paragraph((Strong(text),)),
    "code span": lambda text: Paragraph((CodeSpan(text),)),
    "item": lambda text: Items(((Text(text),),), numbered=True),
    "header cell": lambda text: Table((text,), (((Text("1"),),),)),
    "cell": lambda text: Table(("a",), (((Text(text),),),)),
    "fence": lambda text: Code("", text),
    "fence's title": lambda text: Code("toml", "x = 1", text),
    "quote": lambda text: Quote((Text(text),)),
    "link's words": lambda text: Paragraph((Link(text, "https://a.example/"),)),
    "link's address": lambda text: Paragraph((Link("see", text),)),
    "person": lambda text: Paragraph((Text("by "), Person(text))),
    "label": lambda text: Choices("traffic", (Choice("a", text),)),
}


def messages(node: Node) -> list[Message]:
    return [each for each in rendered(Document((node,)), ENGLISH) if isinstance(each, Message)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE, ids=[str(at) for at in range(len(HOSTILE))])
def test_hostile_words_stay_words(place: str, text: str) -> None:
    for message in messages(PLACES[place](text)):
        assert problems(message) == problems(plainer(message)) == []
        kinds = {each["type"] for each in shapes(message.blocks) if "type" in each}
        assert kinds <= KNOWN - (set() if place.startswith("link") else {"link"})
        assert live(message.text) == []
        for block in plainer(message).blocks:
            assert (
                live(next(str(each["text"]) for each in shapes(block) if each.get("type") == "mrkdwn")) == []
            )


KNOWN = {
    "header", "plain_text", "rich_text", "rich_text_section", "rich_text_list", "rich_text_quote",
    "rich_text_preformatted", "text", "table", "actions", "button", "static_select", "link",
    "section",  # of ours, where there is nothing to show
}  # fmt: skip


UNBROKEN = (
    "paragraph",
    "strong",
    "code span",
    "item",
    "quote",
)  # a long one goes on without a mark in between
ALL = [
    (place, text)
    for place in (*UNBROKEN, "fence", "cell")
    for text in HOSTILE
    if text.strip() and (place in UNBROKEN or len(text) < 3_000)
]


@pytest.mark.parametrize(("place", "text"), ALL, ids=[str(at) for at in range(len(ALL))])
def test_they_are_all_there(place: str, text: str) -> None:
    assert letters(visible(text)) in read(rendered(Document((PLACES[place](text),)), ENGLISH))


URLS = {
    "https://a.example/b?c=1&d=2#e": True,
    "https://a.example:8443": True,
    "http://a.example": False,
    "javascript:alert(1)": False,
    "https://user:pass@evil.example": False,
    "https://a.example|<!channel>": False,
    "https://a.example/<!here>": False,
    "https://a.example/ b": False,
    "https://a.example/\u202egpj": False,
    "https://": False,
    "https://a.example/" + "x" * 1_600: False,
    "slack://open": False,
    "": False,
}


@pytest.mark.parametrize(("url", "opens"), URLS.items(), ids=[each[:40] for each in URLS])
def test_only_https_addresses_are_links(url: str, opens: bool) -> None:
    (message,) = messages(Paragraph((Link("see", url),)))
    links = [each["url"] for each in shapes(message.blocks) if each.get("type") == "link"]
    assert links == ([url] if opens else [])
    assert "see" in read([message])
    assert letters(visible(url)) in read([message]) or opens


def test_a_link_in_text_is_our_own_and_reads_as_its_words() -> None:
    (message,) = messages(Paragraph((Link("the <docs>", "https://a.example/?b&c"),)))
    assert message.text == f"<https://a.example/?b&amp;c|the &lt;docs{JOINER}&gt;>"


def test_a_link_with_many_words_has_them_before_it() -> None:
    (message,) = messages(Paragraph((Link("w" * 301, "https://a.example/"),)))
    assert message.text == f"{'w' * 301} <https://a.example/>"


PEOPLE = {"U0123ABC": True, "W0123ABC": True, "ana": False, "U1><!channel": False, "S0123ABC": False}


@pytest.mark.parametrize(("user", "known"), PEOPLE.items())
def test_a_person_is_mentioned_by_an_id_and_by_nothing_else(user: str, known: bool) -> None:
    (message,) = messages(Paragraph((Text("by "), Person(user))))
    assert [each["user_id"] for each in shapes(message.blocks) if each.get("type") == "user"] == [user][
        :known
    ]
    assert (f"<@{user}>" in message.text) is known


def test_nobody_in_particular_is_not_mentioned() -> None:
    (message,) = messages(Paragraph((Text("by"), Person(""))))
    assert message.text == "by"


def test_words_in_two_spans_make_no_token_together() -> None:
    spans: Spans = (
        Text(":fi"),
        Strong("re:"),
        Text("<"),
        CodeSpan("!here"),
        Text(">"),
        Text("@"),
        Text("here"),
    )
    (message,) = messages(Paragraph(spans))
    assert live(message.text) == []


NAMES = {
    "plan.md": "plan.md",
    "../../etc/passwd": "passwd.txt",
    "C:\\temp\\plan.toml": "plan.toml",
    "evil\u202edm.exe": "evildm.exe",
    "<!channel>.md": "channel.md",
    "a b\nc.md": "a-b-c.md",
    "": "file.txt",
    "...": "file.txt",
    ".env": "file.env",
    "diagnóstico año.md": "diagnóstico-año.md",
    "תוכנית.md": "file.md",
    "x" * 300 + ".md": "x" * 97 + ".md",
    "a.b.tar.gz": "a.b.tar.gz",
    "con:trol|*?.md": "con-trol.md",
}


@pytest.mark.parametrize(("name", "safe"), NAMES.items(), ids=[each[:20] for each in NAMES.values()])
def test_a_file_has_a_plain_name(name: str, safe: str) -> None:
    assert file_name(name) == safe
    assert rendered(Document((File(name, "text"),)), ENGLISH) == (Upload(safe, "text"),)


MARKUP = {
    "a & b": "a &amp; b",
    "<!channel>": f"&lt;!channel{JOINER}&gt;",
    ":fire:": f":{JOINER}fire:{JOINER}",
    "at 10:30, as said: now": f"at 10:{JOINER}30, as said: now",
    "*bold*": f"*{JOINER}bold*{JOINER}",
    "@here": f"@{JOINER}here",
    "> quoted": f"{JOINER}&gt; quoted",
    "&lt;": "&amp;lt;",
}


@pytest.mark.parametrize(("text", "written"), MARKUP.items())
def test_marks_are_escaped_or_broken(text: str, written: str) -> None:
    assert mrkdwn(text) == written


def test_code_in_a_fence_can_be_copied() -> None:
    code = "let a: Vec<u8> = std::io::stdin(); // @Override *x* #[test]"
    assert fenced(code).replace("&lt;", "<").replace("&gt;", ">") == code
