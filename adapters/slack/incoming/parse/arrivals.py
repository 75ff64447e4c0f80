"""What happened in Slack, once its payload has been read.

`workspace` is the tenant: the team's id, or the enterprise's where the app is installed for a whole organisation.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.events import Filling


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that somebody attached; it has not been fetched."""

    id: str
    name: str
    url: str
    size: int
    mimetype: str


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody wrote a message. `thread` is its root's ts (its own for a new one); `text` is plain, without the mention
    of the bot; `mentioned` says that it was there, `to_others` that somebody else was addressed instead, where others
    read. `team` is the author's, which in an organisation or a shared channel need not be the tenant."""

    workspace: str
    team: str
    channel: str
    ts: str
    thread: str
    author: str
    at: datetime
    text: str
    mentioned: bool
    to_others: bool
    files: tuple[Offered, ...] = ()

    @property
    def direct(self) -> bool:
        """Whether it is a direct message: nobody else reads there."""
        return self.channel.startswith("D")

    @property
    def opens(self) -> bool:
        """Whether it is for the bot even where no conversation is: mentioned, or in a direct message."""
        return self.mentioned or self.direct

    @property
    def in_thread(self) -> bool:
        """Whether it answers an older message."""
        return self.thread != self.ts


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody edited a message of theirs; `edited` is when, as Slack writes it."""

    workspace: str
    channel: str
    ts: str
    thread: str
    author: str
    at: datetime
    text: str
    edited: str


@dataclass(frozen=True, slots=True)
class TakenAway:
    """Somebody deleted a message of theirs."""

    workspace: str
    channel: str
    ts: str
    thread: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """`/wasm`, with what stood behind it."""

    workspace: str
    team: str
    channel: str
    author: str
    text: str
    trigger: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A button or a list was used on a message in a thread. `trigger` opens a form, for three seconds."""

    workspace: str
    team: str
    channel: str
    thread: str
    message: str
    author: str
    topic: str
    choice: str
    label: str
    when: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form was sent. `about` is what was put into it when it was opened; `id` is unique to this submission."""

    workspace: str
    author: str
    id: str
    about: str
    fields: tuple[Filling, ...]


@dataclass(frozen=True, slots=True)
class Greeted:
    """Somebody opened the direct messages with the bot."""

    workspace: str
    channel: str
    author: str


@dataclass(frozen=True, slots=True)
class Left:
    """The app was removed from a workspace, or only its tokens were revoked: then it may soon be back with others."""

    workspace: str
    removed: bool


Arrival = Written | Changed | TakenAway | Asked | Touched | Submitted | Greeted | Left
