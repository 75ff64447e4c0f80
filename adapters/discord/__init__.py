"""Discord: servers in which teams ask, answer in threads, and read the plan.

    the gateway → raw events → listening → parse → hearing → the front door
    the outbox → posting → render → Discord's REST API

`create` puts it together. Coming in and going out share nothing but the store: any process can post what another one
took in.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adapters.discord.client import DiscordRest, TokenRefused, point_at
from adapters.discord.incoming.assembled import listening_of
from adapters.discord.incoming.gateway import Gateway, Places
from adapters.discord.incoming.listening import Listening
from adapters.discord.outgoing import Times, platform_of
from adapters.discord.outgoing.posting import DiscordPlatform
from bot.hosting import Host
from bot.hosting.answers import Lost
from bot.ports import Later
from bot.settings import DiscordSettings

__all__ = ["Discord", "create"]

log = logging.getLogger(__name__)

WELCOME = 5.0  # seconds for Discord to say at the start whether it takes the token


@dataclass(frozen=True, slots=True)
class Discord:
    """The platform, and its process part. Nothing comes in over HTTP."""

    platform: DiscordPlatform
    rest: DiscordRest
    gateway: Gateway
    listening: Listening
    routes: tuple[()] = ()
    registry: None = None

    @property
    def mode(self) -> Literal["discord"]:
        """How events come in: a key of `[serve]`."""
        return "discord"

    async def welcome(self) -> bool:
        """Whether Discord takes the token. True too where that cannot be known yet: it is asked again and again."""
        try:
            async with asyncio.timeout(WELCOME):
                await self.rest.app()
        except TokenRefused:
            return False
        except (Lost, Later, TimeoutError):
            log.warning("Discord cannot be asked yet")
        return True

    async def ready(self) -> Mapping[str, bool]:
        """Whether events come in."""
        return {"discord": self.gateway.connected}

    async def run(self) -> None:
        """Until cancelled; then what is being taken in is finished."""
        try:
            await self.gateway.run()
        finally:
            await self.listening.close()

    async def close(self) -> None:
        """Leave progress as it shows, and give connections back."""
        await self.platform.displays.close()
        await self.rest.close()


def create(settings: DiscordSettings, host: Host) -> Discord:
    """Discord in every server that invited the bot. Needs a running loop."""
    point_at(settings.api_url, settings.gateway_url)
    rest, places = DiscordRest(settings.token.get_secret_value(), settings.api_url), Places()
    times = Times(time.time, time.monotonic, asyncio.sleep)
    listening = listening_of(host, rest, places, settings.api_url)
    return Discord(
        platform=platform_of(rest, rest.app, host.memory, host.wording, times),
        rest=rest,
        gateway=Gateway(rest, listening.hear, host.wording, places),
        listening=listening,
    )
