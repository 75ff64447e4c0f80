"""What Slack holds: workspaces, files, tokens (messages are in `channels.py`). Plain state; the methods change it."""

import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.slack.payloads import Payload
from tests.slack.server.channels import Channel, Post

SCOPES = frozenset(
    {
        "commands",
        "chat:write",
        "app_mentions:read",
        "im:history",
        "channels:history",
        "groups:history",
        "files:read",
        "files:write",
        "assistant:write",
    }
)


@dataclass(slots=True)
class SharedFile:
    """An uploaded file. `shared` is False until the upload was completed."""

    id: str
    team: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    shared: bool = False


@dataclass(slots=True)
class Grant:
    """What a token allows. `expires_at` is in the world's seconds; None: never."""

    token: str
    team: str
    scopes: frozenset[str]
    refresh: str | None = None
    expires_at: float | None = None
    revoked: bool = False


@dataclass(slots=True)
class Team:
    """A workspace with the app in it."""

    id: str
    bot_user: str
    bot: str
    enterprise: str | None = None
    org_install: bool = False
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    files: dict[str, SharedFile] = field(default_factory=dict[str, SharedFile])
    views: dict[str, Payload] = field(default_factory=dict[str, Payload])
    locales: dict[str, str] = field(default_factory=dict[str, str])
    streams: bool = True
    stream_seconds: float = 300.0
    replies_page: int = 1_000

    @property
    def token(self) -> str:
        """The bot token that is good from the beginning (installations by OAuth get others)."""
        return f"xoxb-{self.id}"

    def channel(self, id: str, members: Iterable[str] = (), bot: bool = True) -> Channel:  # noqa: A002
        """A channel, made on first need; without `bot` the app is not in it."""
        if id not in self.channels:
            self.channels[id] = Channel(id, {*members, *([self.bot_user] if bot else [])})
        self.channels[id].members |= set(members)
        return self.channels[id]

    def posts(self) -> list[Post]:
        """Every message that is to be seen, over all channels, oldest first."""
        return sorted(
            (post for one in self.channels.values() for post in one.seen()), key=lambda post: post.ts
        )


@dataclass(slots=True)
class World:
    """All of it. `now` may be replaced; every `ts` is later than the one before."""

    teams: dict[str, Team] = field(default_factory=dict[str, Team])
    grants: dict[str, Grant] = field(default_factory=dict[str, Grant])
    triggers: dict[str, tuple[str, float, bool]] = field(default_factory=dict[str, tuple[str, float, bool]])
    trigger_seconds: float = 3.0
    skew: float = 0.0
    _last: int = 0
    _ids: Any = field(default_factory=lambda: itertools.count(1))  # Any: itertools.count has no plain name

    def now(self) -> float:
        return time.time() + self.skew

    def tick(self) -> str:
        """A message's timestamp: unique, rising."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def id(self, prefix: str) -> str:
        return f"{prefix}0{next(self._ids):06d}"

    def trigger(self, user: str) -> str:
        """A trigger id, good once and for `trigger_seconds`."""
        made = f"{next(self._ids)}.{next(self._ids)}.{user.lower()}"
        self.triggers[made] = (user, self.now() + self.trigger_seconds, False)
        return made

    def grant(self, team: Team, scopes: Iterable[str] = SCOPES, token: str = "") -> Grant:
        made = Grant(token or f"xoxb-{team.id}-{next(self._ids)}", team.id, frozenset(scopes))
        self.grants[made.token] = made
        return made
