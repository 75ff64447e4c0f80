"""Events as Discord sends them, before its library has made objects of them. No connection is opened here.

The library changes the payloads that it reads, and a parser of its that raises ends the connection: so each is guarded,
and what goes on is a copy from before. What the library keeps of servers and channels is asked through `Places`.
"""

import logging
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any

import discord
from discord.state import AutoShardedConnectionState

from bot.hosting.fields import Json, is_object

log = logging.getLogger(__name__)

HEARD = frozenset(
    {
        "READY",
        "MESSAGE_CREATE",
        "MESSAGE_UPDATE",
        "MESSAGE_DELETE",
        "MESSAGE_DELETE_BULK",
        "INTERACTION_CREATE",
        "THREAD_DELETE",
        "CHANNEL_DELETE",
        "GUILD_CREATE",
        "GUILD_DELETE",
    }
)

LARGE = frozenset({"GUILD_CREATE"})  # all channels and threads of a server: only which one it is goes on

Ear = Callable[[str, Json], None]
"""Told of an event: its name, and the payload (`d`) as it came; of LARGE ones only what identifies them."""


def create_client(reads_content: bool, hear: Ear, *, proxy: str | None = None) -> discord.AutoShardedClient:
    """A client whose events go to `hear`: the name, and the payload as it came. What raises ends nothing."""
    client = discord.AutoShardedClient(
        intents=discord.Intents(guilds=True, messages=True, message_content=reads_content),
        member_cache_flags=discord.MemberCacheFlags.none(),
        max_messages=None,
        proxy=proxy,
    )
    parsers = state_of(client).parsers
    for name, parse in list(parsers.items()):
        parsers[name] = heard(name, parse, hear) if name in HEARD else guarded(name, parse)
    return client


def state_of(client: discord.AutoShardedClient) -> AutoShardedConnectionState[discord.Client]:
    """Where the library reads events and keeps what it knows."""
    return client._connection  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - raw events come by nowhere else


def heard(name: str, parse: Callable[[Any], None], hear: Ear) -> Callable[[Any], None]:  # Any: JSON
    """The library's parser, and then ours."""

    def parser(told: object) -> None:
        copy = outlined(told) if name in LARGE else deepcopy(told)
        guarded(name, parse)(told)
        if is_object(copy):
            guarded(name, lambda raw: hear(name, raw))(copy)

    return parser


def outlined(told: object) -> object:
    """Which server it is, and whether it is out of reach."""
    return {name: told[name] for name in ("id", "unavailable") if name in told} if is_object(told) else told


def guarded(name: str, act: Callable[[Any], None]) -> Callable[[Any], None]:  # Any: JSON
    """Without what it raises; that may quote what people wrote, so only its kind and place are logged."""

    def parser(told: object) -> None:
        try:
            act(told)
        except Exception as surprise:  # noqa: BLE001  # whatever one event holds, the next ones are to come
            log.error("%s is not read: %s", name, trail(surprise))

    return parser


def trail(error: BaseException) -> str:
    """The kind of an error, and where it was."""
    frames = (f"{Path(each.filename).name}:{each.lineno}" for each in extract_tb(error.__traceback__))
    return " < ".join([type(error).__name__, *reversed([*frames])])


@dataclass(slots=True)
class Places:
    """What the last connection was told of servers and channels; empty before the first."""

    client: discord.AutoShardedClient | None = None

    def kind_of(self, channel_id: str) -> int | None:
        """Discord's number for what a channel is; None for one that was not told."""
        found = self.client.get_channel(int(channel_id)) if self.client and channel_id.isdecimal() else None
        if isinstance(found, discord.abc.PrivateChannel):  # it has a type that its class does not declare
            return discord.ChannelType.private.value
        return found.type.value if found is not None else None

    def roles_in(self, guild_id: str) -> frozenset[str]:
        """The bot's own role in a server: people mention it, and mean the bot."""
        guild = self.client.get_guild(int(guild_id)) if self.client and guild_id.isdecimal() else None
        role = guild.self_role if guild is not None else None
        return frozenset({str(role.id)} if role is not None else ())

    def guilds(self) -> tuple[str, ...]:
        """The servers, those out of reach too."""
        return tuple(str(each.id) for each in self.client.guilds) if self.client else ()
