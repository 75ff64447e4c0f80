"""Socket Mode: events come over a websocket that we open, so no public address is needed.

An envelope is acknowledged when what it holds is on the disk; one that is not, Slack delivers again. The SDK keeps the
connection: it opens a new one when Slack says so, or when pings stay unanswered.
"""

import asyncio
from time import time

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

FIRST, LONGEST = 1.0, 30.0  # seconds between two tries to open the first connection
LAST_WORDS = 3.0  # seconds for envelopes that are being taken in when the process stops


class Sockets(AsyncSocketModeHandler):
    """Bolt's handler, which counts what it has under way, so that a stop can wait for it."""

    def __init__(self, app: AsyncApp, app_token: str, api_url: str) -> None:
        super().__init__(app, app_token, web_client=AsyncWebClient(base_url=api_url))
        self._under_way: set[asyncio.Task[None]] = set()

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as in Bolt
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        response = await run_async_bolt_app(self.app, req)
        await send_async_response(client, req, response, time())

    @property
    def connected(self) -> bool:
        """Whether events can come in."""
        session = self.client.current_session
        return session is not None and not session.closed

    async def run(self) -> None:
        """Until cancelled; then what is being taken in is finished, and the connection closed."""
        try:
            await self._opened()
            await asyncio.Event().wait()
        finally:
            self.client.auto_reconnect_enabled = False
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=LAST_WORDS)
            await self.close_async()  # type: ignore[no-untyped-call]  # Bolt says no types

    async def _opened(self) -> None:
        """The first connection: Slack may be away when we start."""
        wait = FIRST
        while True:
            try:
                await self.connect_async()  # type: ignore[no-untyped-call]  # Bolt says no types
            except Exception as why:  # noqa: BLE001  # whatever the SDK raises: it is tried again, and said
                self.client.logger.warning("no connection to Slack yet: %s", type(why).__name__)
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST)
            else:
                return
