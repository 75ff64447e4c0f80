"""The life of what listens: it ends in good order, and forgets the servers that it was removed from."""

import asyncio
from dataclasses import replace

import pytest

from adapters.discord.address import ROOT
from adapters.discord.incoming.order import lanes_of
from adapters.discord.incoming.trying import Trying
from adapters.discord.traced import HEARD
from bot.hosting.answers import Said
from bot.hosting.inquiries import OPENER
from tests.discord.incoming.desk import CALLS, Desk, deleted, done, key, later, reply, until
from tests.discord.payloads import CHANNEL, DIRECT, GUILD, MESSAGE, THREAD, Payload, command, message, press

LEFT: Payload = {"id": GUILD}


@pytest.fixture
async def desk() -> Desk:
    """With a conversation that Ana opened in the thread."""
    desk = Desk()
    await desk.under_way()
    return desk


@pytest.mark.parametrize(
    ("told", "kind", "lanes"),
    [
        (message(channel=THREAD), 11, (THREAD,)),
        (message(channel=DIRECT), None, (DIRECT,)),
        (message(), 0, (MESSAGE,)),
        (message(), None, (CHANNEL, MESSAGE)),
        (deleted(MESSAGE, CHANNEL), 0, (MESSAGE,)),
        (deleted(MESSAGE, THREAD), 11, (THREAD,)),
        ({"ids": ["1", "2"], "channel_id": CHANNEL, "guild_id": GUILD}, 0, ("1", "2")),
        ({"ids": ["1", "2"], "channel_id": THREAD, "guild_id": GUILD}, None, (THREAD, "1", "2")),
    ],
)
def test_what_may_be_of_one_conversation_is_in_one_lane(
    told: Payload, kind: int | None, lanes: tuple[str, ...]
) -> None:
    assert lanes_of(told, kind) == lanes


async def test_nothing_is_left_in_the_lanes(desk: Desk) -> None:
    await desk.hear(message(CALLS), reply("three million"), done(press("q:traffic:other"), later(100)))
    await desk.hear(message("hm"), deleted(later(60)), {"token": "no interaction"})
    assert len(desk.listening.catching_up.lanes) == 0


# ---- a place that is no more


async def test_what_was_said_in_a_thread_is_not_kept_when_it_is_deleted(desk: Desk) -> None:
    await desk.under_way(message(CALLS, THREAD, id=later(5), channel_id="310000000000000001"))
    desk.listening.hear("MESSAGE_CREATE", reply("three million"))
    await desk.hear({"id": THREAD, "guild_id": GUILD, "type": 11}, event="THREAD_DELETE")
    assert [*desk.store.threads] == [key("310000000000000001")]


async def test_nor_what_hangs_in_a_channel(desk: Desk) -> None:
    await desk.under_way(message(CALLS), command(), done(command(), later(7)))
    await desk.store.trace(key(f"{CHANNEL}:/{later(7)}"), ROOT, "310000000000000001")
    await desk.hear({"id": "310000000000000001", "guild_id": GUILD, "type": 11}, event="THREAD_DELETE")
    assert len(desk.store.threads) == 4
    await desk.hear({"id": CHANNEL, "guild_id": GUILD, "type": 0}, event="CHANNEL_DELETE")
    assert [*desk.store.threads] == [key(THREAD)]


# ---- removed from a server


async def test_of_a_server_that_the_bot_was_removed_from_nothing_is_kept(desk: Desk) -> None:
    await desk.under_way(message("we run Lambda", DIRECT))
    await desk.hear(LEFT, event="GUILD_DELETE")
    assert [*desk.store.threads] == [key(DIRECT, "@me")]


async def test_nor_what_was_being_taken_in_then(desk: Desk) -> None:
    desk.front.open.clear()
    asyncio.get_running_loop().call_later(0.02, desk.front.open.set)
    desk.listening.hear("MESSAGE_CREATE", message(CALLS))
    await desk.hear(LEFT, event="GUILD_DELETE")
    assert desk.store.threads == {}


async def test_a_server_that_invites_the_bot_again_at_once_keeps_what_it_opens_then(desk: Desk) -> None:
    """While something else is still being taken in."""
    before = desk.listening.catching_up.lanes.enter(THREAD)
    desk.listening.hear("MESSAGE_CREATE", reply("three million"))
    desk.listening.hear("GUILD_DELETE", LEFT)
    await until(lambda: not desk.store.threads)
    desk.listening.hear("GUILD_CREATE", LEFT)
    desk.listening.hear("MESSAGE_CREATE", message(CALLS, id=later(100)))
    await until(lambda: desk.taken)
    before.leave()
    await desk.listening.settled()
    assert OPENER in await desk.traces(later(100))
    assert OPENER not in await desk.traces(THREAD)


async def test_a_server_that_is_only_out_of_reach_is_kept(desk: Desk) -> None:
    await desk.hear({**LEFT, "unavailable": True}, event="GUILD_DELETE")
    assert OPENER in await desk.traces(THREAD)


# ---- the end


async def test_what_is_being_taken_in_is_finished_and_nothing_more_is_heard(desk: Desk) -> None:
    desk.front.open.clear()
    desk.listening.hear("MESSAGE_CREATE", reply("three million"))
    closing = asyncio.create_task(desk.listening.close())
    await asyncio.sleep(0)
    desk.listening.hear("MESSAGE_CREATE", reply("too late", later(61)))
    desk.front.open.set()
    await closing
    assert [each.id for each in desk.taken] == [f"m:{later(60)}"]


async def test_what_fails_at_the_end_is_not_waited_for(desk: Desk) -> None:
    """It is read again when the bot is back."""
    desk.front.broken = 1
    desk.listening = replace(desk.listening, trying=Trying((60.0,)))
    desk.listening.hear("MESSAGE_CREATE", reply("three million"))
    await until(lambda: not desk.front.broken)
    async with asyncio.timeout(5):
        await desk.listening.close()
    assert desk.taken == []


async def test_what_takes_too_long_at_the_end_is_broken_off(desk: Desk) -> None:
    desk.front.open.clear()
    desk.listening.hear("MESSAGE_CREATE", reply("three million"))
    async with asyncio.timeout(5):
        await desk.listening.close(patience=0.01)
    assert (desk.taken, len(desk.listening.catching_up.lanes)) == ([], 0)


async def test_what_was_missed_is_not_waited_for_and_what_came_meanwhile_is_left_behind_it(
    desk: Desk,
) -> None:
    """Both are read by whoever comes next, in order."""
    desk.rest.silent = True
    desk.listening.hear("GUILD_CREATE", {"id": GUILD})
    desk.listening.hear("MESSAGE_CREATE", reply("said now"))
    await until(lambda: desk.rest.asked)
    async with asyncio.timeout(5):
        await desk.listening.close()
    assert desk.taken == []
    assert HEARD not in await desk.traces(THREAD)
    assert len(desk.listening.catching_up.lanes) == 0


async def test_it_can_end_before_anything_was_read(desk: Desk) -> None:
    """The gate of a server that has not been looked at yet opens all the same; it is not known what was missed."""
    desk.listening.hear("GUILD_CREATE", {"id": GUILD})
    desk.listening.hear("MESSAGE_CREATE", reply("said now"))
    async with asyncio.timeout(5):
        await desk.listening.close()
    assert [each.id for each in desk.taken] == [f"m:{later(60)}"]
    assert HEARD not in await desk.traces(THREAD)


@pytest.mark.parametrize("event", ["MESSAGE_CREATE", "MESSAGE_DELETE", "INTERACTION_CREATE", "GUILD_DELETE"])
@pytest.mark.parametrize("told", [{}, {"id": None, "channel_id": [], "author": "x", "ids": 3, "token": 1}])
async def test_what_cannot_be_read_disturbs_nobody(desk: Desk, event: str, told: Payload) -> None:
    desk.rest.answers["/channels/"] = Said({})
    await desk.hear(told, event=event)
    await desk.hear(reply("three million"))
    assert [each.id for each in desk.taken] == [f"m:{later(60)}"]
