"""All that Discord holds, with a clock that may be advanced and ids that tell the time."""

import secrets
import time
from dataclasses import dataclass, field

from tests.discord import payloads
from tests.discord.payloads import Payload
from tests.discord.server.errors import Refused
from tests.discord.server.things import (
    DIRECT,
    GRANTED,
    TEXT,
    Channel,
    File,
    Guild,
    Interaction,
    Message,
    User,
)

EPOCH_MS = 1_420_070_400_000
MESSAGE_CONTENT = 1 << 18  # the application's flag


@dataclass(slots=True, repr=False)
class World:
    """Plain state. Times are in seconds; `nonce_seconds` 0 shuts the window; `old_edits`: how many edits of messages
    older than an hour are still taken."""

    base: str = ""
    token: str = field(default_factory=lambda: f"{payloads.BOT}.test.{secrets.token_hex(8)}")
    bot: User = field(default_factory=lambda: User(payloads.BOT, "wasm", bot=True))
    reads_content: bool = True
    skew: float = 0.0
    nonce_seconds: float = 300.0
    old_edits: int = 0
    answer_seconds: float = 3.0
    token_seconds: float = 900.0
    shards: int = 1
    users: dict[str, User] = field(default_factory=dict[str, User])
    guilds: dict[str, Guild] = field(default_factory=dict[str, Guild])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    interactions: dict[str, Interaction] = field(default_factory=dict[str, Interaction])
    loose: dict[str, File] = field(default_factory=dict[str, File])
    commands: list[Payload] = field(default_factory=list[Payload])
    _last: int = 0

    def __post_init__(self) -> None:
        self.users[self.bot.id] = self.bot

    # ---- time ----------------------------------------------------------------------------------------

    def now(self) -> float:
        return time.time() + self.skew

    def advance(self, seconds: float) -> None:
        self.skew += seconds

    def id(self) -> str:
        """A new id; later ones are larger."""
        self._last = max(self._last + 1, (int(self.now() * 1_000) - EPOCH_MS) << 22)
        return str(self._last)

    # ---- places --------------------------------------------------------------------------------------

    def channel(self, id: str) -> Channel:  # noqa: A002
        """A channel that exists, for the bot: refused where it may not look."""
        found = self.channels.get(id)
        if found is None or found.removed:
            raise Refused(10003)
        if not self.may(found, "view_channel"):
            raise Refused(50001)
        return found

    def message(self, channel: Channel, id: str) -> Message:  # noqa: A002
        """One that may be read over REST: no ephemeral one."""
        found = channel.messages.get(id)
        if found is None or found.deleted or found.only_for:
            raise Refused(10008)
        return found

    def with_nonce(self, made: Message) -> Message | None:
        """The message of the same author and nonce that was posted there not long ago."""
        for each in self.channels[made.channel].messages.values():
            same = made.nonce is not None and (each.author, each.nonce) == (made.author, made.nonce)
            if same and self.age(each.id) < self.nonce_seconds:
                return each
        return None

    def age(self, id: str) -> float:  # noqa: A002
        """Seconds since a thing was made."""
        return self.now() - ((int(id) >> 22) + EPOCH_MS) / 1_000

    def found(self, id: str) -> Message | None:  # noqa: A002
        """A message wherever it is, also a deleted one."""
        return next((each.messages[id] for each in self.channels.values() if id in each.messages), None)

    def file(self, channel: str, id: str) -> File | None:  # noqa: A002
        """A file as long as it is served: those of messages that are there, and of commands (`loose`)."""
        shown = self.channels[channel].messages.values() if channel in self.channels else ()
        held = (file for each in shown if not each.deleted for file in each.files if file.id == id)
        return next(held, self.loose.get(id))

    def direct(self, user: str) -> Channel:
        """The direct message with a person, made on first need."""
        for each in self.channels.values():
            if each.kind == DIRECT and each.person == user:
                return each
        made = Channel(self.id(), DIRECT, person=user)
        self.channels[made.id] = made
        return made

    def threads(self, guild: str) -> list[Channel]:
        """The active ones."""
        held = (each for each in self.channels.values() if each.guild == guild and each.parent)
        return [each for each in held if not each.archived and not each.removed]

    def text_channels(self, guild: str) -> list[Channel]:
        held = (each for each in self.channels.values() if each.guild == guild and each.kind == TEXT)
        return [each for each in held if not each.removed]

    # ---- what the bot may ----------------------------------------------------------------------------

    def permissions(self, channel: Channel) -> frozenset[str]:
        """What the bot may do there, by name; a thread has what its channel has."""
        if channel.kind == DIRECT:
            return GRANTED
        guild = self.guilds[channel.guild or ""]
        if not guild.inside:
            return frozenset()
        over = self.channels[channel.parent] if channel.parent else channel
        return (GRANTED | over.allowed | channel.allowed) - over.denied - channel.denied

    def may(self, channel: Channel, name: str) -> bool:
        return name in self.permissions(channel)

    def need(self, channel: Channel, *names: str) -> None:
        """Refuse what is not permitted."""
        if not self.permissions(channel).issuperset(names):
            raise Refused(50013)

    def may_write(self, channel: Channel) -> None:
        """Refuse what the bot may not write to; an archived thread that is not locked is woken by it."""
        if channel.kind == DIRECT:
            return
        self.need(channel, "send_messages_in_threads" if channel.parent else "send_messages")
        if channel.locked and not self.may(channel, "manage_threads"):
            raise Refused(160005)

    # ---- the application -----------------------------------------------------------------------------

    @property
    def flags(self) -> int:
        return MESSAGE_CONTENT if self.reads_content else 0
