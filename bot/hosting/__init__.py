"""What a platform is given: the front door, what it may look up, and how the bot decides and speaks.

Everything a platform does with it ends in `accept`; nothing here changes a conversation by another way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.conversation import Conversation
from bot.core.effects import Effect
from bot.core.events import Event
from bot.core.lexicon import Lexicon
from bot.core.notices import Notice
from bot.ports import Archive, Traces
from bot.presenter import Presented
from bot.wording import Wording

Step = Callable[[Conversation | None, Event], tuple[Conversation, tuple[Effect, ...]]]


class Front(Protocol):
    """The front door."""

    async def accept(self, event: Event) -> bool:
        """Take an event in; it is on the disk when this returns. False for one that was taken in before."""
        ...


class Memory(Archive, Traces, Protocol):
    """What is kept of conversations."""


@dataclass(frozen=True, slots=True)
class Host:
    """The bot, as a platform sees it. `language` is spoken where none can be told; `now` in UTC."""

    front: Front
    memory: Memory
    step: Step
    present: Callable[[Notice, str], Presented]
    wording: Wording
    lexicon: Lexicon
    language: str
    now: Callable[[], datetime]
