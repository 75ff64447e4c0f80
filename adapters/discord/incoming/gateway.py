"""The gateway: events come over a websocket that Discord's library keeps open and resumes.

A connection that has ended for good is followed by another, a new session: what was missed between them is read again
elsewhere, and `READY` says when. Discord counts new sessions, a thousand a day, so they are not begun hastily. Without
the right to read what is not for the bot it goes on by mentions, buttons and forms.
"""

import asyncio
import logging
import threading
import time
from contextlib import suppress

import discord
from discord.gateway import DiscordWebSocket, KeepAliveHandler

from adapters.discord.client import ENTERING, DiscordRest, TokenRefused, proxy_for
from adapters.discord.incoming.raw import Ear, Places, create_client, state_of, trail
from adapters.discord.incoming.registering import Registering
from bot.hosting.answers import Sleep
from bot.hosting.fields import Json
from bot.ports import Later
from bot.wording import Wording

__all__ = ["Ear", "Gateway", "Places", "create_client"]

log = logging.getLogger(__name__)

LONGEST = 60.0  # seconds between two connections
STEADY = 120.0  # seconds after which a connection was a good one
LAST_WORDS = 2.0  # seconds for each good-bye
BACKOFF = (
    5  # the library waits at most 2 ** 5 seconds before it connects again; by itself it may wait 17 minutes
)


def discreet(record: logging.LogRecord) -> bool:
    """What is left of a line of the library's log: the kind of trouble, and where."""
    error = record.exc_info[1] if record.exc_info else None
    record.msg = f"no connection to Discord: {trail(error) if error else record.lineno}"
    record.args, record.exc_info = (), None
    return True


its_own = logging.getLogger("discord.shard")  # tells of connections that it tries again by itself
its_own.setLevel(logging.ERROR)
its_own.addFilter(discreet)


class Gateway:
    """`heard` is told of every event. What is known of servers and channels is in `places`, which may be made before,
    by whoever hears."""

    def __init__(
        self,
        rest: DiscordRest,
        heard: Ear,
        wording: Wording,
        places: Places | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.places = places or Places()
        self._rest = rest
        self._heard = heard
        self._sleep = sleep
        self._commands = Registering(rest, wording, sleep)
        self._greeted = False
        self._reads = False  # whether the last connection asked for the Message Content intent

    @property
    def connected(self) -> bool:
        """Whether events come in, on all shards."""
        client = self.places.client
        if client is None or not self._greeted:
            return False
        shards = client.shards.values()
        return len(shards) == client.shard_count and not any(each.is_closed() for each in shards)

    async def run(self) -> None:
        """Until cancelled. Whatever ends a connection, another follows."""
        try:
            await self._supervised()
        finally:
            await self._commands.end()

    async def _supervised(self) -> None:
        tries = 0
        while True:
            began, ended = time.monotonic(), None
            try:
                await self._connection()
            except Exception as error:  # noqa: BLE001  # the supervisor: whatever it was, people are to be heard again
                ended = error
            self._greeted = False
            tries = 1 if time.monotonic() - began > STEADY else tries + 1
            await self._sleep(self._pause(ended, tries))

    async def _connection(self) -> None:
        """One, from login to end."""
        app = await self._rest.app()
        await self._commands.begin(app)
        proxy = proxy_for(str(DiscordWebSocket.DEFAULT_GATEWAY))
        client = create_client(app.reads_content, self._hear, proxy=proxy)
        self.places.client, self._reads = client, app.reads_content
        await held(client, self._rest.token)

    def _hear(self, event: str, told: Json) -> None:
        if event == "READY" and self.places.client is not None:
            self._greeted = True
            calm(self.places.client)
            log.info("connected to Discord")
        self._heard(event, told)

    def _pause(self, ended: Exception | None, tries: int) -> float:
        """What is to be done about an end, and how long to wait."""
        match ended:
            case discord.PrivilegedIntentsRequired() if self._reads:
                log.warning("Discord does not grant the Message Content intent; going on without it")
                self._rest.deny_content()
                return 0.0
            case TokenRefused() | discord.LoginFailure() | discord.ConnectionClosed(code=4004):
                log.error("Discord does not know the token")
                return LONGEST
            case Later(seconds=seconds):
                log.error("Discord gives no more sessions for %d s", seconds)
                return seconds
            case _:
                log.warning("the connection to Discord ended: %s", trail(ended) if ended else "closed")
                return pause_after(tries)


def pause_after(tries: int) -> float:
    """Seconds until the next connection after so many that were short: 1, 2, 4 and so on."""
    return min(2.0 ** min(tries - 1, 10), LONGEST)


async def held(client: discord.AutoShardedClient, token: str) -> None:
    """Connect, until the connection ends for good; raises what ended it. Everything is closed then."""
    connecting: asyncio.Task[None] | None = None
    try:
        async with asyncio.timeout(ENTERING):
            await client.login(token)
            client.shard_count = await shards_of(client)
        connecting = asyncio.create_task(client.connect(), name="gateway")
        await asyncio.wait([connecting])
        connecting.result()
    finally:
        await let_go(client, connecting)


async def shards_of(client: discord.AutoShardedClient) -> int:
    """How many connections Discord advises; raises Later when it takes no more today."""
    shards, _, starts = await client.http.get_bot_gateway()
    if starts["remaining"] < shards:
        raise Later(starts["reset_after"] / 1_000)
    return shards


async def let_go(client: discord.AutoShardedClient, connecting: asyncio.Task[None] | None) -> None:
    """Close a client. It may swallow a cancellation while it connects again, so it is closed before it is cancelled;
    and a connection that had not yet come to be is left open by it, with a heart that beats."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            await client.close()
    if connecting is not None:
        connecting.cancel()
        await asyncio.wait([connecting], timeout=LAST_WORDS)
    state, threads = state_of(client), threading.enumerate()
    for heart in (each for each in threads if isinstance(each, KeepAliveHandler)):
        if getattr(heart.ws, "_connection", None) is state:
            heart.stop()
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS):
                    await heart.ws.close(1000)
    await client.http.close()


def calm(client: discord.AutoShardedClient) -> None:
    """Do not let the library wait for a quarter of an hour when the net was away for some minutes."""
    for shard in client.shards.values():
        backoff = shard._parent._backoff  # noqa: SLF001  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType] - no setting
        backoff._max = BACKOFF  # noqa: SLF001  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType] - as above
