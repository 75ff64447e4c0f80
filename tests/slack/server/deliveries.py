"""How Slack hands things to the app: signed HTTP requests, tried again when the answer is not 2xx within 3 seconds.

Events are tried again by the schedule, commands and interactions never: there the person sees an error instead.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlencode

import aiohttp

from tests.slack.payloads import Payload
from tests.slack.server.wire import mapped

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True)
class Ack:
    """The app's answer. `status` 0: none in time (`reason` says why). `body` is JSON where it was JSON."""

    status: int
    body: Payload = field(default_factory=dict[str, object])
    text: str = ""
    reason: str = ""
    no_retry: bool = False
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class Courier(Protocol):
    """One attempt at a delivery. `attempt` is 0 for the first, `reason` why there is another."""

    async def bring(self, kind: Kind, payload: Payload, attempt: int = 0, reason: str = "") -> Ack: ...


def signed(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    """The headers that prove a request to be Slack's: v0, HMAC-SHA256 over `v0:timestamp:body`."""
    stamp = str(int(time.time()) if at is None else at)
    proof = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={proof}"}


def encoded(kind: Kind, payload: Payload) -> tuple[bytes, str]:
    """Body and content type: events are JSON, commands a form, interactions JSON in a form's field."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


@dataclass(slots=True)
class Http:
    """Deliveries to one address, where events, commands and interactions all arrive."""

    url: str
    secret: str
    session: aiohttp.ClientSession
    patience: float = 3.0

    async def bring(self, kind: Kind, payload: Payload, attempt: int = 0, reason: str = "") -> Ack:
        body, content_type = encoded(kind, payload)
        headers = {"Content-Type": content_type, **signed(self.secret, body)}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        began = time.perf_counter()
        try:
            async with (
                asyncio.timeout(self.patience),
                self.session.post(self.url, data=body, headers=headers) as answer,
            ):
                text = await answer.text()
                return _ack(answer.status, text, answer.headers, time.perf_counter() - began)
        except TimeoutError:
            return Ack(0, reason="http_timeout")
        except aiohttp.ClientError:
            return Ack(0, reason="connection_failed")


def _ack(status: int, text: str, headers: Mapping[str, str], seconds: float) -> Ack:
    try:
        body = mapped(json.loads(text)) if text else {}
    except ValueError:
        body = {}
    reason = "" if 200 <= status < 300 else "http_error"
    return Ack(status, body, text, reason, headers.get("X-Slack-No-Retry") == "1", seconds)


@dataclass(slots=True)
class Schedule:
    """When an event is delivered again.

    `retries`: seconds before each further try of one that failed (Slack: at once, 60, 300).
    `doubles`: seconds after the first delivery at which it is delivered once more although it was taken.
    """

    retries: tuple[float, ...] = (0.0, 0.1, 0.5)
    doubles: tuple[float, ...] = ()


@dataclass(slots=True)
class Deliveries:
    """The post office: what is under way, and how each attempt ended."""

    courier: Courier | None = None
    schedule: Schedule = field(default_factory=Schedule)
    attempts: list[tuple[Kind, Payload, int, Ack]] = field(
        default_factory=list[tuple[Kind, Payload, int, Ack]]
    )
    tasks: set[asyncio.Task[Ack]] = field(default_factory=set[asyncio.Task[Ack]])

    def send(self, kind: Kind, payload: Payload) -> asyncio.Task[Ack]:
        """Hand it over in the background; the task's value is the answer of the attempt that ended it."""
        task = asyncio.create_task(self._tried(kind, payload))
        self._keep(task)
        if kind == "events_api":
            for number, pause in enumerate(self.schedule.doubles, start=1):
                self._keep(asyncio.create_task(self._doubled(payload, number, pause)))
        return task

    def _keep(self, task: asyncio.Task[Ack]) -> None:
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _doubled(self, payload: Payload, number: int, pause: float) -> Ack:
        await asyncio.sleep(pause)
        return await self._once("events_api", payload, number, "http_timeout")

    async def _tried(self, kind: Kind, payload: Payload) -> Ack:
        ack = await self._once(kind, payload, 0, "")
        for attempt in itertools.count(1):
            pauses = self.schedule.retries if kind == "events_api" else ()
            if ack.ok or ack.no_retry or attempt > len(pauses):
                break
            await asyncio.sleep(pauses[attempt - 1])
            ack = await self._once(kind, payload, attempt, ack.reason)
        return ack

    async def _once(self, kind: Kind, payload: Payload, attempt: int, reason: str) -> Ack:
        if self.courier is None:
            return Ack(0, reason="connection_failed")
        ack = await self.courier.bring(kind, payload, attempt, reason)
        self.attempts.append((kind, payload, attempt, ack))
        return ack

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        while self.tasks:
            await asyncio.gather(*self.tasks)

    async def close(self) -> None:
        for task in set(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
