"""A gateway at work on the Discord of the tests: what it heard, and how long it waited."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import discord
import pytest

from adapters.discord.client import DiscordRest
from adapters.discord.incoming.gateway import Gateway
from bot.hosting.fields import Json
from bot.wording import wording
from tests.discord.server import FakeDiscord
from tests.discord.server.client import instead


@dataclass
class Live:
    """`told` is every event, in order; `known` the servers that were known at each; `pauses` what it would have waited
    between connections."""

    fake: FakeDiscord
    rest: DiscordRest
    told: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    known: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    pauses: list[float] = field(default_factory=list[float])
    gateway: Gateway = field(init=False)
    running: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.gateway = Gateway(self.rest, self.hear, wording(), sleep=self.sleep)

    def hear(self, event: str, told: Json) -> None:
        self.told.append((event, told))
        self.known.append((event, *self.gateway.places.guilds()))

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0.005)

    def heard(self, event: str) -> list[Json]:
        return [told for name, told in self.told if name == event]

    def words(self) -> list[object]:
        return [told["content"] for told in self.heard("MESSAGE_CREATE")]

    async def begin(self) -> None:
        """Run, and be connected."""
        self.running = asyncio.create_task(self.gateway.run())
        await self.connected()

    async def connected(self, sessions: int = 1) -> None:
        """Wait until it is, in the so-manieth session, and knows its servers."""
        await self.fake.wait_for(lambda: len(self.heard("READY")) >= sessions and self.gateway.connected)
        await self.fake.wait_for(lambda: len(self.heard("GUILD_CREATE")) >= sessions)

    async def end(self) -> None:
        if self.running is not None:
            self.running.cancel()
            with suppress(asyncio.CancelledError):
                await self.running
        await self.rest.close()


@asynccontextmanager
async def live_gateway(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Live]:
    """One that has not begun. The library does not wait before it identifies anew."""

    async def at_once(client: object, shard_id: int | None, *, initial: bool = False) -> None:
        """Nothing to wait for."""

    monkeypatch.setattr(discord.AutoShardedClient, "before_identify_hook", at_once)
    async with instead(monkeypatch) as fake:
        live = Live(fake, DiscordRest(fake.token, fake.api_url))
        try:
            yield live
        finally:
            await live.end()


@pytest.fixture
async def live(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Live]:
    async with live_gateway(monkeypatch) as made:
        yield made
