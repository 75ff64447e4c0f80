"""The real discord.py at work on the Discord of the tests."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.discord.payloads import CHANNEL, GUILD
from tests.discord.server import FakeDiscord
from tests.discord.server.wire import mapped


@asynccontextmanager
async def instead(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[FakeDiscord]:
    """A Discord that the library of this process takes for the real one."""
    async with FakeDiscord.start() as running:
        monkeypatch.setattr(Route, "BASE", running.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(running.gateway_url))
        yield running


class Client(discord.AutoShardedClient):
    """The library's own, but it does not wait five seconds before it identifies anew."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Nothing to wait for."""


@dataclass
class Bot:
    """A connected client, what it heard, and how its connection ended."""

    client: Client
    running: asyncio.Task[None]
    messages: list[discord.Message] = field(default_factory=list[discord.Message])
    pressed: list[discord.Interaction] = field(default_factory=list[discord.Interaction])

    def at(self, channel: str = CHANNEL) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(int(channel), guild_id=int(GUILD))


@asynccontextmanager
async def connected(fake: FakeDiscord, *, content: bool = True) -> AsyncGenerator[Bot]:
    """A client that is at work."""
    intents = discord.Intents(guilds=True, messages=True, message_content=content)
    client = Client(intents=intents, guild_ready_timeout=0.05, max_messages=None)
    await client.login(fake.token)
    bot = Bot(client, asyncio.create_task(client.connect()))

    async def on_message(message: discord.Message) -> None:
        bot.messages.append(message)

    async def on_interaction(done: discord.Interaction) -> None:
        bot.pressed.append(done)

    client.event(on_message)
    client.event(on_interaction)
    try:
        await fake.wait_for(lambda: client.guilds and client.guilds[0].name)
        yield bot
    finally:
        await client.close()
        with suppress(Exception):
            await bot.running


async def raw(fake: FakeDiscord, method: str, path: str, **told: Any) -> tuple[int, Any]:  # Any: JSON
    """A request without the library: status and JSON, if any."""
    headers = {"Authorization": f"Bot {fake.token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, fake.api_url + path, headers=headers, **told) as answer,
    ):
        is_json = answer.content_type == "application/json"
        return answer.status, await answer.json() if is_json else None


async def posted(fake: FakeDiscord, body: Mapping[str, object]) -> tuple[int, int]:
    """Post in the channel: the status, and the error's code or 0."""
    status, told = await raw(fake, "POST", f"/channels/{CHANNEL}/messages", json=body)
    return status, int(mapped(told).get("code", 0))
