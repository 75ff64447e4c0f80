"""Blocks → the same words in mrkdwn: for `text`, and for a message that Slack refused with its blocks. Pure.

It is made from the blocks as they are posted, so nothing can be in one and not in the other. Words are escaped; the
only live marks are ours: a heading's stars, a bullet, a quote's and a fence's marks, https addresses and people.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from adapters.slack.render import limits
from adapters.slack.render.controls import is_control, is_other, shown_label
from adapters.slack.render.message import Json, Message
from adapters.slack.render.safety import fenced, mrkdwn
from bot.presenter.visible import size

Measure = Callable[[str], int]

FENCE = "```"
WORDS = re.compile(r"(?:&\w+;|\S){1,200}\s{0,9}|\s{1,50}")  # of escaped text: no entity is cut
LINES = re.compile(r"(?:&\w+;|@\u2060|[^\n]){1,400}\n?|\n")  # as above


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of mrkdwn; it may be cut between its tokens, which are short."""

    tokens: tuple[str, ...]
    fence: bool = False


def plainer(message: Message) -> Message:
    """The same words in sections of mrkdwn; picks become a list, and controls go, since thread words do the same."""
    texts = [*sections(passages(message.blocks), limits.TEXT)] or [message.text]
    return Message(message.text, tuple(_section(each) for each in texts))


def fallback(blocks: Iterable[Json], note: str) -> str:
    """The top-level text: as much as fits, and then the note that there is more; for controls alone, what they say."""
    held = tuple(blocks)
    room = limits.TEXT - octets(note) - 1
    said = [*passages(held)] or [
        Passage(tuple(f"\n• {mrkdwn(label)}" for each in held for label in _labels(each)))
    ]
    found = sections(said, room, octets)
    first, second = next(found), next(found, None)
    return first if second is None else f"{first}\n{note}"


def weigh(block: Json) -> int:
    """What a block takes of a message's budget: its text where it is longest, labels included."""
    labels = sum(size(mrkdwn(each)) + 3 for each in _labels(block))
    words = sum(size("".join(each.tokens)) + 2 * len(FENCE) + 4 for each in passages((block,)))
    return limits.BLOCK + labels + words


def octets(text: str) -> int:
    """The size of a text in UTF-8."""
    return len(text.encode())


def sections(of: Iterable[Passage], room: int, measure: Measure = size) -> Iterator[str]:
    """Texts of at most `room`, as few as may be; none is blank."""
    text = ""
    for passage in of:
        for chunk in _chunks(passage, room, measure):
            joined = f"{text}\n\n{chunk}" if text else chunk
            if measure(joined) > room:
                yield text
                text = chunk
            else:
                text = joined
    if text:
        yield text


def passages(blocks: Iterable[Json]) -> Iterator[Passage]:
    """What blocks say, one passage a paragraph, list, fence or table."""
    for block in blocks:
        match block["type"]:
            case "header":
                yield Passage((f"*{mrkdwn(_text(block))}*",))
            case "section":
                yield Passage((_text(block),))
            case "rich_text":
                yield from map(_rich, _inner(block, "elements"))
            case "table":
                yield Passage(tuple(_table(block)))
            case _:
                if picks := tuple(f"\n• {mrkdwn(each)}" for each in _labels(block, controls=False)):
                    yield Passage(picks)


def _rich(element: Json) -> Passage:
    match element["type"]:
        case "rich_text_list":
            return Passage(tuple(_items(element)))
        case "rich_text_quote":
            lines = (each.replace("\n", "\n>") for each in _tokens(element))
            return Passage((">", *lines))
        case "rich_text_preformatted":
            text = "".join(str(each["text"]) for each in _inner(element, "elements"))
            return Passage(tuple(LINES.findall(fenced(text))), fence=True)
        case _:
            return Passage(tuple(_tokens(element)))


def _items(element: Json) -> Iterator[str]:
    first = cast("int", element.get("offset", 0)) + 1
    ordered = element["style"] == "ordered"
    for number, item in enumerate(_inner(element, "elements"), start=first):
        yield f"\n{number}. " if ordered else "\n• "
        yield from _tokens(item)


def _table(block: Json) -> Iterator[str]:
    for row in cast("list[list[Json]]", block["rows"]):
        for at, cell in enumerate(row):
            yield " | " if at else "\n"
            yield from (
                each.replace("\n", " ") for part in _inner(cell, "elements") for each in _tokens(part)
            )


def _tokens(section: Json) -> Iterator[str]:
    for element in _inner(section, "elements"):
        match element:
            case {"type": "link", "url": str(url), "text": str(text)}:
                yield f"<{mrkdwn_address(url)}|{mrkdwn(text)}>"
            case {"type": "link", "url": str(url)}:
                yield f"<{mrkdwn_address(url)}>"
            case {"type": "user", "user_id": str(user)}:
                yield f"<@{user}>"
            case _:
                yield from WORDS.findall(mrkdwn(str(element["text"])))


def mrkdwn_address(url: str) -> str:
    """An address between angle brackets; it was checked to hold none of its own."""
    return url.replace("&", "&amp;")


def _chunks(passage: Passage, room: int, measure: Measure) -> Iterator[str]:
    left = full = room - (2 * len(FENCE) + 2 if passage.fence else 0)
    run: list[str] = []
    if measure(together := "".join(passage.tokens)) <= full:  # as nearly always
        yield from _whole(together, fence=passage.fence)
        return
    for token in passage.tokens:
        if measure(token) > left:
            yield from _whole("".join(run), fence=passage.fence)
            run, left = [], full
        run.append(token)
        left -= measure(token)
    yield from _whole("".join(run), fence=passage.fence)


def _whole(text: str, *, fence: bool) -> Iterator[str]:
    if text.strip():
        yield f"{FENCE}\n{text.strip(chr(10))}\n{FENCE}" if fence else text.strip()


def _labels(block: Json, *, controls: bool = True) -> list[str]:
    """What buttons say; without `controls` only picks."""
    return [
        label
        for element in _inner(block, "elements")
        if block["type"] in {"actions", "context_actions"}
        for label in shown_label(element)
        if controls or not (is_control(str(element["action_id"])) or is_other(element))
    ]


def _section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _text(block: Json) -> str:
    return str(cast("Json", block["text"])["text"])


def _inner(of: Json, key: str) -> tuple[Json, ...]:
    """The parts of a block that was built here."""
    return tuple(cast("list[Json]", of.get(key, [])))
