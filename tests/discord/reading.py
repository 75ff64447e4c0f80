"""Discord's Markdown, read as its clients read it, without the renderer's own code.

The rules are written down a second time here, in the client's order: fences, line marks, escapes, code, links,
mentions, styles. What is live comes out as a token of its kind, what people see of it as its text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from adapters.discord.render import Card, Json, Message, Part

JOINER = "\u200b"


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    target: str = ""


LINE_START = (
    ("quote", re.compile(r">>> |> ")),
    ("subtext", re.compile(r"-# +")),
    ("heading", re.compile(r"#{1,3} +")),
    ("list", re.compile(r" *(?:[-*+]|\d+\.) +")),
)
ANYWHERE = (
    ("fence", re.compile(r"```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n].*?)\n*```", re.DOTALL | re.IGNORECASE)),
    ("escape", re.compile(r"\\([^0-9A-Za-z\s])")),
    ("code", re.compile(r"(?P<ticks>`+)(.*?[^`])(?P=ticks)(?!`)", re.DOTALL)),
    (
        "link",
        re.compile(
            r"\[((?:\\.|[^\[\]\\])*)\]\(\s*<?((?:[^\s\\()]|\\.)*?)>?(?:\s+['\"].*?['\"])?\s*\)", re.DOTALL
        ),
    ),
    ("address", re.compile(r"<((?:https?|steam|discord|mailto|tel):[^\s>]+)>")),
    ("address", re.compile(r"((?:https?|steam|discord)://[^\s<]+[^<.,:;\"'\]\s])")),
    (
        "invitation",
        re.compile(r"((?:discord\.(?:gg|com|new|gift)|discordapp\.com|dis\.gd)/\w+)", re.IGNORECASE),
    ),
    ("person", re.compile(r"<@!?(\d+)>")),
    ("mention", re.compile(r"(<@&\d+>|<#\d+>|</[^<>:]+:\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|<id:\w+>)")),
    ("everyone", re.compile(r"(@everyone|@here)", re.IGNORECASE)),
    ("emoji", re.compile(r":([\w~+-]+):")),  # the signs that names of emoji have
    ("strong", re.compile(r"\*\*()")),
    ("style", re.compile(r"(\*|__|_|~~|\|\|)")),
)


def tokens(markdown: str) -> Iterator[Token]:
    """What a message is made of, in order."""
    at, fresh = 0, True
    while at < len(markdown):
        kind, found = _found(markdown, at, fresh=fresh)
        if found is None or found.end() == at:
            yield Token("text", markdown[at])
            fresh = markdown[at] == "\n" or (fresh and markdown[at] == " ")
            at += 1
            continue
        groups = found.groups()
        match kind:
            case "link":
                yield Token(kind, "".join(each.text for each in tokens(groups[0])), groups[1])
            case "address" | "code" | "fence":
                yield Token(kind, groups[-1], groups[-1])
            case _:
                yield Token(kind, groups[0] if groups else "")
        at = found.end()
        fresh = kind == "quote"


def spoken(markdown: str) -> str:
    """What people see, without white space."""
    return letters("".join(each.text for each in tokens(markdown)).replace(JOINER, ""))


def live(markdown: str) -> set[str]:
    """The kinds of what is more than text."""
    return {each.kind for each in tokens(markdown)} - {"text", "escape"}


def letters(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def contents(parts: Sequence[Part]) -> Iterator[str]:
    """All Markdown of a document, in reading order."""
    for part in parts:
        if isinstance(part, Message):
            yield part.content
        elif isinstance(part, Card):
            yield from (str(each["content"]) for each in shapes(part.components) if "content" in each)


def read(parts: Sequence[Part]) -> str:
    """All words, in reading order, without white space."""
    return "".join(map(spoken, contents(parts)))


def shapes(of: object) -> Iterator[Json]:
    """Every object inside, outer before inner."""
    if isinstance(of, dict):
        shape = cast("Json", of)
        yield shape
        for each in shape.values():
            yield from shapes(each)
    elif isinstance(of, list | tuple):
        for each in cast("Sequence[object]", of):
            yield from shapes(each)


def _found(markdown: str, at: int, *, fresh: bool) -> tuple[str, re.Match[str] | None]:
    for kind, rule in (*(LINE_START if fresh else ()), *ANYWHERE):
        if found := rule.match(markdown, at):
            return kind, found
    return "", None
