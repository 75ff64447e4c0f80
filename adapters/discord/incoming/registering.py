"""Discord is told of the commands, once a process. Without that the bot works, but nobody is offered `/wasm`.

The first try is waited for, a little; where it fails, others follow beside the connection, which does not wait.
"""

import asyncio
import logging
from contextlib import suppress

from adapters.discord.calls import ITEMS, register_commands
from adapters.discord.client import App, DiscordRest
from adapters.discord.installing.commands import commands
from bot.hosting.answers import Answer, Refused, Sleep, Unsure
from bot.ports import Later
from bot.wording import Wording

log = logging.getLogger(__name__)

AT_ONCE = 10.0  # seconds for one try
FIRST, LONGEST = 15.0, 3600.0  # seconds before another one, which double each time


class Registering:
    """`sleep` waits for some seconds."""

    def __init__(self, rest: DiscordRest, wording: Wording, sleep: Sleep) -> None:
        self._rest = rest
        self._wording = wording
        self._sleep = sleep
        self._done = False
        self._trying: asyncio.Task[None] | None = None

    async def begin(self, app: App) -> None:
        """Tell Discord, unless that is done, or being tried."""
        if not self._done and self._trying is None and not await self._told(app):
            self._trying = asyncio.create_task(self._again(app), name="commands")

    async def end(self) -> None:
        """Try no more."""
        if self._trying is not None:
            self._trying.cancel()
            with suppress(asyncio.CancelledError):
                await self._trying
            self._trying = None

    async def _again(self, app: App) -> None:
        pause = FIRST
        while not self._done:
            await self._sleep(pause)
            pause = min(pause * 2, LONGEST)
            await self._told(app)

    async def _told(self, app: App) -> bool:
        answer: Answer
        try:
            async with asyncio.timeout(AT_ONCE):
                ask, body = register_commands(app.application), {ITEMS: list(commands(self._wording))}
                answer = await self._rest.call(ask, body)
        except (Later, TimeoutError) as trouble:
            answer = Unsure(type(trouble).__name__)
        if isinstance(answer, Refused | Unsure):
            what = answer.error if isinstance(answer, Refused) else answer.why
            log.error("the commands are not registered: %s", what)
            return False
        self._done = True
        return True
