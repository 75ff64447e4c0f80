"""Socket Mode: events come over a websocket that we open, so no public address is needed.

An envelope is acknowledged when what it holds is on the disk; one that is not, Slack delivers again. The SDK keeps the
connection: it opens a new one when Slack says so, or when pings stay unanswered. Two things it does not do. The address
of a connection is good once, and it would try one that was turned down again for ever; so that address is taken from
it. And its log quotes that address, or what came over the wire; only the kind of trouble and its place go on.
"""

import asyncio
import logging
from pathlib import Path
from time import time

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installing.asking import code_of

its_own = logging.getLogger(f"{__name__}.sdk")
its_own.setLevel(logging.ERROR)

LOOKS = 5.0  # seconds between two looks at the connection; the SDK tries again every ten
LAST_WORDS = 3.0  # seconds for envelopes that are being taken in when the process stops


def discreet(record: logging.LogRecord) -> bool:
    """What is left of a line of the SDK's log: Slack's code or the kind of trouble, and where."""
    error = record.exc_info[1] if record.exc_info else None
    what = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
    path = Path(record.pathname)
    where = f"{path.parent.name}/{path.name}:{record.lineno}"
    record.msg = f"no connection, or trouble with it: {what if error else 'unnamed'} in {where}"
    record.args, record.exc_info = (), None
    return True


its_own.addFilter(discreet)


class Sockets(AsyncSocketModeHandler):
    """Bolt's handler, which counts what it has under way, so that a stop can wait for it."""

    def __init__(self, app: AsyncApp, app_token: str, api_url: str) -> None:
        super().__init__(app, app_token, logger=its_own, web_client=AsyncWebClient(base_url=api_url))
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
        """Until cancelled; then what is being taken in is finished, and the connection closed. Slack may be away when
        we start: the SDK tries until it is there."""
        opening = asyncio.create_task(self.connect_async(), name="connection")  # type: ignore[no-untyped-call]  # as below
        try:
            while True:
                await asyncio.sleep(LOOKS)
                if not self.connected:
                    self.client.wss_uri = None
        finally:
            opening.cancel()
            self.client.auto_reconnect_enabled = False
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=LAST_WORDS)
            await self.close_async()  # type: ignore[no-untyped-call]  # Bolt says no types
