"""Socket Mode: connections, envelopes, acknowledgements.

An envelope goes to one of the open connections. Without an acknowledgement in time, or when the connection closes
first, an event is delivered again by the schedule of `deliveries.py`, on whatever connection is open then.
"""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.slack.payloads import Payload, disconnect, envelope, hello
from tests.slack.server.deliveries import Ack, Kind
from tests.slack.server.wire import mapped


@dataclass(slots=True)
class Sockets:
    """The server's side. `app_token` opens connections; `patience` is how long an acknowledgement may take."""

    app_token: str
    patience: float = 3.0
    connection_patience: float = 5.0
    tickets: set[str] = field(default_factory=set[str])
    open: list[web.WebSocketResponse] = field(default_factory=list[web.WebSocketResponse])
    waiting: dict[str, asyncio.Future[Ack]] = field(default_factory=dict[str, "asyncio.Future[Ack]"])
    turns: int = 0

    @property
    def connected(self) -> bool:
        return bool(self.open)

    def ticket(self, base: str) -> str:
        """What `apps.connections.open` gives: an address that is good once."""
        made = secrets.token_urlsafe(12)
        self.tickets.add(made)
        return f"{base.replace('http://', 'ws://')}/link/?ticket={made}&app_id=A0WASM"

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """A connection, until either side closes it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            raise web.HTTPForbidden
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.open.append(socket)
        try:
            await socket.send_json(hello(connections=len(self.open)))
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._acked(frame.data)
        finally:
            self.open.remove(socket)
        return socket

    def _acked(self, text: str) -> None:
        try:
            told = mapped(json.loads(text))
        except ValueError:
            return
        waiting = self.waiting.get(str(told.get("envelope_id")))
        if waiting is not None and not waiting.done():
            body = mapped(told.get("payload"))
            waiting.set_result(Ack(200, body, json.dumps(body) if body else ""))

    async def bring(self, kind: Kind, payload: Payload, attempt: int = 0, reason: str = "") -> Ack:
        socket = await self._any()
        if socket is None:
            return Ack(0, reason="connection_failed")
        told = envelope(kind, payload, secrets.token_hex(8), attempt, reason)
        waiting: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self.waiting[told["envelope_id"]] = waiting
        began = time.perf_counter()
        try:
            await socket.send_json(told)
            async with asyncio.timeout(self.patience):
                ack = await self._acked_or_closed(waiting, socket)
        except (TimeoutError, ConnectionError):
            return Ack(0, reason="timeout")
        finally:
            del self.waiting[told["envelope_id"]]
        return Ack(ack.status, ack.body, ack.text, ack.reason, seconds=time.perf_counter() - began)

    async def _acked_or_closed(self, waiting: "asyncio.Future[Ack]", socket: web.WebSocketResponse) -> Ack:
        while not waiting.done():
            if socket.closed or socket not in self.open:
                return Ack(0, reason="socket_closed")
            await asyncio.wait([waiting], timeout=0.02)
        return waiting.result()

    async def _any(self) -> web.WebSocketResponse | None:
        """An open connection, each in its turn; waited for, since the app may be connecting anew."""
        deadline = time.monotonic() + self.connection_patience
        while not self.open:
            if time.monotonic() > deadline:
                return None
            await asyncio.sleep(0.02)
        self.turns += 1
        return self.open[self.turns % len(self.open)]

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Slack renews connections every few hours: it says so and closes."""
        for socket in list(self.open):
            await socket.send_json(disconnect(reason))
            await socket.close()

    async def drop(self) -> None:
        """Cut every connection without a word."""
        for socket in list(self.open):
            await socket.close()
