"""A Discord of our own: REST, the gateway, the limits, the people. One object drives it.

    async with FakeDiscord.start() as discord:
        ana = discord.person()                      # a server with a channel, and Ana and Luis in it, are there
        post = await ana.mention(CHANNEL, "Move our Lambdas?")
        thread = await discord.wait_for(lambda: discord.thread_of(post))

The bot is pointed at `api_url` and `gateway_url` with `token`. What was asked is kept (`asked`), and what was told
(`told`); it makes trouble on demand (`fault`, `gateway`). Where Discord is lenient and people would lose, it refuses.
"""

import asyncio
import re
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web

from tests.discord import payloads
from tests.discord.server import shapes
from tests.discord.server.doors import Doors
from tests.discord.server.faults import Fault, Faults, Plan
from tests.discord.server.gateway import Gateway
from tests.discord.server.people import Person
from tests.discord.server.record import Asked, Told
from tests.discord.server.shown import Seen, seen
from tests.discord.server.stage import Stage
from tests.discord.server.things import TEXT, Ack, Channel, Guild, Interaction, Message, User
from tests.discord.server.world import World

T = TypeVar("T")


@dataclass(slots=True, repr=False)
class FakeDiscord:
    """Discord, with one bot in it."""

    world: World
    gateway: Gateway
    stage: Stage
    doors: Doors

    @classmethod
    @asynccontextmanager
    async def start(cls) -> "AsyncGenerator[FakeDiscord]":
        """A running one, on any port."""
        world = World()
        gateway = Gateway(world)
        stage = Stage(world, gateway.tell)
        discord = cls(world, gateway, stage, Doors(stage, gateway))
        runner = web.AppRunner(discord.doors.app(), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        world.base = f"http://127.0.0.1:{_port(runner)}"
        discord.person(payloads.ANA)
        discord.person(payloads.LUIS)
        discord.guild()
        discord.channel()
        try:
            yield discord
        finally:
            gateway.drop()
            await runner.cleanup()

    # ---- where the bot connects ----------------------------------------------------------------------

    @property
    def api_url(self) -> str:
        return f"{self.world.base}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"{self.world.base.replace('http', 'ws', 1)}/gateway"

    @property
    def token(self) -> str:
        return self.world.token

    # ---- setting the scene ---------------------------------------------------------------------------

    def person(self, id: str = payloads.ANA) -> Person:  # noqa: A002
        """Somebody, made on first need."""
        self.world.users.setdefault(id, User(id, f"user{id[-1]}"))
        return Person(self.stage, id)

    def guild(self, id: str = payloads.GUILD) -> Guild:  # noqa: A002
        """A server, made on first need with the bot in it; one that is new is told."""
        if id not in self.world.guilds:
            self.world.guilds[id] = Guild(id, f"server {id[-3:]}", {*self.world.users}, inside=False)
            self.stage.invite(self.world.guilds[id])
        return self.world.guilds[id]

    def channel(self, id: str = payloads.CHANNEL, guild: str = payloads.GUILD) -> Channel:  # noqa: A002
        """A text channel, made on first need."""
        if id not in self.world.channels:
            made = self.world.channels[id] = Channel(id, TEXT, f"channel-{id[-3:]}", self.guild(guild).id)
            self.stage.tell("CHANNEL_CREATE", shapes.place(self.world, made))
        return self.world.channels[id]

    def deny(self, channel: Channel, *names: str) -> None:
        """Take permissions from the bot in a channel, by name; without names it has all of the usual."""
        self.stage.change(channel, denied={*names})

    def fault(
        self,
        method: str,
        path: str,
        fault: Fault,
        *,
        times: int | None = 1,
        skip: int = 0,
        when: Callable[[Asked], bool] = lambda asked: True,
    ) -> None:
        """Let requests fail, `times` times (None: for ever) after `skip`. `path` is a regular expression for the whole
        path without `/api/v10`; "/gateway" and "/attachments/…" too. A rule for all: `faults.rule`."""
        self.faults.plans.append(Plan(method, path, fault, times, skip, when))

    @property
    def faults(self) -> Faults:
        return self.doors.faults

    # ---- what is to be seen --------------------------------------------------------------------------

    @property
    def asked(self) -> list[Asked]:
        """Every request, in order."""
        return self.doors.asked

    def calls(self, method: str, path: str) -> list[Asked]:
        """Requests of a method, the paths of which match a regular expression as a whole."""
        return [each for each in self.asked if each.method == method and re.fullmatch(path, each.path)]

    @property
    def told(self) -> list[Told]:
        """Every event that went out, in order."""
        return self.gateway.record

    @property
    def unexpected(self) -> list[Asked]:
        """Requests that nobody here answers."""
        return self.doors.unexpected

    def thread_of(self, message: Message) -> Channel | None:
        return self.world.channels.get(message.id)

    def shown(self, channel: Channel, to: str | None = None) -> list[Seen]:
        """What a channel shows, oldest first; with `to` also what only that person sees."""
        return [seen(each) for each in channel.seen(to)]

    def doubled(self) -> list[str]:
        """What the bot said more than once in one place, by words, controls and files."""
        said = [
            f"{each.channel}: {shown.text} {shown.controls} {[*shown.files]}"
            for channel in self.world.channels.values()
            for each in channel.seen()
            if each.author == self.world.bot.id
            for shown in [seen(each)]
        ]
        return [each for each, times in Counter(said).items() if times > 1]

    async def answered(self, done: Interaction) -> Ack:
        """How an interaction was answered first; NONE when it was not in time."""
        try:
            await asyncio.wait_for(done.acknowledged.wait(), self.world.answer_seconds)
        except TimeoutError:
            return Ack.NONE
        return done.ack

    async def wait_for(self, found: Callable[[], T], seconds: float = 10.0) -> T:
        """What `found` gives as soon as it is true in the sense of `bool`; TimeoutError after `seconds`."""
        deadline = time.monotonic() + seconds
        while not (value := found()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not within {seconds} s; last asked: {[*map(str, self.asked[-5:])]}")
            await asyncio.sleep(0.01)
        return value


def _port(runner: web.AppRunner) -> int:
    port: int = runner.addresses[0][1]
    return port
