"""Files that come in, and what was said in a thread before: from Slack's hosts only, in time, as text."""

import asyncio
import gzip
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from aiohttp import web

from adapters.slack.client import SLACK, SlackClient
from adapters.slack.incoming.earlier import CAP, Surroundings
from adapters.slack.incoming.files import HOPS, Downloads, Reply, judged, refusal
from adapters.slack.incoming.parse import Offered
from bot.core.events import FileTrouble, TextFile
from bot.hosting.answers import Answer
from bot.hosting.fields import Json
from bot.hosting.files import ARCHIVE_LIMIT, LIMIT
from tests.slack.outgoing.slack import Fault, Slack
from tests.slack.outgoing.world import ROOT

URL = "https://files.slack.com/files-pri/T1-F1/download/template.yaml"
OFFERED = Offered("F1", "template.yaml", URL, 120, "text/plain")
TOKEN = "xoxb-1"


REFUSALS: list[tuple[str, Offered, FileTrouble | None]] = [
    ("text", OFFERED, None),
    ("a type that tells nothing", replace(OFFERED, mimetype="application/octet-stream"), None),
    ("no type at all", replace(OFFERED, mimetype=""), None),
    ("JSON", replace(OFFERED, mimetype="application/json"), None),
    ("at the limit", replace(OFFERED, size=LIMIT), None),
    ("over it", replace(OFFERED, size=LIMIT + 1), FileTrouble.TOO_LARGE),
    ("a picture", replace(OFFERED, mimetype="image/png"), FileTrouble.BINARY),
    ("a parcel", replace(OFFERED, mimetype="application/zip"), FileTrouble.BINARY),
    ("an archive", replace(OFFERED, name="shop.zip", mimetype="application/zip", size=ARCHIVE_LIMIT), None),
    (
        "a spreadsheet",
        replace(OFFERED, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        FileTrouble.BINARY,
    ),
    ("deleted meanwhile", replace(OFFERED, url=""), FileTrouble.MISSING),
    ("from elsewhere", replace(OFFERED, url="https://evil.example/a.txt"), FileTrouble.UNREADABLE),
    ("unencrypted", replace(OFFERED, url="http://files.slack.com/a.txt"), FileTrouble.UNREADABLE),
]


@pytest.mark.parametrize(
    ("offered", "expected"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_what_is_not_even_asked_for(offered: Offered, expected: FileTrouble | None) -> None:
    assert refusal(offered, SLACK) is expected


HTML = replace(OFFERED, mimetype="text/html")
VERDICTS: list[tuple[str, Reply, Offered, int, FileTrouble | str | None]] = [
    ("the file", Reply(200, "", "text/plain"), OFFERED, 0, None),
    ("a page that was offered", Reply(200, "", "text/html"), HTML, 0, None),
    ("a page instead of the file", Reply(200, "", "text/html"), OFFERED, 0, FileTrouble.UNREADABLE),
    ("a log-in page", Reply(200, "", "text/html"), HTML, 1, FileTrouble.UNREADABLE),
    ("elsewhere", Reply(302, "/there", ""), OFFERED, 0, "/there"),
    ("elsewhere, nobody knows where", Reply(302, "", ""), OFFERED, 0, FileTrouble.UNREADABLE),
    ("elsewhere without end", Reply(302, "/there", ""), OFFERED, HOPS, FileTrouble.UNREADABLE),
    ("gone", Reply(404, "", ""), OFFERED, 0, FileTrouble.MISSING),
    ("forbidden", Reply(403, "", ""), OFFERED, 0, FileTrouble.UNREADABLE),
    ("in trouble", Reply(500, "", ""), OFFERED, 0, FileTrouble.UNREADABLE),
]


@pytest.mark.parametrize(
    ("reply", "offered", "hops", "expected"), [row[1:] for row in VERDICTS], ids=[row[0] for row in VERDICTS]
)
def test_what_a_reply_means(
    reply: Reply, offered: Offered, hops: int, expected: FileTrouble | str | None
) -> None:
    assert judged(reply, offered, hops) == expected


# ---- over a connection -----------------------------------------------------------------------------------

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def host(handler: Handler, time: float = 2.5) -> AsyncGenerator[tuple[str, Downloads]]:
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"

    async def token(workspace: str) -> str | None:
        return TOKEN if workspace == "T1" else None

    client = SlackClient(token, f"{url}api/")
    try:
        yield url, Downloads(client.session, token, f"{url}api/", time)
    finally:
        await client.close()
        await runner.cleanup()
        await asyncio.sleep(0)


async def test_a_file_is_fetched_with_the_token() -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.Response(status=403)
        if request.path == "/old":
            raise web.HTTPFound("/new")
        return web.Response(text="Resources: {}", content_type="text/plain")

    async with host(handler) as (url, downloads):
        found = await downloads.fetched("T1", replace(OFFERED, url=f"{url}old"))
        assert isinstance(found, TextFile)
        assert (found.name, found.text) == ("template.yaml", "Resources: {}")
        assert await downloads.fetched("T2", replace(OFFERED, url=f"{url}old")) is FileTrouble.UNREADABLE


async def test_the_token_goes_to_no_other_host() -> None:
    asked: list[str] = []

    async def thief(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(text="thanks")

    async with host(thief) as (elsewhere, _):

        async def handler(_: web.Request) -> web.Response:
            raise web.HTTPFound(f"{elsewhere}steal")

        async with host(handler) as (url, downloads):
            assert await downloads.fetched("T1", replace(OFFERED, url=f"{url}a")) is FileTrouble.UNREADABLE
    assert asked == []


async def test_a_redirect_without_end_ends() -> None:
    count = 0

    async def handler(_: web.Request) -> web.Response:
        nonlocal count
        count += 1
        raise web.HTTPFound("/again")

    async with host(handler) as (url, downloads):
        assert await downloads.fetched("T1", replace(OFFERED, url=f"{url}a")) is FileTrouble.UNREADABLE
    assert count == HOPS + 1


async def test_a_body_without_end_is_too_large() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65_536)
        except ConnectionError:
            return response

    async with host(handler) as (url, downloads):
        assert await downloads.fetched("T1", replace(OFFERED, url=url)) is FileTrouble.TOO_LARGE


async def test_a_small_parcel_with_much_in_it_is_too_large() -> None:
    async def handler(_: web.Request) -> web.Response:
        packed = gzip.compress(b"x" * 50_000_000)
        return web.Response(body=packed, headers={"Content-Encoding": "gzip", "Content-Type": "text/plain"})

    async with host(handler, time=20) as (url, downloads):
        assert await downloads.fetched("T1", replace(OFFERED, url=url)) is FileTrouble.TOO_LARGE


async def test_a_host_that_stands_still_is_left() -> None:
    async def handler(_: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async with host(handler, time=0.1) as (url, downloads):
        assert await downloads.fetched("T1", replace(OFFERED, url=url)) is FileTrouble.UNREADABLE


# ---- what was said before ----------------------------------------------------------------------------------


async def never(_: str) -> str | None:
    raise AssertionError("no file is fetched here")


def surroundings(slack: Slack, patience: float = 1.0) -> Surroundings:
    client = SlackClient(never)
    return Surroundings(slack, Downloads(client.session, never, SLACK), patience)


def thread() -> Slack:
    slack = Slack(page=3)
    slack.messages.append(replace(slack.write("U1", "C1", "", "We run on &lt;Lambda&gt;"), ts=ROOT))
    del slack.messages[0]
    for number in range(10):
        slack.write("U2" if number % 2 else "", "C1", ROOT, f"line {number}, see <https://x.example|this>")
    return slack


async def test_peoples_lines_are_read_and_bots_left_out() -> None:
    slack = thread()
    last = slack.write("U3", "C1", ROOT, "<@UBOT> what do you think?")
    text = await surroundings(slack).earlier("T1", "C1", ROOT, last.ts)
    assert text.splitlines() == [
        "U1: We run on <Lambda>",
        *(f"U2: line {number}, see this (https://x.example)" for number in range(1, 10, 2)),
    ]


async def test_a_long_thread_is_read_as_far_as_there_is_room() -> None:
    slack = Slack()
    for _ in range(40):
        slack.write("U1", "C1", ROOT, "x" * 3_000)
    text = await surroundings(slack).earlier("T1", "C1", ROOT, slack.tick())
    assert len(text) == CAP
    assert len(slack.calls) < 3


@pytest.mark.parametrize("kind", ["429", "lost", "missing_scope"])
async def test_what_cannot_be_read_is_empty(kind: str) -> None:
    slack = thread()
    slack.faults = [("conversations.replies", Fault(kind))]
    assert await surroundings(slack).earlier("T1", "C1", ROOT, slack.tick()) == ""


async def test_what_was_read_in_time_counts() -> None:
    class Slow(Slack):
        async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
            if self.calls:
                await asyncio.sleep(30)
            return await Slack.call(self, workspace, method, arguments)

    slack = Slow(page=3, messages=thread().messages)
    text = await surroundings(slack, patience=0.05).earlier("T1", "C1", ROOT, slack.tick())
    assert text.startswith("U1: We run on <Lambda>")
    assert "line 9" not in text


async def test_a_mention_that_comes_twice_reads_its_thread_once() -> None:
    class Busy(Slack):
        async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
            await asyncio.sleep(0)
            return await Slack.call(self, workspace, method, arguments)

    slack = Busy(messages=thread().messages)
    near, now = surroundings(slack), slack.tick()
    first, second = await asyncio.gather(*(near.earlier("T1", "C1", ROOT, now) for _ in range(2)))
    assert first == second != ""
    assert len(slack.calls) == 1
    assert await near.earlier("T1", "C1", ROOT, now) == first
