"""Answers to interactions: their address has a token of its own, and Discord counts them apart from what the bot asks.

So they go past the library: there they would wait whenever the bot asks too much elsewhere, and it repeats whatever
ends in 500, taken or not. Here only what Discord takes once, however often it comes, is sent again; a short 429 is
waited out.
"""

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import discord
from discord.http import Route, json_or_text

from adapters.discord.asking import PATIENCE, TIMES, TROUBLE, answer_to, pause, repeatable, said
from adapters.discord.calls import Ask
from bot.hosting.answers import Answer, Sleep
from bot.hosting.fields import Json

AGENT = f"DiscordBot (https://github.com/Rapptz/discord.py {discord.__version__})"  # Discord wants this form
PAUSES = (0.5, 1.0)  # seconds before what is taken once is sent again; a first answer is in time for three
WAITS = 4  # short 429s that are waited out


@dataclass(frozen=True, slots=True)
class Interacting:
    """Requests whose address has a token. `session` raises one of TROUBLE when there is none any more."""

    session: Callable[[], aiohttp.ClientSession]
    sleep: Sleep

    async def call(self, ask: Ask, body: Json | None) -> Answer:
        """As `calls.Api`."""
        pauses, waits = list(PAUSES) if repeatable(ask, body) else [], WAITS
        while True:
            try:
                return said(await self._sent(ask, body))
            except TROUBLE as error:
                seconds = short(error) if waits else None
                waits -= seconds is not None
                if seconds is None and pauses and broken(error):
                    seconds = pauses.pop(0)
                if seconds is None:
                    return answer_to(error)
            await self.sleep(seconds)

    async def _sent(self, ask: Ask, body: Json | None) -> object:
        """JSON, or a text. Raises TROUBLE."""
        route = Route(ask.method, ask.path, **ask.ids)
        named = {"User-Agent": AGENT}
        async with self.session().request(
            ask.method, route.url, json=body, headers=named, timeout=TIMES
        ) as reply:
            told: object = await json_or_text(reply)
            if reply.status >= 300:
                raise discord.HTTPException(reply, told if isinstance(told, dict) else None)
            return told


def short(error: Exception) -> float | None:
    """The seconds of a 429 that is waited out."""
    if not isinstance(error, discord.HTTPException) or error.status != 429:
        return None
    seconds = pause(error.response.headers)
    return seconds if seconds < PATIENCE and "Via" in error.response.headers else None


def broken(error: Exception) -> bool:
    """Whether the answer was lost, and soon: after a silence it is too late."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500
    return isinstance(error, aiohttp.ClientError | OSError) and not isinstance(error, TimeoutError)
