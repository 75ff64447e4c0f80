"""The adapter in a Discord that others wrote (simcord): in this process, with the bot's own engine behind it.

simcord stands in for the library's one client, its gateway and its REST; so the adapter's two clients are one here,
and what connects and supervises them is left out. Whatever the bot has to say comes a moment after what people do.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import TypeVar

import discord
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from tests.discord.reading import tokens
from tests.discord.simulated.process import Process, process
from tests.fakes_store import MemoryStore

T = TypeVar("T")
PATIENCE = 20.0  # seconds


@dataclass(slots=True, repr=False)
class World:
    """A server with a channel, two people in it, and the bot. `another`: a process on the same store."""

    env: simcord.Env
    guild: GuildHandle
    channel: ChannelHandle
    ana: MemberActor
    ben: MemberActor
    another: Callable[[], Process]
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def bot(self) -> int:
        """Its user's id."""
        return self.env.backend.bot_user.id

    async def restart(self) -> None:
        """The process ends, and another one takes over."""
        await self.stack.aclose()
        next_one = self.another()
        await self.env.restart_bot(next_one.client)
        await self.stack.enter_async_context(next_one.running())

    async def until(self, found: Callable[[], T | None]) -> T:
        """What `found` gives, as soon as it gives something."""
        deadline = monotonic() + PATIENCE
        while not (value := found()):
            assert monotonic() < deadline, self.page()
            await asyncio.sleep(0.01)
        return value

    async def thread(self) -> "Thread":
        """The one thread in the channel."""
        return Thread(self, await self.until(lambda: next(iter(self.channel.threads), None)))

    def page(self) -> str:
        """Everything that is written anywhere, for a failing test."""
        places = [self.channel, *self.channel.threads]
        return "\n".join(f"{each.name}: {read(message)}" for each in places for message in each.history())


@dataclass(slots=True)
class Thread:
    """A thread, read from the top down."""

    world: World
    place: ChannelHandle
    _read: int = 0

    def posts(self) -> list[discord.Message]:
        """What the bot wrote for everybody."""
        every = self.place.history()
        return [each for each in every if each.author.id == self.world.bot and not each.flags.ephemeral]

    async def sees(self, *words: str) -> discord.Message:
        """The next message of the bot that has all these words."""

        def found() -> discord.Message | None:
            for at, post in enumerate(self.posts()[self._read :], start=self._read):
                if all(each in read(post) for each in words):
                    self._read = at + 1
                    return post
            return None

        return await self.world.until(found)

    async def settles(self, post: discord.Message, *words: str) -> None:
        """A message comes to say this, and can be pressed no more."""

        def found() -> bool:
            now = next(each for each in self.posts() if each.id == post.id)
            return all(each in read(now) for each in words) and not now.components

        await self.world.until(found)


def read(message: discord.Message) -> str:
    """A message as people read it: its words, what can be pressed or chosen, its files."""
    controls, words = list[str](), [message.content]
    for each in walked(message.components):
        if isinstance(each, discord.TextDisplay):
            words.append(each.content)
        elif isinstance(each, discord.Button):
            controls.append(each.label or "")
        elif isinstance(each, discord.SelectMenu):
            controls += [option.label for option in each.options]
    text = "\n".join("".join(token.text for token in tokens(each)) for each in words)
    files = [f"[file {each.filename}]" for each in message.attachments]
    return "\n".join([text, *controls, *files]).replace("\u00a0", " ")


def walked(components: Iterable[object]) -> Iterable[object]:
    for each in components:
        yield each
        yield from walked(getattr(each, "children", ()))


@asynccontextmanager
async def simulated(*, reads: bool = True) -> AsyncGenerator[World]:
    """A Discord with the bot in it. `reads`: it has the Message Content intent."""
    began, store = monotonic(), MemoryStore()

    def clock() -> datetime:
        """The in-process Discord's time, which stands still, and the seconds that have passed since."""
        return env.now() + timedelta(seconds=monotonic() - began)

    first = process(store, clock, reads=reads)
    granted = discord.Intents.all() if reads else discord.Intents.default()
    env = simcord.Env(first.client, shard_count=1, approved_intents=granted)
    guild = env.create_guild("Acme")
    channel = guild.create_text_channel("plataforma")
    ana, ben = (guild.add_member(env.create_user(name)) for name in ("ana", "ben"))
    world = World(env, guild, channel, ana, ben, partial(process, store, clock, reads=reads))
    await env.start()
    try:
        await first.register()
        await world.stack.enter_async_context(first.running())
        yield world
    finally:
        await world.stack.aclose()
        await env.shutdown()
