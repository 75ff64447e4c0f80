"""What happened in Discord, once its payload has been read.

`guild` is the server's id, and "@me" in direct messages. Ids are Discord's own, which are unique in all of it and tell
when a thing was made.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.events import Filling

DIRECT = "@me"


class Surface(StrEnum):
    """What kind of place a channel is. A thread is a channel of its own in Discord."""

    CHANNEL = "channel"
    THREAD = "thread"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that somebody attached; it has not been fetched. `url` runs out after a day; `size` in bytes."""

    id: str
    name: str
    url: str
    size: int
    mimetype: str


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody wrote a message. `text` is plain, without the mention of the bot; `mentioned` says that it was there,
    written out; `to_others` that somebody else was addressed instead. `unread`: Discord withheld what it says, because
    the bot may not read what is not for it (no Message Content intent). `replies_to` is the message that it answers,
    or empty."""

    guild: str
    channel: str
    surface: Surface
    id: str
    author: str
    at: datetime
    text: str
    mentioned: bool
    to_others: bool
    unread: bool = False
    replies_to: str = ""
    files: tuple[Offered, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether it is for the bot even where no conversation is: mentioned, or in a direct message."""
        return self.mentioned or self.surface is Surface.DIRECT


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody edited a message of theirs; `edited` is when, as Discord writes it. `mentioned` as it reads now."""

    guild: str
    channel: str
    surface: Surface
    id: str
    author: str
    at: datetime
    text: str
    edited: str
    mentioned: bool = False
    files: tuple[Offered, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A message is gone. Discord does not say whose it was, who deleted it, nor when."""

    guild: str
    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Interacted:
    """What all interactions have: `id` is unique, `token` answers it for fifteen minutes, the first time within three
    seconds. `locale` is the person's language in Discord ("es-ES"); may be empty."""

    id: str
    token: str
    guild: str
    channel: str
    surface: Surface
    author: str
    at: datetime
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Commanded:
    """`/wasm`, with what stood behind it."""

    by: Interacted
    text: str
    files: tuple[Offered, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """A button or a list of a question, a thread word or a rating was used. `label` is what it said."""

    by: Interacted
    message: str
    topic: str
    choice: str
    label: str


@dataclass(frozen=True, slots=True)
class Turned:
    """Somebody asked for a page of the assumption sheet, from 1."""

    by: Interacted
    message: str
    page: int


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form was sent; `fields` are those that changed."""

    by: Interacted
    fields: tuple[Filling, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """The bot was removed from a server."""

    guild: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A thread or a channel of a server was deleted."""

    guild: str
    channel: str


Arrival = Written | Changed | TakenAway | Commanded | Touched | Turned | Submitted | Left | Removed
