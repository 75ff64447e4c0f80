"""The same words in a form of which Discord can dislike less, for when it takes no better one. Pure."""

from collections.abc import Iterator

from adapters.discord.render import Card, Json, Message, Part, TextAttachment, Upload, limits
from adapters.discord.render.safety import JOINER
from bot.hosting.fields import listed, text
from bot.presenter.visible import size

PARAGRAPH = "\n\n"


def forms(message: Message) -> Iterator[tuple[str, Message]]:
    """A message as it was rendered, then without its controls: their words do the same."""
    yield "message", message
    if message.components:
        yield "words", Message(message.content)


def unframed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with messages in place of cards."""
    return tuple(out for each in parts for out in (_messages(each) if isinstance(each, Card) else (each,)))


def _messages(card: Card) -> Iterator[Message]:
    """A card's texts, each whole, in as few messages as hold them."""
    held = ""
    for each in _texts(card.components):
        joined = f"{held}{PARAGRAPH}{each}" if held else each
        if held and size(joined) > limits.CONTENT:
            yield Message(held)
            joined = each
        held = joined
    if held:
        yield Message(held)


def _texts(components: tuple[Json, ...]) -> Iterator[str]:
    for each in components:
        if text(each, "content"):
            yield text(each, "content")
        yield from _texts(listed(each, "components"))


def as_file(message: Message, number: int) -> Upload:
    """A message's words as a file, Markdown as they are; `number` counts the parts from 0."""
    return Upload((TextAttachment(f"message-{number + 1}.md", message.content.replace(JOINER, "") + "\n"),))
