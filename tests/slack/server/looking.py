"""What people see of a message: its words, its controls, and the thread as a page of text."""

import re
from collections.abc import Iterable, Iterator

from tests.slack.payloads import Payload, button, feedback, select
from tests.slack.server.blocks import pressable
from tests.slack.server.channels import Post
from tests.slack.server.wire import listed, mapped


def controls(blocks: Iterable[Payload], at: str) -> Iterator[tuple[str, Payload]]:
    """Every label that can be pressed or chosen, with what Slack would tell of it (`at`: its action_ts)."""
    for block in blocks:
        block_id = str(block.get("block_id", ""))
        for held in pressable(block):
            yield from _labelled(held, block_id, at)


def _labelled(held: Payload, block_id: str, at: str) -> Iterator[tuple[str, Payload]]:
    action_id = str(held.get("action_id", ""))
    match held["type"]:
        case "button":
            label = _text(held)
            yield label, button(action_id, str(held.get("value", "")), label, block_id, at)
        case "static_select":
            for option in listed(held.get("options")):
                label = _text(option)
                yield label, select(action_id, str(option.get("value")), label, block_id, at)
        case "feedback_buttons":
            for name in ("positive_button", "negative_button"):
                pressed = mapped(held.get(name))
                label = _text(pressed)
                yield label, feedback(action_id, str(pressed.get("value")), label, block_id, at)
        case _:
            return


def _text(held: Payload) -> str:
    return str(mapped(held.get("text")).get("text", ""))


def labels(post: Post) -> list[str]:
    """What can be pressed on a message, in reading order."""
    return [label for label, _ in controls(post.blocks, "")]


def words(shown: object) -> str:
    """The text of blocks, in reading order, with no markup of its own; links show their words."""
    held = mapped(shown)
    if not held:
        return " ".join(found for found in map(words, listed(shown)) if found)
    kind, text = held.get("type"), held.get("text")
    match kind:
        case "user":
            own = f"@{held.get('user_id')}"
        case "emoji":
            own = f":{held.get('name')}:"
        case "link":
            own = str(text or held.get("url"))
        case _:
            own = text if isinstance(text, str) else words(text)
    inside = [words(value) for name, value in held.items() if name not in ("text", "style", "confirm")]
    return " ".join(found for found in [own, *inside] if found)


def seen(post: Post) -> str:
    """A message as people read it: its blocks, or its text where it has none."""
    shown = words(post.blocks) if post.blocks else post.text
    told = " ".join([shown, *(f"[file {file['name']}]" for file in post.files)])
    return re.sub(" {2,}", " ", told).strip()


def page(posts: Iterable[Post]) -> str:
    """A thread for a failing test's message."""
    lines = [f"{post.ts} {post.user}: {seen(post)[:200]!r} {labels(post)}" for post in posts]
    return "\n".join(lines)
