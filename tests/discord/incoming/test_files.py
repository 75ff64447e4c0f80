"""Files: what is asked for, where, and what of it is read. The host is a real server on the loopback."""

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.discord.incoming.files import Downloads, discords, refusal
from adapters.discord.incoming.parse import Offered
from bot.core.events import Cleaning, FileTrouble, TextFile
from bot.hosting.files import LIMIT, Taken

API = "http://127.0.0.1:8080/api/v10"
HOLDS = b'{"dependencies": {"sharp": "1"}}'


def offered(url: str, size: int = 10, mimetype: str = "application/json") -> Offered:
    return Offered("51", "package.json", url, size, mimetype)


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1", True),
        ("https://media.discordapp.net/attachments/1/2/a.txt", True),
        ("https://cdn.discordapp.com:443/a", True),
        ("http://cdn.discordapp.com/attachments/1/2/a.txt", False),
        ("https://cdn.discordapp.com:8443/a", False),
        ("https://cdn.discordapp.com.evil.example/a", False),
        ("https://evil.example/cdn.discordapp.com", False),
        ("https://cdn.discordapp.com@evil.example/a", False),
        ("https://cdn.discordapp.com:99999/a", False),
        ("https://[::1/a", False),
        ("file:///etc/passwd", False),
        ("http://127.0.0.1:8080/files/a.txt", False),
        ("", False),
    ],
)
def test_only_discords_own_hosts_are_asked(url: str, ours: bool) -> None:
    assert discords(url, None) is ours


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("http://127.0.0.1:8080/files/a.txt", True),
        ("http://127.0.0.1:8081/files/a.txt", False),
        ("https://127.0.0.1:8080/files/a.txt", False),
        ("https://cdn.discordapp.com/a", True),
    ],
)
def test_or_the_host_that_was_set_in_the_place_of_the_api(url: str, ours: bool) -> None:
    assert discords(url, API) is ours


@pytest.mark.parametrize(
    ("file", "trouble"),
    [
        (offered("https://cdn.discordapp.com/a", LIMIT + 1), FileTrouble.TOO_LARGE),
        (offered("https://cdn.discordapp.com/a", mimetype="image/png"), FileTrouble.BINARY),
        (offered("https://cdn.discordapp.com/a", mimetype="application/pdf"), FileTrouble.BINARY),
        (offered(""), FileTrouble.MISSING),
        (offered("https://evil.example/a"), FileTrouble.UNREADABLE),
        (offered("https://cdn.discordapp.com/a", mimetype=""), None),
    ],
)
def test_some_files_are_not_even_asked_for(file: Offered, trouble: FileTrouble | None) -> None:
    assert refusal(file, None) is trouble


class Host:
    """The host of files: what it gives by path, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.server = TestServer(self._app())

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/{name}", self._given)
        return app

    async def _given(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        match request.match_info["name"]:
            case "package.json":
                return web.Response(body=HOLDS)
            case "image":
                return web.Response(body=b"\x89PNG\0\0")
            case "secret":
                return web.Response(body=b"key AKIA" + b"IOSFODNN7EXAMPLE")
            case "large":
                return web.Response(body=b"a" * (LIMIT + 1))
            case "endless":
                return await self._endless(request)
            case "elsewhere":
                raise web.HTTPFound("/package.json")
            case "cut":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case name:
                return web.Response(status=int(name))

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        """It never ends, and does not say so."""
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError, aiohttp.ClientError):  # whoever asked had enough
            while True:
                await response.write(b"a" * 1_000)
        return response


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    host = Host()
    async with host.server:
        yield host


async def fetched(host: Host, name: str, **more: Any) -> Taken:  # Any: fields of a file
    url = str(host.server.make_url(f"/{name}"))
    async with aiohttp.ClientSession() as session:
        downloads = Downloads(lambda: session, str(host.server.make_url("/api/v10")), time=5)
        return await downloads.fetched(offered(url, **more))


async def test_a_file_is_read_without_any_token(host: Host) -> None:
    assert await fetched(host, "package.json") == TextFile("package.json", HOLDS.decode())
    (request,) = host.asked
    assert "Authorization" not in request.headers


async def test_no_secret_comes_in_with_it(host: Host) -> None:
    assert await fetched(host, "secret") == TextFile("package.json", "key [SECRET]", Cleaning(secrets=1))


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("image", FileTrouble.BINARY),
        ("large", FileTrouble.TOO_LARGE),
        ("endless", FileTrouble.TOO_LARGE),
        ("elsewhere", FileTrouble.UNREADABLE),
        ("cut", FileTrouble.UNREADABLE),
        ("403", FileTrouble.MISSING),  # the address has run out
        ("404", FileTrouble.MISSING),
        ("410", FileTrouble.MISSING),
        ("500", FileTrouble.UNREADABLE),
    ],
)
async def test_what_cannot_be_read_is_said(host: Host, name: str, trouble: FileTrouble) -> None:
    """Whatever it was said to be."""
    assert await fetched(host, name) is trouble
    assert name == "cut" or len(host.asked) == 1  # a cut connection may be tried once more


async def test_a_host_that_does_not_answer_is_not_waited_for(host: Host) -> None:
    async with aiohttp.ClientSession() as session:
        downloads = Downloads(lambda: session, str(host.server.make_url("/")), time=0.0)
        file = offered(str(host.server.make_url("/package.json")))
        assert await downloads.fetched(file) is FileTrouble.UNREADABLE
