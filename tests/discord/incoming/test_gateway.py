"""What the gateway hands on: the payloads as they came, whatever the library makes of them."""

import logging
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from adapters.discord.incoming.gateway import Ear, Places, create_client
from adapters.discord.incoming.parse import Me, Written, arrivals
from adapters.discord.incoming.raw import state_of
from bot.hosting.fields import Json
from tests.discord.incoming.live_gateway import Live
from tests.discord.incoming.live_gateway import live as live  # noqa: PLC0414  # a fixture
from tests.discord.payloads import BOT, CHANNEL, DIRECT, GUILD, ROLE, THREAD, Payload, interaction, message

HEARD = {
    "MESSAGE_CREATE": message(),
    "MESSAGE_UPDATE": message(edited_timestamp="2024-10-27T21:47:00+00:00"),
    "MESSAGE_DELETE": {"id": "1", "channel_id": CHANNEL, "guild_id": GUILD},
    "MESSAGE_DELETE_BULK": {"ids": ["1", "2"], "channel_id": CHANNEL, "guild_id": GUILD},
    "INTERACTION_CREATE": interaction(2, {"id": "1", "name": "wasm", "type": 1}),
    "THREAD_DELETE": {"id": THREAD, "guild_id": GUILD, "parent_id": CHANNEL, "type": 11},
    "CHANNEL_DELETE": {"id": CHANNEL, "guild_id": GUILD, "type": 0},
    "GUILD_CREATE": {"id": GUILD, "name": "a server", "unavailable": True},
    "GUILD_DELETE": {"id": GUILD},
}
MALFORMED: tuple[object, ...] = (None, [], {}, {"guild_id": "x", "id": "x"})


Heard = list[tuple[str, Json]]


def parsers(hear: Ear) -> dict[str, Callable[[Any], None]]:  # Any: the library's JSON
    """Where events enter a client that is not connected."""
    return state_of(create_client(reads_content=True, hear=hear)).parsers


def shown(event: str, told: Payload) -> Payload:
    """What goes on: of a whole server, only which one it is."""
    return {name: told[name] for name in told if event != "GUILD_CREATE" or name in {"id", "unavailable"}}


def into(told: Heard) -> Ear:
    def hear(event: str, payload: Json) -> None:
        told.append((event, payload))

    return hear


@pytest.mark.parametrize("event", HEARD)
async def test_an_event_goes_on_as_it_came(event: str) -> None:
    told, came = Heard(), deepcopy(HEARD[event])
    parsers(into(told))[event](came)
    assert told == [(event, shown(event, HEARD[event]))]
    assert told[0][1] is not came


@pytest.mark.parametrize("event", HEARD)
@pytest.mark.parametrize("poison", [{}, {"id": "a secret"}, {"channel_id": "1", "author": {}}])
async def test_what_the_library_cannot_read_goes_on_all_the_same(
    event: str, poison: Payload, caplog: pytest.LogCaptureFixture
) -> None:
    told = Heard()
    parsers(into(told))[event](deepcopy(poison))
    assert told == [(event, shown(event, poison))]
    assert "secret" not in caplog.text


async def test_who_hears_may_raise(caplog: pytest.LogCaptureFixture) -> None:
    def hear(event: str, told: Json) -> None:
        raise ValueError(told["content"])

    parsers(hear)["MESSAGE_CREATE"](message("between us"))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage().startswith("MESSAGE_CREATE is not read: ValueError < test_gateway.py:")
    assert "between us" not in caplog.text


async def test_no_parser_of_the_library_raises(caplog: pytest.LogCaptureFixture) -> None:
    told = Heard()
    for name, parse in parsers(into(told)).items():
        for poison in MALFORMED:
            parse(poison)
        assert {event for event, _ in told} <= {name}
        told.clear()
    assert "GUILD_ROLE_CREATE is not read: KeyError" in caplog.text


async def test_messages_read_as_recorded_payloads_do(live: Live) -> None:
    await live.begin()
    post = await live.fake.person().mention(CHANNEL, "move our Lambdas?", files=[("a.json", "{}")])
    await live.fake.wait_for(lambda: live.heard("MESSAGE_CREATE"))
    (told,) = live.heard("MESSAGE_CREATE")
    assert told == next(each.payload for each in live.fake.told if each.event == "MESSAGE_CREATE")
    (read,) = arrivals("MESSAGE_CREATE", {**told, "channel_type": 0}, Me(BOT))
    assert isinstance(read, Written)
    assert (read.id, read.text, read.mentioned) == (post.id, "move our Lambdas?", True)


async def test_it_knows_the_places_that_it_was_told_of(live: Live) -> None:
    places = live.gateway.places
    assert (places.kind_of(CHANNEL), places.roles_in(GUILD), places.guilds()) == (None, frozenset(), ())
    await live.begin()
    fake, ana = live.fake, live.fake.person()
    thread = fake.stage.thread(await ana.write(CHANNEL, "a plan"), "A plan", BOT)
    await fake.wait_for(lambda: places.kind_of(thread.id))
    assert (places.kind_of(CHANNEL), places.kind_of(thread.id)) == (0, 11)
    assert places.kind_of(THREAD) is None
    assert places.kind_of(f"{CHANNEL}:/1") is None
    assert places.guilds() == (GUILD,)
    assert places.roles_in(GUILD) == {ROLE}
    assert places.roles_in("@me") == places.roles_in("1") == frozenset()


async def test_servers_are_known_as_soon_as_a_session_begins(live: Live) -> None:
    await live.begin()
    assert live.known[:2] == [("READY", GUILD), ("GUILD_CREATE", GUILD)]


async def test_a_server_that_was_left_is_known_no_more(live: Live) -> None:
    await live.begin()
    live.fake.stage.outage(live.fake.guild())
    await live.fake.wait_for(lambda: live.heard("GUILD_DELETE"))
    assert live.gateway.places.guilds() == (GUILD,)
    live.fake.stage.kick(live.fake.guild())
    await live.fake.wait_for(lambda: len(live.heard("GUILD_DELETE")) == 2)
    assert live.gateway.places.guilds() == ()
    assert live.heard("GUILD_DELETE") == [{"id": GUILD, "unavailable": True}, {"id": GUILD}]


async def test_a_direct_message_is_a_place() -> None:
    client = create_client(reads_content=True, hear=lambda event, told: None)
    person = {"id": "1", "username": "ana", "discriminator": "0", "avatar": None}
    told: Any = {"id": DIRECT, "type": 1, "recipients": [person]}  # Any: the library's JSON
    state_of(client).add_dm_channel(told)
    assert Places(client).kind_of(DIRECT) == 1
