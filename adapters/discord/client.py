"""The thin part: Discord's REST API for one bot. `asking` says how a request is put and what its answer means.

It logs in when it is first needed, and again after a login that failed. Whatever Discord takes but once, however often
it comes, is sent again after a short pause when the connection was cut. The library's log is shut: its warnings quote
addresses that have tokens in them.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from yarl import URL

from adapters.discord.asking import (
    PATIENCE,
    TIMES,
    TROUBLE,
    Request,
    answer_to,
    count_fairly,
    passing,
    put,
    repeatable,
    said,
)
from adapters.discord.calls import Ask, Attachment
from adapters.discord.interacting import Interacting
from bot.hosting.answers import Answer, Lost, Refused, Sleep, Unsure
from bot.hosting.fields import Json

logging.getLogger("discord").setLevel(logging.CRITICAL)

API, GATEWAY = "https://discord.com/api/v10", "wss://gateway.discord.gg/"
ENTERING = 30.0  # seconds for a login
PAUSES = (0.5, 2.0)  # seconds before what was cut off is sent again


class TokenRefused(Exception):
    """Discord does not know the bot's token."""


@dataclass(frozen=True, slots=True)
class App:
    """Who the bot is: ids of its user and its application. `reads_content`: it may have the Message Content intent."""

    user: str
    application: str
    name: str
    reads_content: bool
    flags: int


def point_at(api_url: str | None, gateway_url: str | None) -> None:
    """Where the library finds Discord; None is Discord itself. For the whole process: the library has no other way."""
    Route.BASE = (api_url or API).rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url or GATEWAY)


def rest_client() -> discord.Client:
    """A client that only asks."""
    proxy = proxy_for(Route.BASE)
    client = discord.Client(
        intents=discord.Intents.none(), max_ratelimit_timeout=PATIENCE, max_messages=None, proxy=proxy
    )
    count_fairly(client.http)
    return client


class DiscordRest:
    """Discord's REST API for one bot; it logs in when it is first needed. `make` gives a client, a new one after each
    login that failed."""

    def __init__(
        self,
        token: str,
        api_url: str | None = None,
        make: Callable[[], discord.Client] = rest_client,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.token = token
        self._api_url = api_url or API
        self._make = make
        self._sleep = sleep
        self._inside: tuple[discord.Client, App] | None = None
        self._entering = asyncio.Lock()
        self._opened: aiohttp.ClientSession | None = None
        self._closed = False
        self._interacting = Interacting(self._open_session, sleep)

    async def app(self) -> App:
        """Who the bot is. Raises TokenRefused for a wrong token, Lost when Discord cannot be asked."""
        return (await self._entered())[1]

    def deny_content(self) -> None:
        """Discord lets the bot read only what is for it, whatever the app's flags said."""
        if self._inside is not None:
            client, app = self._inside
            self._inside = client, replace(app, reads_content=False)

    async def call(self, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()) -> Answer:
        return await (self._interacting.call(ask, body) if ask.tokened else self._asked(ask, body, files))

    async def _asked(self, ask: Ask, body: Json | None, files: tuple[Attachment, ...]) -> Answer:
        try:
            client, _ = await self._entered()
        except TokenRefused:
            return Refused("http_401")
        except Lost as lost:
            return Unsure(str(lost))
        pauses = PAUSES if repeatable(ask, body) else ()
        return await self._tried(client.http, put(ask, body, files), pauses)

    def session(self) -> aiohttp.ClientSession:
        """For addresses that need no token; one for all, made in the loop that uses it."""
        if self._opened is None or self._opened.closed:
            self._opened = aiohttp.ClientSession(
                timeout=TIMES, cookie_jar=aiohttp.DummyCookieJar(), trust_env=not loopback(self._api_url)
            )
        return self._opened

    def _open_session(self) -> aiohttp.ClientSession:
        if self._closed:
            raise aiohttp.ClientConnectionError
        return self.session()

    async def close(self) -> None:
        """Give the connections back; nothing is asked any more."""
        self._closed = True
        if self._opened is not None:
            await self._opened.close()
        if self._inside is not None:
            await self._inside[0].close()

    async def _entered(self) -> tuple[discord.Client, App]:
        async with self._entering:
            if self._closed:
                raise Lost("closed")
            if self._inside is None:
                self._inside = await entered(self._make(), self.token)
            return self._inside

    async def _tried(self, http: HTTPClient, request: Request, pauses: tuple[float, ...]) -> Answer:
        try:
            return said(await request.sent(http))
        except TROUBLE as error:
            if not (pauses and passing(error)):
                return answer_to(error)
        except RuntimeError:  # the session was closed meanwhile
            if not self._closed:
                raise
            return Unsure("closed")
        await self._sleep(pauses[0])
        return await self._tried(http, request, pauses[1:])


async def entered(client: discord.Client, token: str) -> tuple[discord.Client, App]:
    """Log in; raises TokenRefused or Lost, and then gives the connections back."""
    known: App | None = None
    try:
        async with asyncio.timeout(ENTERING):
            await client.login(token)
        app = known = app_of(client)
    except discord.LoginFailure:
        raise TokenRefused from None
    except TROUBLE as error:
        raise Lost(type(error).__name__) from None
    finally:
        if known is None:
            await client.close()
    return client, app


def app_of(client: discord.Client) -> App:
    """Who a client has logged in as."""
    user, application = client.user, client.application
    if user is None or application is None:
        raise Lost("not logged in")
    flags = application.flags
    reads = flags.gateway_message_content or flags.gateway_message_content_limited
    return App(str(user.id), str(application.id), user.name, reads, flags.value)


def proxy_for(url: str) -> str | None:
    """The proxy that the system names for an address; none on this machine."""
    host = urlsplit(url).hostname or ""
    if loopback(url) or proxy_bypass(host):
        return None
    return getproxies().get("https")


def loopback(url: str) -> bool:
    """An address on this machine: no proxy stands before it."""
    return (urlsplit(url).hostname or "") in {"127.0.0.1", "localhost", "::1"}
