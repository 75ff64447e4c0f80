"""The real bot, started once for many journeys: over HTTP, over Socket Mode, with a model, in many workspaces.

A house is a Slack with one bot beside it. Journeys that kill or stop the bot start one of their own.
"""

import itertools
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.slack.journeys.scene import Scene
from tests.slack.process import Bot, running
from tests.slack.server import FakeSlack

Env = Mapping[str, str]


@dataclass(slots=True, repr=False)
class House:
    """A Slack, and a bot in it."""

    slack: FakeSlack
    bot: Bot
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def scene(self, bot_is_in: bool = True, team: str = "T0ACME", kind: str = "C") -> Scene:
        """A new channel and two new people."""
        number = next(self._numbers)
        ana, ben = (self.slack.person(f"U0{name}{number}", team) for name in ("ANA", "BEN"))
        channel = self.slack.team(team).channel(f"{kind}0J{number}", [ana.id, ben.id], bot_is_in)
        return Scene(self.slack, self.bot, channel, ana, ben)


@dataclass(slots=True, repr=False)
class Houses:
    """Those that run, by name; each is started on first need and ends with the others."""

    folder: Path
    open: dict[str, House] = field(default_factory=dict[str, House])
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def house(self, name: str, *, over_sockets: bool = False, more: Env | None = None) -> House:
        """One by its name."""
        if name not in self.open:
            home = self.folder / name
            home.mkdir()
            slack = await self._stack.enter_async_context(FakeSlack.start())
            bot = await self._stack.enter_async_context(
                running(slack, home, over_sockets=over_sockets, more=more, loaded=True)
            )
            self.open[name] = House(slack, bot)
        return self.open[name]

    async def close(self) -> None:
        """End them all."""
        await self._stack.aclose()
