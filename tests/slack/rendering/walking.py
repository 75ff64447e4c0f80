"""What stands in emitted JSON, read without the renderer's own code."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from adapters.slack.render import Message, Part

Shape = Mapping[str, object]
JOINER = "\u2060"
FENCED = re.compile(r"^```\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
EVERYWHERE = re.compile(r"<[^>]*>?|```|@(?:channel|here|everyone)\b")
IN_PROSE = re.compile(r":[\w+'-]+:|https?://\S+|^>>>", re.MULTILINE)
OURS = re.compile(r"<(https://[^<>|\s]+)(\|[^<>]*)?>|<@[UW][A-Z0-9]+>")


def shapes(of: object) -> Iterator[Shape]:
    """Every object inside, in order, outer before inner."""
    if isinstance(of, Mapping):
        shape = cast("Shape", of)
        yield shape
        for each in shape.values():
            yield from shapes(each)
    elif isinstance(of, Sequence) and not isinstance(of, str):
        for each in cast("Sequence[object]", of):
            yield from shapes(each)


def inside(of: Shape, field: str) -> list[Shape]:
    """The objects in a field: those of a list, or the one that it is."""
    found = of[field]
    return cast("list[Shape]", found) if isinstance(found, list) else [cast("Shape", found)]


def texts(of: object) -> Iterator[str]:
    """Every string that people read, in order."""
    for each in shapes(of):
        if isinstance(each.get("text"), str):
            yield str(each["text"])
        elif each.get("type") == "link":
            yield str(each["url"])


def letters(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def read(parts: Sequence[Part]) -> str:
    """All words of the blocks, in reading order, without white space."""
    return letters(
        "".join(text for part in parts if isinstance(part, Message) for text in texts(part.blocks))
    )


def spoken(mrkdwn: str) -> str:
    """What people see of mrkdwn, without white space; our own links by their words."""
    seen = OURS.sub(lambda found: (found[2] or "|" + (found[1] or ""))[1:], mrkdwn)
    return letters(html.unescape(seen.replace(JOINER, "")))


def live(mrkdwn: str) -> list[str]:
    """What Slack would not show as it stands: mentions, links, emoji, broadcasts, fences of others. In our own fences
    words with colons and addresses are code."""
    code = FENCED.findall(mrkdwn)
    prose = OURS.sub("", FENCED.sub("", mrkdwn))
    return [*EVERYWHERE.findall(" ".join([prose, *code])), *IN_PROSE.findall(prose)]
