"""`serve`: the bot where teams write, until it is told to stop.

Every platform that is configured, side by side in one process. One that ends for good is noted, and the others go on.
A stop goes from the outside in: nothing new is taken in, what is being taken in is finished, then turns and messages
under way, and jobs are handed back for whoever runs next. All of it is on the disk at any moment, so a stop that takes
too long is cut off.
"""

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from adapters.terminal.listing import warn
from bot.app import (
    PLATFORMS,
    engine_of,
    host_of,
    model_of,
    opened,
    served_of,
    store_ready,
    web_of,
)
from bot.cli_words import Words
from bot.engine import Engine
from bot.guarding import OK, complain, guarded, note
from bot.settings import Settings

if TYPE_CHECKING:
    from adapters.web import Ready, Web
    from bot.app import Served
    from bot.ports import Platform

# Seconds of a stop, of the ten that containers are given: nobody's share is for those before to use up.
TAKING_IN = 4.0  # for the platforms, to finish what they are taking in
FINISHING = 3.5  # for the engine: its grace, and a moment to hand the rest back
CLOSING = 1.0  # for each platform, to give its connections back

log = logging.getLogger("wasm_architect")


@dataclass(slots=True)
class Living:
    """A platform, and whether it has ended before it was told to."""

    name: str
    served: "Served"
    ended: bool = False

    async def run(self) -> None:
        """Until cancelled, or until it ends by itself; what it raises is noted."""
        try:
            await self.served.run()
        except Exception as surprise:  # noqa: BLE001  # whatever it was, the other platforms go on
            log.error("%s has ended for good: reference %s", self.name, note(surprise))
        self.ended = True

    async def ready(self) -> Mapping[str, bool]:
        """Its parts, and whether they work."""
        parts = await self.served.ready()
        return {name: works and not self.ended for name, works in parts.items()}


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs beside each other."""

    engine: Engine
    platforms: tuple[Living, ...]
    web: "Web"

    def ready_words(self, words: Words) -> str:
        """What is served, and where to look at it."""
        modes = ", ".join(words(f"serve.{each.served.mode}") for each in self.platforms)
        return words("serve.ready", address=self.web.address, mode=modes)


def serve(settings: Settings, words: Words) -> int:
    """Run until SIGTERM or SIGINT; 0 after either."""
    if not settings.platforms:
        return complain(words("serve.nothing"))
    return guarded(lambda: asyncio.run(serving(settings, words)), settings, words)


async def serving(settings: Settings, words: Words) -> int:
    """From the first line to the last."""
    stop = stop_asked()
    async with housed(settings) as house:
        warn(house.ready_words(words))
        web, inside = (asyncio.create_task(each.run()) for each in (house.web, house.engine))
        platforms = [asyncio.create_task(each.run()) for each in house.platforms]
        asked, deserted = (asyncio.create_task(each) for each in (stop.wait(), over(*platforms)))
        await asyncio.wait({web, inside, asked, deserted}, return_when=asyncio.FIRST_COMPLETED)
        alone = deserted.done()
        for each in (asked, deserted):
            each.cancel()
        await ended(TAKING_IN, web, *platforms)
        await ended(FINISHING, inside)
        for task in (web, inside):
            if task.done() and not task.cancelled():
                task.result()
    if alone:
        return complain(words("serve.deserted", log=settings.log))
    warn(words("serve.stopped"))
    return OK


@asynccontextmanager
async def housed(settings: Settings) -> AsyncGenerator[House]:
    """All parts, put together and given back."""
    async with opened(settings) as store, model_of(settings.model) as model, AsyncExitStack() as stack:
        posting: dict[str, Platform] = {}
        engine = engine_of(settings, store, model, posting)
        host, living = host_of(settings, engine, store), list[Living]()
        for name in PLATFORMS:
            if served := await served_of(name, settings, host):
                stack.push_async_callback(closed, served)
                posting[name] = served.platform
                living.append(Living(name, served))
        ready: list[Ready] = [partial(store_ready, store), *(each.ready for each in living)]
        yield House(engine, tuple(living), web_of(settings, [each.served for each in living], ready))


async def closed(served: "Served") -> None:
    """Give its connections back, if that does not take long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(CLOSING):
            await served.close()


async def over(*tasks: "asyncio.Task[None]") -> None:
    """When all of them are."""
    await asyncio.wait(tasks)


async def ended(patience: float, *tasks: "asyncio.Task[None]") -> None:
    """Cancel, and wait so many seconds for what they finish first; what they raise is looked at later."""
    for each in tasks:
        each.cancel()
    await asyncio.wait(tasks, timeout=patience)


def stop_asked() -> asyncio.Event:
    """Set by SIGTERM or SIGINT; a second one is as good as the first."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    return stop
