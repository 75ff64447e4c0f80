"""`serve`: the bot where teams write, until it is told to stop.

A stop goes from the outside in: nothing new is taken in, what is being taken in is finished, then turns and messages
under way, and jobs are handed back for whoever runs next. All of it is on the disk at any moment, so a stop that takes
too long is cut off.
"""

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.terminal.listing import warn
from bot.app import OK, complain, engine_of, guarded, host_of, model_of, opened, slack_of, web_of
from bot.cli_words import Words
from bot.engine import Engine
from bot.settings import Settings

if TYPE_CHECKING:
    from adapters.slack import Slack
    from adapters.web import Web
    from bot.ports import Platform

LAST = 9.0  # seconds for a stop, of the ten that containers are given

log = logging.getLogger("wasm_architect")


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs beside each other."""

    engine: Engine
    slack: "Slack"
    web: "Web"


def serve(settings: Settings, words: Words) -> int:
    """Run until SIGTERM or SIGINT; 0 after either."""
    if settings.slack is None:
        return complain(words("serve.nothing"))
    try:
        return guarded(lambda: asyncio.run(serving(settings, words)), settings, words)
    except ModuleNotFoundError as missing:
        return complain(words("serve.extra", module=missing.name, extra="slack"))


async def serving(settings: Settings, words: Words) -> int:
    """From the first line to the last."""
    stop = stop_asked()
    async with housed(settings) as house:
        warn(words("serve.ready", address=house.web.address, mode=words(f"serve.{house.slack.mode}")))
        outside = [asyncio.create_task(each) for each in (house.web.run(), house.slack.run())]
        inside = asyncio.create_task(house.engine.run())
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({*outside, inside, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST):
                await ended(*outside)
                await ended(inside)
        for task in (*outside, inside):
            if task.done() and not task.cancelled():
                task.result()
    warn(words("serve.stopped"))
    return OK


@asynccontextmanager
async def housed(settings: Settings) -> AsyncGenerator[House]:
    """All parts, put together and given back."""
    async with opened(settings) as store, model_of(settings.model) as model:
        platforms: dict[str, Platform] = {}
        engine = engine_of(settings, store, model, platforms)
        slack = slack_of(settings, host_of(settings, engine, store))
        platforms["slack"] = slack.platform
        try:
            yield House(engine, slack, web_of(settings, slack))
        finally:
            await slack.close()


async def ended(*tasks: "asyncio.Task[None]") -> None:
    """Cancel, and wait for what they finish first; what they raise is looked at later."""
    for each in tasks:
        each.cancel()
    await asyncio.wait(tasks)


def stop_asked() -> asyncio.Event:
    """Set by SIGTERM or SIGINT; a second one is as good as the first."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    return stop
