"""The door on a real server: what reaches Bolt, what is answered, what is counted, and what no log ever holds."""

import asyncio
import logging
import time
from collections.abc import Callable
from importlib import import_module

import pytest

from adapters.slack.incoming.guard import BODY_LIMIT
from tests.slack.installing.behind import EVENT, Behind, open_door
from tests.slack.installing.signing import FORM, signed


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


Headers = Callable[[int], dict[str, str]]  # given the time in seconds
REFUSED: tuple[tuple[Headers, int, str], ...] = (
    (lambda now: signed(EVENT, 1), 401, "timestamp"),
    (lambda now: signed(EVENT, "soon"), 401, "timestamp"),
    (lambda now: signed(EVENT, now, secret="another"), 401, "signature"),
    (lambda now: signed(EVENT, now, "text/html"), 415, "content_type"),
    (lambda now: signed(EVENT, now, FORM), 400, "malformed"),
)


@pytest.mark.parametrize(("headers", "status", "reason"), REFUSED)
async def test_what_is_refused_is_counted_by_its_reason(headers: Headers, status: int, reason: str) -> None:
    behind = Behind()
    async with open_door(behind) as standing:
        assert await standing.deliver(EVENT, headers(int(time.time()))) == (status, reason)
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
    monkeypatch.setattr(import_module("adapters.slack.incoming.door"), "READING", 0.05)
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
