"""The gateway goes on, whatever happens to a connection, and ends without a trace when it is told to."""

import asyncio
import logging
import threading
from typing import Any

import discord
import pytest
from discord.gateway import KeepAliveHandler
from discord.http import HTTPClient

from adapters.discord.incoming.gateway import Gateway, pause_after
from adapters.discord.incoming.raw import create_client
from bot.wording import wording
from tests.discord.incoming.live_gateway import Live
from tests.discord.incoming.live_gateway import live as live  # noqa: PLC0414  # a fixture
from tests.discord.payloads import CHANNEL
from tests.discord.server import Broken, Cut, Slow

CONTENT = 1 << 15  # the intent


async def write(live: Live, *texts: str) -> None:
    for each in texts:
        await live.fake.person().write(CHANNEL, each)


def hearts(live: Live) -> list[threading.Thread]:
    """The threads that keep connections alive."""
    return [each for each in threading.enumerate() if isinstance(each, KeepAliveHandler) and each.is_alive()]


# ---- while a session lasts ---------------------------------------------------------------------------------


async def test_it_is_connected_when_events_come_in(live: Live) -> None:
    assert not live.gateway.connected
    await live.begin()
    await write(live, "hello")
    await live.fake.wait_for(live.words)
    assert live.words() == ["hello"]
    assert live.fake.gateway.identified == 1


async def test_a_drop_is_resumed_and_what_was_missed_comes(live: Live) -> None:
    await live.begin()
    live.fake.fault("GET", "/gateway", Slow(0.2, before=True))
    live.fake.gateway.drop()
    await live.fake.wait_for(lambda: not live.gateway.connected)
    await write(live, "while you were away")
    await live.fake.wait_for(live.words)
    assert live.gateway.connected
    assert (live.words(), len(live.heard("READY"))) == (["while you were away"], 1)
    assert (live.fake.gateway.identified, live.fake.gateway.resumed, live.pauses) == (1, 1, [])


async def test_a_session_that_is_gone_begins_anew_and_says_so(live: Live) -> None:
    await live.begin()
    live.fake.gateway.invalidate()
    await live.connected(sessions=2)
    live.fake.gateway.drop(forget=True)
    await live.connected(sessions=3)
    await write(live, "still there?")
    await live.fake.wait_for(live.words)
    assert (live.fake.gateway.identified, live.pauses) == (3, [])


async def test_a_poisoned_event_ends_nothing(live: Live, caplog: pytest.LogCaptureFixture) -> None:
    await live.begin()
    live.fake.gateway.poison()
    live.fake.gateway.poison("GUILD_ROLE_CREATE", {"guild_id": "a secret"})
    await write(live, "and on")
    await live.fake.wait_for(lambda: "and on" in str(live.told))
    assert live.gateway.connected
    assert (live.fake.gateway.identified, live.fake.gateway.resumed) == (1, 0)
    assert "MESSAGE_CREATE is not read: KeyError" in caplog.text
    assert "secret" not in caplog.text


async def test_all_shards_count(live: Live) -> None:
    live.fake.world.shards = 2
    await live.begin()
    await live.fake.wait_for(lambda: len(live.heard("READY")) == 2)  # the last one may be on its way
    assert live.fake.gateway.identified == 2
    live.fake.fault("GET", "/gateway", Slow(0.2, before=True))
    live.fake.gateway.links[0].abort()
    await live.fake.wait_for(lambda: not live.gateway.connected)
    await live.fake.wait_for(lambda: live.gateway.connected)


async def test_the_library_waits_half_a_minute_at_most(live: Live) -> None:
    await live.begin()
    client = live.gateway.places.client
    assert client is not None
    (shard,) = client.shards.values()
    backoff: Any = shard._parent._backoff  # pyright: ignore  # noqa: PGH003  # Any: how it waits it tells nobody
    assert max(backoff.delay() for _ in range(50)) <= 32


# ---- when a connection has ended for good ------------------------------------------------------------------


async def test_another_connection_follows(live: Live, caplog: pytest.LogCaptureFixture) -> None:
    await live.begin()
    await live.fake.gateway.links[0].socket.close(code=4012)
    await live.connected(sessions=2)
    await write(live, "again")
    await live.fake.wait_for(live.words)
    assert live.pauses == [1.0]
    assert "the connection to Discord ended: ConnectionClosed" in caplog.text


async def test_discord_may_be_away_when_it_begins(live: Live) -> None:
    live.fake.fault("GET", "/users/@me", Broken(503), times=3)
    live.fake.fault("GET", "/gateway/bot", Broken(503), times=2)
    await live.begin()
    assert live.pauses == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_pauses_grow_to_a_minute() -> None:
    assert [pause_after(tries) for tries in (1, 2, 6, 7, 5_000)] == [1.0, 2.0, 32.0, 60.0, 60.0]


async def test_a_good_connection_is_followed_at_once(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.incoming.gateway.STEADY", 0.0)
    live.fake.fault("GET", "/users/@me", Broken(503), times=3)
    await live.begin()
    assert live.pauses == [1.0] * 3


async def test_a_token_that_is_taken_back_is_tried_each_minute(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    await live.begin()
    known, live.fake.world.token = live.fake.world.token, "another"
    live.fake.gateway.drop()
    await live.fake.wait_for(lambda: len(live.pauses) > 2)
    assert {*live.pauses} == {60.0}
    assert not live.gateway.connected
    assert "Discord does not know the token" in caplog.text
    assert known not in caplog.text
    live.fake.world.token = known
    await live.connected(sessions=2)


async def test_a_wrong_token_at_first_is_tried_each_minute(live: Live) -> None:
    known, live.fake.world.token = live.fake.world.token, "another"
    running = asyncio.create_task(live.begin())
    await live.fake.wait_for(lambda: len(live.pauses) > 1)
    assert {*live.pauses} == {60.0}
    live.fake.world.token = known
    await running


async def test_sessions_that_are_used_up_are_waited_for(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [0, 999]

    async def asked(http: object) -> tuple[int, str, dict[str, int]]:
        return 1, "", {"remaining": left.pop(0), "reset_after": 5_000}

    monkeypatch.setattr(HTTPClient, "get_bot_gateway", asked)
    await live.begin()
    assert live.pauses == [5.0]


# ---- the right to read -------------------------------------------------------------------------------------


@pytest.mark.parametrize("granted", [True, False])
async def test_it_asks_for_what_the_app_may_read(live: Live, *, granted: bool) -> None:
    live.fake.world.reads_content = granted
    await live.begin()
    (session,) = live.fake.gateway.sessions.values()
    assert bool(session.intents & CONTENT) is granted
    assert live.pauses == []


async def test_without_the_intent_it_goes_on(live: Live, caplog: pytest.LogCaptureFixture) -> None:
    assert (await live.rest.app()).reads_content
    live.fake.world.reads_content = False
    await live.begin()
    await write(live, "not for you")
    await live.fake.wait_for(live.words)
    assert live.words() == [""]
    assert live.pauses == [0.0]
    assert not (await live.rest.app()).reads_content
    assert "Message Content" in caplog.text


# ---- commands ----------------------------------------------------------------------------------------------


async def test_the_commands_are_registered_once(live: Live) -> None:
    await live.begin()
    await live.fake.gateway.links[0].socket.close(code=4012)
    await live.connected(sessions=2)
    assert [each["name"] for each in live.fake.world.commands] == ["wasm"]
    assert sum(each.method == "PUT" for each in live.fake.asked) == 1


async def test_commands_that_are_refused_keep_nobody_waiting(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    live.fake.fault("PUT", "/applications/.*", Broken(429), times=2)
    live.fake.fault("PUT", "/applications/.*", Slow(0.2, before=True))
    await live.begin()
    assert "the commands are not registered: Later" in caplog.text
    assert not live.fake.world.commands
    await live.fake.wait_for(lambda: live.fake.world.commands)
    assert (live.fake.gateway.identified, live.pauses) == (1, [15.0, 30.0])


# ---- the end -----------------------------------------------------------------------------------------------


async def test_it_ends_when_it_is_told_to(live: Live) -> None:
    await live.begin()
    assert hearts(live)
    await live.end()
    await live.fake.wait_for(lambda: not live.fake.gateway.links and not hearts(live))
    assert not live.gateway.connected
    assert {each.get_name() for each in asyncio.all_tasks()}.isdisjoint({"gateway"})


@pytest.mark.parametrize("path", ["/users/@me", "/gateway/bot", "/gateway", "/applications/.*"])
async def test_it_ends_while_it_connects(live: Live, path: str) -> None:
    live.fake.fault("*", path, Slow(5.0, before=True), times=None)
    live.running = asyncio.create_task(live.gateway.run())
    await live.fake.wait_for(lambda: any(each.status == 0 for each in live.fake.asked))
    async with asyncio.timeout(3):
        await live.end()
    await live.fake.wait_for(lambda: not hearts(live))


async def test_it_ends_while_it_begins_a_new_session(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """There the library swallows a cancellation, and leaves a heart that beats."""
    await live.begin()
    waiting = asyncio.Event()

    async def slow(client: object, shard_id: int | None, *, initial: bool = False) -> None:
        waiting.set()
        await asyncio.sleep(60)

    monkeypatch.setattr(discord.AutoShardedClient, "before_identify_hook", slow)
    live.fake.gateway.invalidate()
    await asyncio.wait_for(waiting.wait(), 5)
    assert hearts(live)
    async with asyncio.timeout(3):
        await live.end()
    await live.fake.wait_for(lambda: not hearts(live))


async def test_it_ends_while_discord_is_away(live: Live) -> None:
    await live.begin()
    live.fake.fault("*", ".*", Cut(after=False), times=None)
    live.fake.gateway.drop()
    await live.fake.wait_for(lambda: live.fake.asked[-1].path == "/gateway")
    async with asyncio.timeout(3):
        await live.end()


async def test_it_ends_between_two_connections(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    live.fake.fault("GET", "/users/@me", Broken(503), times=None)
    waiting = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waiting.set()
        await asyncio.sleep(60)

    running = asyncio.create_task(Gateway(live.rest, live.hear, wording(), sleep=sleep).run())
    await asyncio.wait_for(waiting.wait(), 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


def test_what_the_library_logs_is_made_discreet(caplog: pytest.LogCaptureFixture) -> None:
    create_client(reads_content=True, hear=lambda event, told: None)
    try:
        raise OSError("wss://gateway/?token=secret")
    except OSError:
        logging.getLogger("discord.shard").exception("Failed for %s", "secret")
    logging.getLogger("discord.http").warning("POST https://discord/webhooks/1/secret")
    (record,) = caplog.records
    assert record.getMessage().startswith("no connection to Discord: OSError < test_supervisor.py:")
    assert "secret" not in caplog.text
