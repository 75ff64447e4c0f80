"""Hostile words in every place where words can stand: they stay words."""

import re
from collections.abc import Callable

import pytest

from adapters.discord.render import Message, Part, TextAttachment, Upload, body, labels, rendered
from adapters.discord.render.safety import JOINER, fenced, file_name, literal
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
    Strong,
    Table,
    Text,
)
from bot.presenter.visible import one_line, visible
from bot.wording import wording
from tests.discord.discord_limits import problems
from tests.discord.documents import HOSTILE
from tests.discord.reading import contents, letters, live, read, shapes, tokens

ENGLISH = labels("en", wording())
OURS = {
    "heading": {"heading", "strong"},
    "card's title": {"heading", "strong"},
    "paragraph": set[str](),
    "strong": {"strong"},
    "code span": {"code"},
    "item": {"list"},
    "numbered item": {"list"},
    "header cell": {"fence", "quote", "strong"},
    "cell": {"fence", "quote", "strong"},
    "fence": {"fence"},
    "fence's title": {"fence", "strong"},
    "fence's language": {"fence"},
    "quote": {"quote"},
    "link's words": {"link", "address"},
    "link's address": set[str](),
    "person": set[str](),
    "label": {"list"},
}
PLACES: dict[str, Callable[[str], Node]] = {
    "heading": lambda text: Heading(2, text),
    "card's title": lambda text: Heading(1, text),
    "paragraph": lambda text: Paragraph((Text(text),)),
    "strong": lambda text: Paragraph((Strong(text),)),
    "code span": lambda text: Paragraph((CodeSpan(text),)),
    "item": lambda text: Items(((Text(text),),)),
    "numbered item": lambda text: Items(((Text(text),),), numbered=True),
    "header cell": lambda text: Table(("a", text), (((Text("1"),), (Text("2"),)),)),
    "cell": lambda text: Table(("a", "b"), (((Text(text),), (Text(text),)),)),
    "fence": lambda text: Code("", text),
    "fence's title": lambda text: Code("toml", "x = 1", text),
    "fence's language": lambda text: Code(text, "x = 1"),
    "quote": lambda text: Quote((Text(text),)),
    "link's words": lambda text: Paragraph((Link(text, "https://a.example/"),)),
    "link's address": lambda text: Paragraph((Link("see", text),)),
    "person": lambda text: Paragraph((Text("by "), Person(text))),
    "label": lambda text: Choices("traffic", (Choice("a", text),)),
}
every_hostile = pytest.mark.parametrize("text", HOSTILE, ids=[str(at) for at in range(len(HOSTILE))])


def parts(*nodes: Node) -> tuple[Part, ...]:
    return rendered(Document(nodes), ENGLISH)


def content(*nodes: Node) -> str:
    (only,) = parts(*nodes)
    assert isinstance(only, Message)
    return only.content


@pytest.mark.parametrize("place", PLACES)
@every_hostile
def test_hostile_words_stay_words(place: str, text: str) -> None:
    found = parts(PLACES[place](text))
    assert [problem for each in found for problem in problems(each)] == []
    for each in contents(found):
        assert live(each) <= OURS[place]
        assert all(token.target == "https://a.example/" for token in tokens(each) if token.kind == "link")


NUMBERED = re.compile(r"\(\d+/\d+\)")  # above a fence that goes on
UNBROKEN = ("heading", "card's title", "paragraph", "strong", "code span", "item", "quote", "fence", "label")


@pytest.mark.parametrize("place", UNBROKEN)
@every_hostile
def test_they_are_all_there(place: str, text: str) -> None:
    found = parts(PLACES[place](text))
    controls = [str(each["label"]) for part in found for each in shapes(body_of(part)) if "label" in each]
    shown = NUMBERED.sub("", read(found))
    assert letters(visible(text)) in shown + letters("".join(controls))


def body_of(part: Part) -> object:
    assert not isinstance(part, Upload)
    return body(part)


@every_hostile
def test_they_are_small_print_where_a_plan_is_signed(text: str) -> None:
    rated = Choices("feedback", (Choice("helpful", "Helpful"),))
    for each in contents(parts(Heading(2, "Who"), Paragraph((Text(text),)), rated)):
        assert live(each) <= {"heading", "subtext"}


NAMES = {
    "plan.md": "plan.md",
    "../../etc/passwd": "passwd.txt",
    "C:\\temp\\plan.toml": "plan.toml",
    "evil\u202edm.exe": "evildm.exe",
    "a b\nc.md": "a-b-c.md",
    "": "file.txt",
    "...": "file.txt",
    ".env": "env.txt",
    "x" * 300 + ".md": "x" * 97 + ".md",
    "con:trol|*?.md": "con-trol.md",
}


@pytest.mark.parametrize(("name", "safe"), NAMES.items(), ids=[each[:20] for each in NAMES.values()])
def test_a_file_has_a_plain_name(name: str, safe: str) -> None:
    assert file_name(name) == safe
    assert parts(File(name, "text")) == (Upload((TextAttachment(safe, "text"),)),)


MARKUP = {
    "a snake_case *name*": "a snake\\_case \\*name\\*",
    "@everyone": f"@{JOINER}everyone",
    "ana@example.com": "ana@example.com",
    ":fire:": "\\:fire:",
    "at 10:30, as said: now": "at 10\\:30, as said: now",
    "- one\n+ two": "\\- one\n\\+ two",
    "well-known, pre- and post-": "well-known, pre- and post-",
    "1. e": "1\\. e",
    "arm64. It": "arm64. It",
    "3.14 or 5.": "3.14 or 5\\.",
    "# C#": "\\# C\\#",
    "discord.gg/abc": f"discord.gg{JOINER}/abc",
    "on discord.gg": "on discord.gg",
    "C:\\temp": "C\\:\\\\temp",
}


@pytest.mark.parametrize(("text", "written"), MARKUP.items())
def test_marks_are_escaped_or_broken(text: str, written: str) -> None:
    assert literal(text) == written


def test_code_in_a_fence_can_be_copied() -> None:
    code = "let a: Vec<u8> = std::io::stdin(); // @Override *x* #[test] `b` @everyone"
    assert fenced(code) == code
    assert one_line(fenced("```")).replace(JOINER, "") == "```"
