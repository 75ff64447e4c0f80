"""The client against raw replies on the loopback: what was done, what was refused, and what nobody knows."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from adapters.slack.client import SLACK, SlackClient, encoded, ours, patience
from bot.hosting.answers import Answer, Refused, Said, Unsure
from bot.hosting.fields import Json
from bot.ports import Later

TOKEN = "xoxb-not-to-be-told"
POST = "chat.postMessage"
READ = "conversations.replies"


@dataclass
class Server:
    """Answers with a script; the last reply serves all that follow. None: the connection is cut after the request."""

    script: list[web.Response | None]
    url: str = ""
    asked: list[tuple[str, dict[str, str], bytes]] = field(
        default_factory=list[tuple[str, dict[str, str], bytes]]
    )

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path_qs, dict(request.headers), await request.read()))
        reply = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if reply is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return reply


def json(body: object, status: int = 200, **headers: str) -> web.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return web.json_response(body, status=status, headers=named)


@asynccontextmanager
async def serving(*script: web.Response | None) -> AsyncGenerator[tuple[Server, SlackClient]]:
    server = Server(list(script))
    app = web.Application(client_max_size=1 << 24)
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"

    async def token(workspace: str) -> str | None:
        return TOKEN if workspace == "T1" else None

    client = SlackClient(token, f"{server.url}api/")
    try:
        yield server, client
    finally:
        await client.close()
        await runner.cleanup()
        await asyncio.sleep(0)


def error(code: str, **more: object) -> web.Response:
    return json({"ok": False, "error": code, **more})


def page(status: int) -> web.Response:
    return web.Response(status=status, text="<html>welcome</html>", content_type="text/html")


TOO_LONG = {"messages": ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]}

ANSWERS: list[tuple[str, web.Response, Answer]] = [
    ("done", json({"ok": True, "ts": "1.2"}), Said({"ok": True, "ts": "1.2"})),
    ("refused", error("channel_not_found"), Refused("channel_not_found")),
    (
        "refused, with the place",
        error("invalid_blocks", response_metadata=TOO_LONG),
        Refused("invalid_blocks", "/blocks/0/text/text"),
    ),
    (
        "refused, with the scope",
        error("missing_scope", needed="chat:write"),
        Refused("missing_scope", "chat:write"),
    ),
    ("Slack gave up in the middle", error("fatal_error"), Unsure("fatal_error")),
    ("or says so with a 5xx", json({"ok": False, "error": "internal_error"}, 500), Unsure("internal_error")),
    ("a gateway's page", page(502), Unsure("HTTP 502")),
    ("a page that says it is well", page(200), Unsure("HTTP 200")),
    ("plain text", web.Response(text="welcome"), Unsure("no JSON")),
    ("broken JSON", web.Response(text="{", content_type="application/json"), Unsure("HTTP 200")),
    ("a list", json([1]), Unsure("no JSON")),
    ("nothing", json({}), Unsure("HTTP 200")),
]


@pytest.mark.parametrize(("reply", "expected"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
async def test_what_came_of_a_call(reply: web.Response, expected: Answer) -> None:
    async with serving(reply) as (_, client):
        assert await client.call("T1", POST, {"channel": "C1", "text": "secret words"}) == expected


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        (json({"ok": False, "error": "ratelimited"}, 429, Retry_After="7"), 7.0),
        (web.Response(status=429, text="slow down", headers={"Retry-After": "30"}), 30.0),
        (json({"ok": False, "error": "ratelimited"}), 1.0),
    ],
)
async def test_a_429_says_when_to_come_back(reply: web.Response, seconds: float) -> None:
    async with serving(reply) as (server, client):
        with pytest.raises(Later) as later:
            await client.call("T1", POST, {})
        assert later.value.seconds == seconds
        assert len(server.asked) == 1


async def test_a_post_whose_connection_is_cut_is_not_sent_again() -> None:
    """The SDK's own client sends it twice."""
    async with serving(None, json({"ok": True, "ts": "1.2"})) as (server, client):
        assert isinstance(await client.call("T1", POST, {"text": "once"}), Unsure)
        assert len(server.asked) == 1


async def test_a_read_whose_connection_is_cut_is_asked_again() -> None:
    async with serving(None, json({"ok": True, "messages": []})) as (server, client):
        assert isinstance(await client.call("T1", READ, {"channel": "C1"}), Said)
        assert len(server.asked) == 2


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async def token(_: str) -> str:
        return TOKEN

    client = SlackClient(token, "http://127.0.0.1:9/api/")
    assert await client.call("T1", POST, {}) == Refused("unreached")
    await client.close()


async def test_without_a_token_nothing_is_asked() -> None:
    async with serving(json({"ok": True})) as (server, client):
        assert await client.call("T2", POST, {}) == Refused("no_token")
        assert server.asked == []


async def test_words_travel_in_the_body_and_the_token_in_a_header() -> None:
    words = "ñ & <!channel> " * 2_000
    async with serving(json({"ok": True, "ts": "1.2"}), json({"ok": True})) as (server, client):
        await client.call("T1", POST, {"text": words, "blocks": [{"type": "divider"}]})
        await client.call("T1", READ, {"channel": "C1", "limit": 15, "include_all_metadata": True})
        (path, headers, body), (read_path, _, form) = server.asked
    assert (path, read_path) == ("/api/chat.postMessage", "/api/conversations.replies")
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert len(body) > len(words)
    assert form == b"channel=C1&limit=15&include_all_metadata=true"


@pytest.mark.parametrize(
    ("method", "arguments", "kind", "content"),
    [
        ("chat.update", {"text": "a"}, "application/json; charset=utf-8", b'{"text": "a"}'),
        ("views.open", {"view": {"a": 1}}, "application/json; charset=utf-8", b'{"view": {"a": 1}}'),
        ("chat.getPermalink", {"channel": "C"}, "application/x-www-form-urlencoded", b"channel=C"),
        ("files.info", {"file": "F"}, "application/x-www-form-urlencoded", b"file=F"),
        (
            "files.completeUploadExternal",
            {"files": [{"id": "F"}]},
            "application/x-www-form-urlencoded",
            b"files=%5B%7B%22id%22%3A+%22F%22%7D%5D",
        ),
    ],
)
def test_each_method_gets_the_body_that_it_takes(
    method: str, arguments: Json, kind: str, content: bytes
) -> None:
    body = encoded(method, arguments)
    assert (body.kind, body.content) == (kind, content)


async def test_nothing_of_what_was_said_or_of_the_token_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for reply in (page(502), error("invalid_blocks", response_metadata=TOO_LONG), None):
        async with serving(reply) as (_, client):
            answer = await client.call("T1", POST, {"text": "secret words"})
        assert "secret words" not in str(answer) + caplog.text
        assert TOKEN not in str(answer) + caplog.text


# ---- beside the API ----------------------------------------------------------------------------------------


async def test_bytes_go_to_the_address_that_slack_gave_without_a_token() -> None:
    async with serving(web.Response(text="OK - 5")) as (server, client):
        assert await client.upload(f"{server.url}upload/v1/x", b"bytes") == Said({})
        ((path, headers, body),) = server.asked
    assert (path, body) == ("/upload/v1/x", b"bytes")
    assert "Authorization" not in headers


@pytest.mark.parametrize(
    ("status", "expected"),
    [(500, Unsure("HTTP 500")), (404, Refused("http_404")), (302, Refused("http_302"))],
)
async def test_what_came_of_an_upload(status: int, expected: Answer) -> None:
    async with serving(web.Response(status=status)) as (server, client):
        assert await client.upload(f"{server.url}upload", b"x") == expected


async def test_a_command_is_answered_where_it_came_from() -> None:
    async with serving(web.Response(text="ok"), web.Response(status=429), None) as (server, client):
        url = f"{server.url}commands/1"
        assert await client.respond(url, {"text": "hello"}) == Said({})
        with pytest.raises(Later):
            await client.respond(url, {"text": "hello"})
        assert isinstance(await client.respond(url, {"text": "hello"}), Unsure)
        assert await client.respond("http://127.0.0.1:1/steal", {"text": "hello"}) == Refused("foreign_url")
        assert server.asked[0][2] == b'{"text": "hello"}'


ADDRESSES = {
    "https://files.slack.com/files-pri/T1-F1/download/a.txt": True,
    "https://hooks.slack.com/commands/1": True,
    "https://slack-files.com/T1-F1": True,
    "https://team.slack.com/x": True,
    "http://files.slack.com/x": False,
    "https://slack.com.evil.example/x": False,
    "https://evilslack.com/x": False,
    "https://evil.example/slack.com": False,
    "https://slack.com@evil.example/": False,
    "ftp://files.slack.com/x": False,
    "": False,
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.items())
def test_which_addresses_are_slacks(url: str, expected: bool) -> None:
    assert ours(url, SLACK) is expected


def test_the_host_that_stands_for_slack_counts_as_slack() -> None:
    assert ours("http://127.0.0.1:9999/files/1", "http://127.0.0.1:9999/api/")
    assert not ours("http://127.0.0.1:9998/files/1", "http://127.0.0.1:9999/api/")
    assert not ours("http://127.0.0.1:9999/files/1", SLACK)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("1e9", 3600.0),
        ("", 1.0),
        ("soon", 1.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
def test_how_long_a_429_asks_to_wait(said: str, seconds: float) -> None:
    assert patience({"Retry-After": said}) == seconds
