"""The door on a real server: what reaches Bolt, what is answered, what is counted, and what no log ever holds."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib import import_module

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.door import Answer, Events, Handle, handed_to
from adapters.slack.guard import BODY_LIMIT
from adapters.slack.meters import Meters
from tests.slack_door.signing import FORM, SECRET, signed
from tests.slack_door.standing import standing_door

EVENT = json.dumps({"type": "event_callback", "event": {"text": "nuestro secreto"}}).encode()


@dataclass
class Behind:
    """What stands behind the door."""

    heard: list[tuple[str, Mapping[str, str]]] = field(default_factory=list[tuple[str, Mapping[str, str]]])
    fails: bool = False
    parts: dict[str, bool] = field(default_factory=lambda: {"store": True, "slack": True})

    async def handle(self, body: str, headers: Mapping[str, str]) -> Answer:
        self.heard.append((body, headers))
        if self.fails:
            raise RuntimeError(body)
        return Answer(200, "taken in", {"content-type": "text/plain", "x-of-bolt": "yes"})

    async def ready(self) -> Mapping[str, bool]:
        return self.parts


@dataclass(frozen=True)
class Standing:
    """A door that is open."""

    address: str
    client: aiohttp.ClientSession

    async def deliver(self, body: bytes, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
        given = signed(body, int(time.time())) if headers is None else headers
        async with self.client.post(self.url("/slack/events"), data=body, headers=given) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.client.get(self.url(path)) as answer:
            return answer.status, await answer.text()

    async def raw(self, sent: bytes) -> bytes:
        """Bytes as they are, for what no client would send; what comes back until the door hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(sent)
            await writer.drain()
            return await asyncio.wait_for(reader.read(), 10)
        finally:
            writer.close()

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@asynccontextmanager
async def open_door(behind: Behind, handle: Handle | None = None) -> AsyncGenerator[Standing]:
    events = Events(SECRET.encode(), handle or behind.handle, time.time, Meters())
    async with standing_door(events, ready=behind.ready) as url, aiohttp.ClientSession() as client:
        yield Standing(url, client)


def request(*headers: str) -> bytes:
    at = int(time.time())
    known = ("POST /slack/events HTTP/1.1", "Host: x", "Content-Type: application/json")
    return "\r\n".join((*known, f"X-Slack-Request-Timestamp: {at}", *headers, "", "")).encode()


async def test_what_slack_signed_reaches_bolt_and_its_answer_goes_back() -> None:
    behind = Behind()
    async with open_door(behind) as standing:
        assert await standing.deliver(EVENT) == (200, "taken in")
    (body, headers) = behind.heard[0]
    assert body == EVENT.decode()
    assert headers["content-type"] == "application/json"


async def test_a_listener_that_fails_makes_slack_deliver_again_and_tells_the_log_only_where(
    caplog: pytest.LogCaptureFixture,
) -> None:
    behind = Behind(fails=True)
    with caplog.at_level(logging.DEBUG):
        async with open_door(behind) as standing:
            assert (await standing.deliver(EVENT))[0] == 500
    assert "RuntimeError in " in caplog.text
    assert "nuestro secreto" not in caplog.text


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        (signed(EVENT, 1), 401, "timestamp"),
        (signed(EVENT, "soon"), 401, "timestamp"),
        (signed(EVENT, int(time.time()), secret="another"), 401, "signature"),
        (signed(EVENT, int(time.time()), "text/html"), 415, "content_type"),
        (signed(EVENT, int(time.time()), FORM), 400, "malformed"),
    ],
)
async def test_what_is_refused_is_counted_by_its_reason(
    headers: dict[str, str], status: int, reason: str
) -> None:
    behind = Behind()
    async with open_door(behind) as standing:
        assert await standing.deliver(EVENT, headers) == (status, reason)
        counted = (await standing.get("/metrics"))[1]
    assert f'wasm_architect_refused_total{{reason="{reason}"}} 1.0' in counted
    assert f'wasm_architect_requests_total{{route="/slack/events",status="{status}"}} 1.0' in counted
    assert behind.heard == []


async def test_just_under_the_cap_gets_through_and_just_over_does_not() -> None:
    behind = Behind()
    frame = len(b'{"a": ""}')
    async with open_door(behind) as standing:
        assert (await standing.deliver(b'{"a": "%s"}' % (b"x" * (BODY_LIMIT - frame))))[0] == 200
        assert (await standing.deliver(b'{"a": "%s"}' % (b"x" * (BODY_LIMIT - frame + 1))))[0] == 413
    assert len(behind.heard) == 1


async def test_an_announced_length_over_the_cap_is_refused_before_the_body_came() -> None:
    async with open_door(Behind()) as standing:
        answer = await standing.raw(request("Content-Length: 5000000"))
    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_body_without_a_length_is_cut_off_at_the_cap() -> None:
    chunks, rest = divmod(BODY_LIMIT + 1, 0x10000)
    body = (b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * chunks + b"%x\r\n" % rest + b"x" * rest
    endless = request("Transfer-Encoding: chunked") + body
    behind = Behind()
    async with open_door(behind) as standing:
        answer = await standing.raw(endless)  # no last chunk: it would go on for ever
    assert answer.startswith(b"HTTP/1.1 413")
    assert behind.heard == []


async def test_a_body_that_dawdles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("adapters.slack.door"), "READING", 0.05)
    async with open_door(Behind()) as standing:
        answer = await standing.raw(request("Content-Length: 10") + b"{")
    assert answer.startswith(b"HTTP/1.1 408")


async def test_a_sender_who_hangs_up_is_no_trouble(caplog: pytest.LogCaptureFixture) -> None:
    behind = Behind()
    async with open_door(behind) as standing:
        _, writer = await asyncio.open_connection("127.0.0.1", standing.port)
        writer.write(request("Content-Length: 10") + b"{")
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert (await standing.deliver(EVENT))[0] == 200
    assert len(behind.heard) == 1
    assert "Traceback" not in caplog.text


async def test_alive_is_not_ready() -> None:
    behind = Behind(parts={"store": True, "slack": False})
    async with open_door(behind) as standing:
        assert (await standing.get("/healthz"))[0] == 200
        status, body = await standing.get("/readyz")
        assert (status, json.loads(body)) == (503, {"store": True, "slack": False})
        behind.parts = {"store": True, "slack": True}
        assert (await standing.get("/readyz"))[0] == 200


async def test_what_is_counted_holds_nothing_out_of_a_request() -> None:
    async with open_door(Behind()) as standing:
        await standing.deliver(EVENT)
        assert (await standing.get("/wp-login.php?nuestro"))[0] == 404
        assert (await standing.get("/slack/events"))[0] == 405
        counted = (await standing.get("/metrics"))[1]
    assert 'requests_total{route="other",status="404"} 1.0' in counted
    assert 'requests_total{route="/slack/events",status="405"} 1.0' in counted
    assert "wasm_architect_acknowledge_seconds_count 1.0" in counted
    assert "wp-login" not in counted
    assert "nuestro" not in counted


# ---- with Bolt behind it ----------------------------------------------------------------------------------

Listener = Callable[[], Awaitable[None]]


def bolt(listener: Listener) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")

    app = AsyncApp(authorize=authorize, process_before_response=True, request_verification_enabled=False)

    @app.event("app_mention")  # pyright: ignore[reportUnknownMemberType] - Bolt leaves patterns untyped
    async def mentioned() -> None:
        await listener()

    return app


MENTION = json.dumps(
    {
        "type": "event_callback",
        "team_id": "T1",
        "event": {"type": "app_mention", "user": "U1", "text": "hola"},
    }
).encode()


async def test_bolt_answers_only_when_the_listener_is_done() -> None:
    done: list[str] = []

    async def slowly() -> None:
        await asyncio.sleep(0.05)
        done.append("on the disk")

    async with open_door(Behind(), handed_to(bolt(slowly))) as standing:
        assert (await standing.deliver(MENTION))[0] == 200
        assert done == ["on the disk"]


async def test_a_listener_in_bolt_that_raises_is_delivered_again() -> None:
    async def fails() -> None:
        raise OSError("the disk is full")

    async with open_door(Behind(), handed_to(bolt(fails))) as standing:
        assert (await standing.deliver(MENTION))[0] == 500


async def test_slack_s_question_who_is_there_is_answered() -> None:
    async def nothing() -> None: ...

    asked = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    async with open_door(Behind(), handed_to(bolt(nothing))) as standing:
        status, body = await standing.deliver(asked)
    assert status == 200
    assert "3eZbrw1a" in body
