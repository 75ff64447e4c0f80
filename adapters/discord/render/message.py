"""What a document becomes in Discord: messages, cards and files, in reading order. Pure.

A message is text with rows of controls below it. A card is a message of components (Components V2), which can hold no
text beside them and stays one for ever. Nobody is ever notified: `allowed_mentions` names nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Json = Mapping[str, object]

SUPPRESS_EMBEDS = 1 << 2  # no previews of sources below a plan
IS_COMPONENTS_V2 = 1 << 15
NOBODY: Json = {"parse": [], "replied_user": False}


@dataclass(frozen=True, slots=True)
class Message:
    """Text in Discord's Markdown (1 to 2 000) and at most five action rows."""

    content: str
    components: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """Components of the second kind: 4 000 characters and 40 components in all."""

    components: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """One text file; `name` is safe as a file name."""

    name: str
    text: str


Part = Message | Card | Upload


def body(part: Message | Card) -> Json:
    """The body of a "create message" or "edit message", without a nonce."""
    if isinstance(part, Card):
        return {
            "components": list(part.components),
            "flags": IS_COMPONENTS_V2,
            "allowed_mentions": NOBODY,
        }
    return {
        "content": part.content,
        "components": list(part.components),
        "flags": SUPPRESS_EMBEDS,
        "allowed_mentions": NOBODY,
    }
