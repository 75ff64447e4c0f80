"""The HTTP door: the part of the bot that strangers can reach.

    request → guard (kind, time, size, signature, form) → Bolt → answer
              └ 4xx, and nothing behind has seen it

A request is answered when what it brought is on the disk. When that failed the answer is 500, and Slack delivers
it again. Nothing that people wrote reaches a log: of an exception only its type and place do.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from traceback import extract_tb

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.slack.incoming.guard import BODY_LIMIT, Refusal, claimed, opened
from adapters.slack.incoming.meters import Meters

log = logging.getLogger(__name__)

EVENTS = "/slack/events"
READING = 10.0  # seconds for a body to arrive
HANG_UP = {"connection": "close"}  # the rest of a refused body is not waited for


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to Slack."""

    status: int
    body: str
    headers: Mapping[str, str]


Handle = Callable[[str, Mapping[str, str]], Awaitable[Answer]]


def handed_to(app: AsyncApp) -> Handle:
    """Requests for Bolt, whose own signature check may be off: the guard has done it."""

    async def handle(body: str, headers: Mapping[str, str]) -> Answer:
        answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=dict(headers)))
        return Answer(answer.status, answer.body or "", answer.first_headers_without_set_cookie())

    return handle


@dataclass(frozen=True, slots=True)
class Events:
    """`POST /slack/events`: events, commands, buttons and forms. `clock` in seconds since the epoch."""

    secret: bytes
    handle: Handle
    clock: Callable[[], float]
    meters: Meters

    @property
    def route(self) -> Route:
        """Where they come in."""
        return Route(EVENTS, self.__call__, methods=["POST"])

    async def __call__(self, request: Request) -> Response:
        admitted = await self._admitted(request)
        if isinstance(admitted, Refusal):
            self.meters.refused.labels(admitted.value).inc()
            return PlainTextResponse(admitted.value, admitted.status, HANG_UP)
        began = perf_counter()
        try:
            answer = await self.handle(admitted, request.headers)
        except Exception as surprise:  # noqa: BLE001  # the door: whatever it was, Slack is to deliver again
            log.error("a request was not taken in: %s", place_of(surprise))
            return PlainTextResponse("not taken in", 500)
        self.meters.acknowledged.observe(perf_counter() - began)
        return Response(answer.body, answer.status, dict(answer.headers))

    async def _admitted(self, request: Request) -> str | Refusal:
        claim = claimed(request.headers, self.clock())
        if isinstance(claim, Refusal):
            return claim
        body = await received(request)
        return body if isinstance(body, Refusal) else opened(claim, body, self.secret)


async def received(request: Request) -> bytes | Refusal:
    """The raw body. What is too large is not read to its end, whether or not its length was announced."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > BODY_LIMIT:
        return Refusal.LARGE
    body = bytearray()
    try:
        async with asyncio.timeout(READING):
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_LIMIT:
                    return Refusal.LARGE
    except TimeoutError:
        return Refusal.SLOW
    except ClientDisconnect:
        return Refusal.MALFORMED
    return bytes(body)


def place_of(surprise: BaseException) -> str:
    """What was raised and where. Not its message: it may quote what people wrote."""
    frames = (f"{Path(each.filename).name}:{each.lineno}" for each in extract_tb(surprise.__traceback__))
    return f"{type(surprise).__name__} in {' > '.join(frames)}"
