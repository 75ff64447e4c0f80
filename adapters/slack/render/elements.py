"""Spans → elements of a rich_text section: literal text, addresses and people. Pure."""

import re
from collections.abc import Iterator
from typing import assert_never

from adapters.slack.render import limits
from adapters.slack.render.message import Json
from adapters.slack.render.safety import weight
from adapters.slack.render.splitting import head
from bot.core.document import CodeSpan, Link, Person, Span, Spans, Strong, Text
from bot.presenter.visible import size, visible

# A host, and none of the password, < > or | that would make it another address.
ADDRESS = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?([/?#][!-;=?-{}~]*)?")
PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")
FRAME = 4  # marks round an element in mrkdwn: <…|…>, <@…>
NOTHING: tuple[Json, ...] = ({"type": "text", "text": "—"},)  # Slack refuses a cell or an item without text


def elements(spans: Spans) -> tuple[Json, ...]:
    """The elements of some spans; none where there is nothing to read."""
    out = tuple(each for span in spans for each in _elements(span))
    return out if any(not _blank(each) for each in out) else ()


def literal(text: str, **style: bool) -> Json:
    """Text as it stands; `bold`, `code`."""
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def runs(whole: tuple[Json, ...], room: int) -> Iterator[tuple[Json, ...]]:
    """The elements in runs that weigh at most `room` each and are not blank; text is cut where `splitting` cuts."""
    return (run for run in _runs(whole, room) if not all(map(_blank, run)))


def _runs(whole: tuple[Json, ...], room: int) -> Iterator[tuple[Json, ...]]:
    run: list[Json] = []
    left = room
    for each in _cuttable(whole, room):
        if cost_of(each) > left and run:
            yield tuple(run)
            run, left = [], room
        run.append(each)
        left -= cost_of(each)
    yield tuple(run)


def cost_of(element: Json) -> int:
    """What an element weighs in mrkdwn."""
    text = weight(str(element.get("text", "")))
    return text + size(str(element.get("url", ""))) + size(str(element.get("user_id", ""))) + FRAME


def _cuttable(whole: tuple[Json, ...], room: int) -> Iterator[Json]:
    """Elements of at most `room`; a text that does not fit where it begins is cut there."""
    left = room
    for element in whole:
        if element["type"] != "text":
            left = (left if cost_of(element) <= left else room) - cost_of(element)
            yield element
            continue
        rest = str(element["text"])
        while rest:
            part, after = head(rest, left - FRAME, cut_words=left == room)
            if part:
                yield {**element, "text": part}
                left -= weight(part) + FRAME
            if after:
                left = room
            rest = after


def _elements(span: Span) -> Iterator[Json]:
    match span:
        case Text():
            yield from _text(span.text)
        case Strong():
            yield from _text(span.text, bold=True)
        case CodeSpan():
            yield from _text(span.text, code=True)
        case Link():
            yield from _link(visible(span.text), span.url)
        case Person():
            yield from _person(span.id)
        case _:
            assert_never(span)


def unlinked(whole: tuple[Json, ...]) -> tuple[Json, ...]:
    """The same words with addresses as text, for a place where links have to be cut."""
    return tuple(_as_text(each) if each["type"] == "link" else each for each in whole)


def _as_text(link: Json) -> Json:
    return literal(f"{link['text']} ({link['url']})" if "text" in link else str(link["url"]))


def _text(text: str, **style: bool) -> Iterator[Json]:
    if shown := visible(text):
        yield literal(shown, **style)


def _link(text: str, url: str) -> Iterator[Json]:
    if not ADDRESS.fullmatch(url) or len(url) > limits.LINK:
        yield from _text(f"{text} ({url})" if text.strip() and text != url else url)
        return
    fits = text.strip() and weight(text) <= limits.LINK_TEXT
    if text.strip() and not fits:
        yield from _text(f"{text} ")
    yield {"type": "link", "url": url} | ({"text": text} if fits else {})


def _person(user: str) -> Iterator[Json]:
    if PERSON.fullmatch(user):
        yield {"type": "user", "user_id": user}
    else:
        yield from _text(user)


def _blank(element: Json) -> bool:
    return element["type"] == "text" and not str(element["text"]).strip()
