"""What a document becomes in Discord: messages, cards and files, in reading order. Pure.

A message is text with rows of controls below it. A card is a message of components (Components V2), which can hold no
text beside them and stays one for ever. Nobody is ever notified: `allowed_mentions` names nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Json = Mapping[str, object]

SUPPRESS_EMBEDS = 1 << 2  # no previews of sources below a plan
EPHEMERAL = 1 << 6
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
class TextAttachment:
    """One text file; `name` is safe as a file name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A message of one to ten files and no words."""

    files: tuple[TextAttachment, ...]


Part = Message | Card | Upload


def body(part: Message | Card, *, private: bool = False) -> Json:
    """The body of a "create message" or "edit message", without a nonce; also the data of an answer to an interaction,
    which can be `private`: for one person's eyes. An edit with it takes away controls that the part has not."""
    flags = EPHEMERAL if private else 0
    shown: Json = {"components": list(part.components), "allowed_mentions": NOBODY}
    if isinstance(part, Card):
        return {**shown, "flags": flags | IS_COMPONENTS_V2}
    return {**shown, "content": part.content, "flags": flags | SUPPRESS_EMBEDS}
