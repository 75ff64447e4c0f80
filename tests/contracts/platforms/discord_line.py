"""The line between the adapter and Discord: where it breaks on the way out, and what carries events in."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

import aiohttp

from adapters.discord.calls import Ask, Attachment
from adapters.discord.client import App, DiscordRest
from bot.hosting.answers import Answer, Said
from bot.hosting.fields import Json
from tests.contracts.platforms.bench import PAUSE, Killed, Trouble
from tests.discord.payloads import Payload
from tests.discord.server import Asked, Cut, RateLimited
from tests.discord.server.faults import Fault

SHOWING = re.compile(r"POST .*/(messages|threads)|PATCH .*/messages/[^/]+|POST /webhooks/.*")
FAULTS: dict[Trouble, Fault] = {
    Trouble.LOST_BEFORE: Cut(after=False),
    Trouble.LOST_AFTER: Cut(after=True),
    Trouble.PAUSE: RateLimited(PAUSE),
}


def shows(method: str, path: str) -> bool:
    """Whether people see something of a request: a message, a change of one, a thread."""
    return SHOWING.fullmatch(f"{method} {path}") is not None


@dataclass(slots=True)
class Armed:
    """One request that is to go wrong, after `skip` that do not. As a rule of the server's it gives the fault."""

    kind: Trouble
    skip: int
    struck: bool = False

    def __call__(self, asked: Asked) -> Fault | None:
        hit = self.kind in FAULTS and self.strikes(asked.method, asked.path)
        return FAULTS[self.kind] if hit else None

    def kills(self, ask: Ask) -> bool:
        return self.kind not in FAULTS and self.strikes(ask.method, ask.path)

    def strikes(self, method: str, path: str) -> bool:
        if self.struck or not shows(method, path):
            return False
        self.skip -= 1
        self.struck = self.skip < 0
        return self.struck


@dataclass(slots=True)
class Mortal:
    """Discord's REST API, called by a process that may be killed at it. Typing, which does not last, shows nowhere."""

    rest: DiscordRest
    armed: Armed | None = None

    async def call(self, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()) -> Answer:
        if ask.path.endswith("/typing"):
            return Said({})
        killed = self.armed if self.armed is not None and self.armed.kills(ask) else None
        if killed and killed.kind is Trouble.KILLED_BEFORE:
            raise Killed
        answer = await self.rest.call(ask, body, files)
        if killed:
            raise Killed
        return answer

    async def app(self) -> App:
        return await self.rest.app()

    def session(self) -> aiohttp.ClientSession:
        return self.rest.session()


@dataclass(slots=True)
class Wire:
    """A session's connection, at the end of which somebody hears each event at once."""

    hear: Callable[[str, Payload], None]
    told: list[tuple[str, Payload]] = field(default_factory=list[tuple[str, Payload]])

    def send(self, _: int, payload: Payload, __: int | None = None, event: str | None = None) -> None:
        if event is not None:
            self.told.append((event, payload))
            self.hear(event, deepcopy(payload))
