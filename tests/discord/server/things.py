"""What there is in Discord: people, servers, channels, messages, interactions. Plain state; `stage.py` changes it."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from tests.discord.payloads import Payload

PERMISSIONS = {
    "add_reactions": 6,
    "view_channel": 10,
    "send_messages": 11,
    "manage_messages": 13,
    "embed_links": 14,
    "attach_files": 15,
    "read_message_history": 16,
    "use_application_commands": 31,
    "manage_threads": 34,
    "create_public_threads": 35,
    "send_messages_in_threads": 38,
}
GRANTED = frozenset(PERMISSIONS) - {"manage_messages", "manage_threads"}
TEXT, DIRECT, THREAD = 0, 1, 11  # kinds of channels
DEFAULT, REPLY, STARTER = 0, 19, 21  # kinds of messages
LOADING, EPHEMERAL, HAS_THREAD, V2 = 1 << 7, 1 << 6, 1 << 5, 1 << 15  # flags of messages


def bits(names: "set[str] | frozenset[str]") -> str:
    """Permissions as Discord writes them."""
    return str(sum(1 << PERMISSIONS[each] for each in names))


@dataclass(slots=True)
class User:
    """A person or the bot. `closed`: takes no direct messages."""

    id: str
    name: str
    bot: bool = False
    closed: bool = False
    locale: str = "es-ES"


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; it is served at `/attachments/{channel}/{id}/{name}`."""

    id: str
    name: str
    content: bytes
    kind: str


@dataclass(slots=True)
class Message:
    """A message. `versions`: contents and components that it had before. `only_for`: the one who sees it (ephemeral).
    `pinged`: who was notified. A deleted one stays for those who judge."""

    id: str
    channel: str
    author: str
    content: str = ""
    components: list[Payload] = field(default_factory=list[Payload])
    embeds: list[Payload] = field(default_factory=list[Payload])
    files: list[File] = field(default_factory=list[File])
    flags: int = 0
    kind: int = DEFAULT
    nonce: str | int | None = None
    answers: str | None = None
    pinged: list[str] = field(default_factory=list[str])
    edited_at: float | None = None
    versions: list[tuple[str, list[Payload]]] = field(default_factory=list[tuple[str, list[Payload]]])
    deleted: bool = False
    interaction: str | None = None
    only_for: str | None = None


@dataclass(slots=True)
class Channel:
    """A text channel, a thread or a direct message. `denied`: what the bot may not do there, by name; `allowed`:
    what it may beside the usual. `typed`: the times at which the bot was typing."""

    id: str
    kind: int
    name: str = ""
    guild: str | None = None
    parent: str | None = None
    owner: str = ""
    person: str = ""
    archived: bool = False
    locked: bool = False
    archive_minutes: int = 1_440
    removed: bool = False
    denied: set[str] = field(default_factory=set[str])
    allowed: set[str] = field(default_factory=set[str])
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    typed: list[float] = field(default_factory=list[float])

    def seen(self, by: str | None = None) -> list[Message]:
        """What is there, oldest first; with `by` also what only this person sees."""
        found = (each for each in self.messages.values() if not each.deleted and each.kind != STARTER)
        return [each for each in found if each.only_for in (None, by)]


@dataclass(slots=True)
class Guild:
    """A server. `inside`: the bot is a member; `reachable`: Discord can serve it. `denied`: what the bot's roles do not
    grant, which only the list of its servers tells."""

    id: str
    name: str
    members: set[str] = field(default_factory=set[str])
    most_threads: int = 1_000
    inside: bool = True
    reachable: bool = True
    denied: set[str] = field(default_factory=set[str])


class Ack(StrEnum):
    """How an interaction was answered the first time."""

    MESSAGE = "message"
    DEFERRED = "deferred message"
    QUIET = "deferred update"
    UPDATE = "update"
    MODAL = "modal"
    NONE = "none"


@dataclass(slots=True)
class Interaction:
    """Something a person did with the app, and what became of it. `original`: the message that its first answer made
    (or the one that was pressed); `replies`: all messages that came through its token."""

    id: str
    token: str
    kind: int
    user: str
    channel: str
    made_at: float
    data: Payload
    message: str | None = None
    ack: Ack = Ack.NONE
    modal: Payload | None = None
    original: Message | None = None
    replies: list[Message] = field(default_factory=list[Message])
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
