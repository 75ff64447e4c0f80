"""What Discord's answers and errors say, how rates are counted, and where the library finds Discord."""

import asyncio
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket
from discord.http import Ratelimit, Route
from discord.shard import Shard, ShardInfo

from adapters.discord.asking import Window, answer_to, passing, pause
from adapters.discord.client import point_at, proxy_for, rest_client
from bot.hosting.answers import Answer, Refused, Unsure


@pytest.mark.parametrize(
    ("status", "told", "answer"),
    [
        (429, {"code": 30046, "message": "Maximum"}, Refused("30046", "Maximum")),
        (401, {"code": 50027, "message": "Invalid Webhook Token"}, Refused("50027", "Invalid Webhook Token")),
        (401, {"code": 40001, "message": "Unauthorized"}, Refused("http_401")),
        (413, "<html>a token</html>", Refused("http_413")),
        (502, "<html>a token</html>", Unsure("HTTP 502")),
        (500, {"code": 0, "message": "500: Internal Server Error"}, Unsure("HTTP 500")),
        (400, {"code": 50035, "message": "Bad", "errors": {"a": {"b": {"_errors": [{"message": "“my words”"}]}}}},
         Refused("50035", "Bad a.b")),
    ],
)  # fmt: skip
def test_what_errors_say(status: int, told: str | dict[str, Any], answer: Answer) -> None:  # Any: JSON
    reply: Any = SimpleNamespace(
        status=status, reason="Because", headers={}
    )  # Any: the part that is looked at
    assert answer_to(discord.HTTPException(reply, told)) == answer


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "0.5"}, 0.5),
        ({"Retry-After": "90000"}, 3600.0),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, 30.0),
        ({"Retry-After": "nan"}, 30.0),
        ({}, 30.0),
    ],
)
def test_how_long_a_429_asks_for(headers: Mapping[str, str], seconds: float) -> None:
    assert pause(headers) == seconds


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (aiohttp.ServerDisconnectedError(), True),
        (ConnectionResetError(), True),
        (TimeoutError(), False),
        (aiohttp.ServerTimeoutError(), False),
        (ValueError(), False),
    ],
)
def test_what_may_be_over_in_a_moment(error: Exception, passes: bool) -> None:
    assert passing(error) is passes


# ---- the library's seams -----------------------------------------------------------------------------------


async def test_the_librarys_private_parts_are_where_they_are_looked_for() -> None:
    """It promises nothing of them: a version that moves one is noticed here."""
    client = discord.AutoShardedClient(intents=discord.Intents.none())
    vars(client)["_reconnect"] = True  # as it does when it connects
    connection: Any = SimpleNamespace(shard_id=0)  # Any: it stands for one
    shard = Shard(connection, client, print)
    parts: tuple[tuple[object, tuple[str, ...]], ...] = (
        (
            client.http,
            ("_buckets", "_try_clear_expired_ratelimits", "get_ratelimit", "max_ratelimit_timeout"),
        ),
        (Ratelimit(30.0), ("_last_request", "_loop", "_wake", "acquire", "is_expired", "outgoing", "reset")),
        (client, ("_connection",)),
        (client._connection, ("parsers",)),  # pyright: ignore[reportPrivateUsage] - as in `raw`
        (ShardInfo(shard, None), ("_parent",)),
        (shard, ("_backoff",)),
        (ExponentialBackoff(), ("_max",)),
    )
    missing = [
        (type(part).__name__, name) for part, names in parts for name in names if not hasattr(part, name)
    ]
    await client.http.close()
    assert missing == []


def counted(window: Ratelimit, remaining: int) -> Ratelimit:
    """A rate after a first answer: 50 in five minutes."""
    headers = {
        "X-Ratelimit-Limit": "50",
        "X-Ratelimit-Remaining": str(remaining),
        "X-Ratelimit-Reset-After": "300",
    }
    window.update(SimpleNamespace(headers=headers))  # type: ignore[arg-type]  # what it looks at
    return window


async def test_room_in_a_long_window_is_used() -> None:
    async with asyncio.timeout(1):
        await counted(Window(30.0), 2).acquire()
    with pytest.raises(discord.RateLimited):
        await counted(Window(30.0), 0).acquire()
    with pytest.raises(discord.RateLimited):  # the library's own: why there is a `Window`
        await counted(Ratelimit(30.0), 2).acquire()


async def test_who_waits_for_a_first_answer_goes_on_when_there_is_room() -> None:
    window, done = Window(30.0), list[str]()

    async def ask(name: str) -> None:
        async with window:
            if name == "first":
                await asyncio.sleep(0)
                counted(window, 10)
            done.append(name)

    async with asyncio.timeout(1):
        await asyncio.gather(ask("first"), ask("second"))
    assert done == ["first", "second"]


async def test_every_rate_is_counted_so() -> None:
    client = rest_client()
    for at in range(300):
        client.http.get_ratelimit(str(at))
    assert type(client.http.get_ratelimit("299")) is Window
    assert client.http.get_ratelimit("299") is client.http.get_ratelimit("299")
    await client.close()


def test_the_library_is_pointed_elsewhere_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    point_at("http://127.0.0.1:1/api/v10/", "ws://127.0.0.1:1/gateway")
    assert Route("GET", "/gateway").url == "http://127.0.0.1:1/api/v10/gateway"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:1/gateway"
    point_at(None, None)
    assert Route.BASE == "https://discord.com/api/v10"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "wss://gateway.discord.gg/"


def test_the_systems_proxy_is_used_for_the_net_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert proxy_for("https://discord.com/api/v10") is None
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    monkeypatch.setenv("NO_PROXY", "internal.test")
    assert proxy_for("wss://gateway.discord.gg/") == "http://proxy.test:3128"
    assert proxy_for("https://internal.test/api/v10") is None
    assert proxy_for("http://127.0.0.1:8080/api/v10") is None
