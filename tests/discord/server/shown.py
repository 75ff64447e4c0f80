"""What people see of a message: its words, its controls, its files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.discord.payloads import Payload
from tests.discord.server.things import Message
from tests.discord.server.wire import listed, objects

BUTTON, SELECT, TEXT = 2, 3, 10


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as people see it. `text`: its content and the texts of its components; `controls`: labels that can be
    pressed or chosen; `files`: contents by name; `private`: only one person sees it."""

    message: Message
    author: str
    text: str
    controls: tuple[str, ...]
    files: dict[str, bytes]
    private: bool
    edited: bool


def seen(message: Message) -> Seen:
    return Seen(
        message,
        message.author,
        words(message),
        tuple(label for label, _ in labelled(message)),
        {each.name: each.content for each in message.files},
        message.only_for is not None,
        message.edited_at is not None,
    )


def words(message: Message) -> str:
    """The content, or the texts of components, in reading order."""
    shown = (str(each["content"]) for each in objects(message.components) if each.get("type") == TEXT)
    return "\n".join(filter(None, [message.content, *shown]))


def labelled(message: Message) -> Iterator[tuple[str, Payload]]:
    """Every label that can be pressed or chosen, with its control."""
    for each in objects(message.components):
        if each.get("type") == BUTTON:
            yield str(each.get("label") or ""), each
        elif each.get("type") == SELECT:
            yield from ((str(option["label"]), each) for option in listed(each.get("options")))


def page(messages: Iterable[Message]) -> str:
    """Messages for a failing test's report."""
    return "\n".join(
        f"{each.id} {each.author}: {words(each)[:200]!r} {[label for label, _ in labelled(each)]}"
        for each in messages
    )
