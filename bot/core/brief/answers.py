"""An answer to one topic, and where it came from."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from bot.core.brief.readings import FoundIn, Quantity, Signal


@dataclass(frozen=True, slots=True)
class Said:
    """A person said it; `event` is the id of the message."""

    author: str
    event: str
    kind: Literal["said"] = "said"


@dataclass(frozen=True, slots=True)
class Assumed:
    """Nobody said it; the bot proceeds on it and shows it on the assumption sheet."""

    reason: str  # a key of `[assumption]` in messages.toml
    kind: Literal["assumed"] = "assumed"


Origin = Annotated[Said | FoundIn | Assumed, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Known:
    """An answer: the words, what was read in them, and where they came from. `also` are the origins of what was added
    to it later."""

    text: str
    signals: tuple[Signal, ...]
    quantities: tuple[Quantity, ...]
    origin: Origin
    also: tuple[Origin, ...] = ()
    kind: Literal["known"] = "known"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Somebody answered "I don't know", or skipped the question. Never replaced by a default."""

    origin: Said
    skipped: bool = False
    kind: Literal["unknown"] = "unknown"


Answer = Annotated[Known | Unknown, Field(discriminator="kind")]
