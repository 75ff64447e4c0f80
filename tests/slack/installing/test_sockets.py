"""Socket Mode where Slack is away, or turns a connection down: it is tried again, and the log says so, and no more."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack.incoming import sockets as room
from adapters.slack.incoming.bolt import bolt
from adapters.slack.incoming.sockets import Sockets
from tests.slack.incoming.desk import Desk

TICKET = "ticket-good-once"


async def token(_: str) -> str | None:
    return "xoxb-1"


@dataclass
class Gate:
    """Slack's side: an address a ticket, each good once, and a door that is shut at first."""

    shut: int
    error: str = ""
    given: list[str] = field(default_factory=list[str])
    used: set[str] = field(default_factory=set[str])

    async def address(self, request: web.Request) -> web.Response:
        if self.error:
            return web.json_response({"ok": False, "error": self.error})
        self.given.append(f"{TICKET}-{len(self.given)}")
        url = request.url.with_scheme("ws").with_path("/link").with_query(ticket=self.given[-1])
        return web.json_response({"ok": True, "url": str(url)})

    async def link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query["ticket"]
        if self.shut > 0 or ticket in self.used:
            self.shut -= 1
            self.used.add(ticket)
            return web.Response(status=503)
        self.used.add(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for _ in socket:
            pass
        return socket


@asynccontextmanager
async def connecting(gate: Gate) -> AsyncGenerator[Sockets]:
    """The bot's side, trying in quick succession."""
    app = web.Application()
    app.router.add_post("/api/apps.connections.open", gate.address)
    app.router.add_get("/link", gate.link)
    async with TestServer(app) as server:
        sockets = Sockets(bolt(Desk().listening, token), "xapp-1", str(server.make_url("/api/")))
        sockets.client.ping_interval = 0.02
        running = asyncio.create_task(sockets.run())
        try:
            yield sockets
        finally:
            running.cancel()
            await asyncio.wait({running})


async def test_a_connection_that_was_turned_down_is_asked_for_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address is good once: with the same one again the bot would stay outside for ever."""
    monkeypatch.setattr(room, "LOOKS", 0.02)
    gate = Gate(shut=1)
    async with connecting(gate) as sockets, asyncio.timeout(10):
        while not sockets.connected:  # noqa: ASYNC110  # the SDK rings no bell
            await asyncio.sleep(0.01)
    assert len(gate.given) > 1


@pytest.mark.parametrize(
    ("gate", "why"), [(Gate(shut=1_000), "WSServerHandshakeError"), (Gate(0, "invalid_auth"), "invalid_auth")]
)
async def test_the_log_says_why_there_is_no_connection_and_lets_nobody_in(
    gate: Gate, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with connecting(gate) as sockets, asyncio.timeout(10):
        while f": {why} in " not in caplog.text:  # noqa: ASYNC110  # a log rings no bell
            await asyncio.sleep(0.01)
        assert not sockets.connected
    assert TICKET not in caplog.text
