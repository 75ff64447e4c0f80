"""The bot as it stands behind simcord: its parts put together around the one client that simcord stands in for.

What connects and supervises is left out: simcord is the connection.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import monotonic

import discord

from adapters.discord.asking import put, said
from adapters.discord.calls import ITEMS, Ask, Attachment, register_commands
from adapters.discord.client import App, DiscordRest, app_of
from adapters.discord.incoming.assembled import listening_of
from adapters.discord.incoming.listening import Listening
from adapters.discord.incoming.raw import Places, create_client
from adapters.discord.installing.commands import commands
from adapters.discord.outgoing import Times, platform_of
from bot.app import engine_of, host_of
from bot.engine import Engine
from bot.hosting.answers import Answer, Said
from bot.hosting.fields import Json
from bot.ports import Platform
from bot.settings import Settings
from bot.wording import wording
from tests.fakes_store import MemoryStore

SETTINGS = Settings(None, Path(), "es", timedelta(hours=24), timedelta(days=7))


class Joined(DiscordRest):
    """Discord's REST API through the client that is in the in-process Discord."""

    client: discord.AutoShardedClient

    async def _entered(self) -> tuple[discord.Client, App]:
        return self.client, app_of(self.client)

    async def call(self, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()) -> Answer:
        """All goes through the library: it is what simcord stands in for. It takes files only as the library's own
        objects, which Discord is not sent."""
        if not files:
            return await self._asked(ask, body, files)
        own = [discord.File(BytesIO(each.content), each.name) for each in files]
        asked = put(ask, body, files)
        return said(await self.client.http.request(asked.route, **asked.rest, files=own))


@dataclass(slots=True)
class Process:
    """What one process of the bot holds; a second one begins with the same store."""

    rest: Joined
    listening: Listening
    engine: Engine
    posting: dict[str, Platform]

    @property
    def client(self) -> discord.AutoShardedClient:
        return self.rest.client

    async def register(self) -> None:
        """Tell Discord of the commands."""
        ask = register_commands((await self.rest.app()).application)
        assert isinstance(await self.rest.call(ask, {ITEMS: [*commands(wording())]}), Said)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """The engine at work."""
        inside = asyncio.create_task(self.engine.run())
        try:
            yield
        finally:
            await self.listening.close()
            inside.cancel()
            await asyncio.wait([inside])


def process(store: MemoryStore, clock: Callable[[], datetime], *, reads: bool) -> Process:
    """One that has not begun."""
    posting: dict[str, Platform] = {}
    engine = replace(engine_of(SETTINGS, store, None, posting), clock=clock)
    host = replace(host_of(SETTINGS, engine, store), now=clock)
    rest, places = Joined("simulated"), Places()
    listening = listening_of(host, rest, places, None)
    rest.client = places.client = create_client(reads, listening.hear)
    times = Times(lambda: clock().timestamp(), monotonic, asyncio.sleep)
    posting["discord"] = platform_of(rest, rest.app, store, host.wording, times)
    return Process(rest, listening, engine, posting)
