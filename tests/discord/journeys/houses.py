"""The real bot, started once for many journeys: as it is usually set up, without reading rights, with a model.

A house is a Discord with one bot in it. Journeys that kill or stop the bot start one of their own.
"""

import itertools
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.discord.journeys.scene import Scene
from tests.discord.payloads import GUILD
from tests.discord.process import Served, serving, settings_of
from tests.discord.server import FakeDiscord

Env = Mapping[str, str]
PEOPLE, CHANNELS = 500_000_000_000_000_000, 600_000_000_000_000_000  # where their ids begin


@dataclass(slots=True, repr=False)
class House:
    """A Discord, and a bot in it."""

    discord: FakeDiscord
    bot: Served
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def scene(self, guild: str = GUILD) -> Scene:
        """A new channel and two new people."""
        number = next(self._numbers)
        ana, ben = (self.discord.person(str(PEOPLE + 2 * number + at)) for at in range(2))
        channel = self.discord.channel(str(CHANNELS + number), guild)
        self.discord.guild(guild).members |= {ana.id, ben.id}
        return Scene(self.discord, self.bot, channel, ana, ben)


@asynccontextmanager
async def living(discord: FakeDiscord, home: Path, more: Env | None = None) -> AsyncGenerator[Served]:
    """A bot that is in a Discord, and can be spoken to."""
    async with serving(home, {**settings_of(discord), **(more or {})}, loaded=True) as bot:
        await arrived(discord, bot)
        yield bot


async def arrived(discord: FakeDiscord, bot: Served) -> None:
    """Wait until it hears, and Discord knows its commands."""
    await bot.until_ready()
    await discord.wait_for(lambda: discord.world.commands)


@dataclass(slots=True, repr=False)
class Houses:
    """Those that run, by name; each is started on first need and ends with the others."""

    folder: Path
    open: dict[str, House] = field(default_factory=dict[str, House])
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def house(
        self, name: str, *, reads_content: bool = True, behind: float = 0.0, more: Env | None = None
    ) -> House:
        """One by its name. `behind`: seconds by which Discord's clock is behind the bot's, to be made up for later."""
        if name not in self.open:
            home = self.folder / name
            home.mkdir()
            discord = await self._stack.enter_async_context(FakeDiscord.start())
            discord.world.reads_content, discord.world.skew = reads_content, -behind
            bot = await self._stack.enter_async_context(living(discord, home, more))
            self.open[name] = House(discord, bot)
        return self.open[name]

    async def close(self) -> None:
        """End them all."""
        await self._stack.aclose()
