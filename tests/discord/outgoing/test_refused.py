"""Where the bot may not do what it was asked: said once, to whom it concerns, with the permission by its name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.calls import Attachment
from bot.core.brief import Brief
from bot.core.conversation import Closed, ClosedBecause, Conversation
from bot.core.events import Key, Mode, Spoke
from bot.hosting.fields import Json
from bot.ports import Undeliverable
from tests.builders import brief as built
from tests.builders import unknown
from tests.discord.outgoing.discord import CHANNEL, GUILD, Fault, Shown
from tests.discord.outgoing.world import (
    ASKED,
    COMMANDED,
    DIRECT,
    MENTION,
    PERSON,
    PLAN,
    PRIVATE,
    STANDING,
    THREAD,
    World,
    plan,
    question,
    said,
    shown,
)

DIRECTLY = f"7{PERSON[1:]}"  # the opener's direct messages


async def insisted(world: World, key: Key) -> None:
    for effect in ("e1", "e2"):
        await world.insist(said("words", effect, key=key))
    await world.insist(plan(key=key))


def beside(world: World) -> list[Shown]:
    """What was said in the channel in the end."""
    return world.discord.of_bot(CHANNEL)


THREADS = {
    "50013": "Create Public Threads",
    "50001": "View Channel",
    "160006": "as many active threads",
    "50024": "No threads can be opened",
}


@pytest.mark.parametrize(("error", "words"), THREADS.items())
async def test_where_no_thread_can_be_made_it_answers_what_was_asked_once(error: str, words: str) -> None:
    world = World()
    world.discord.refuses = {"thread": error}
    await insisted(world, MENTION)
    (reply,) = beside(world)
    assert reply.answers == ASKED
    assert words in reply.content
    assert (await world.traces(MENTION))["refused"] == error
    assert world.held(MENTION) == []
    assert len(world.discord.called("thread")) == 1


async def test_below_a_root_without_a_thread_it_is_said_too() -> None:
    world = World()
    world.discord.refuses = {"thread": "50013"}
    await insisted(world, COMMANDED)
    root, reply = beside(world)
    assert reply.answers == root.id
    assert "Create Public Threads" in reply.content


async def test_without_the_right_to_read_it_is_no_reply() -> None:
    world = World()
    world.discord.refuses = {"thread": "50013"}
    world.discord.dislikes = lambda body, files: "160002" if "message_reference" in body else ""
    await insisted(world, MENTION)
    (message,) = beside(world)
    assert message.answers == ""
    assert "Create Public Threads" in message.content


SPEAKING = {"50013": "Send Messages in Threads", "160005": "locked", "50001": "no longer part of it"}


@pytest.mark.parametrize("key", [THREAD, MENTION, COMMANDED], ids=["thread", "mention", "command"])
@pytest.mark.parametrize(("error", "words"), SPEAKING.items())
async def test_where_it_may_not_speak_it_says_so_in_the_channel_above(
    error: str, words: str, key: Key
) -> None:
    world = World()
    await world.post(said("Hello.", "e0", key=key))
    place = world.held(key)[0].channel
    world.discord.dislikes = in_place(world, place, error)
    before = len(beside(world))
    for effect in ("e1", "e2"):
        await world.barred(said("words", effect, key=key))
    (message,) = beside(world)[before:]
    assert words in message.content
    assert message.answers == ("" if key == THREAD else place)
    assert (f"{GUILD}/{STANDING}" in message.content) is (key == THREAD)


def in_place(world: World, place: str, error: str) -> Callable[[Json, tuple[Attachment, ...]], str]:
    """Refuses what is posted in one channel."""

    def dislikes(body: Json, files: tuple[Attachment, ...]) -> str:
        return error if world.discord.calls[-1][1].ids["channel_id"] == place else ""

    return dislikes


async def test_a_thread_that_was_opened_again_is_spoken_in_again() -> None:
    world = World()
    world.discord.places[STANDING].locked = True
    await world.barred(said("Hello."))
    await world.barred(said("Hello."))
    assert len(beside(world)) == 1
    world.discord.places[STANDING].locked = False
    await world.post(said("Hello."))
    assert shown(world.held(THREAD)) == ["Hello."]
    assert {"refused", "waiting"} & set(await world.traces()) == set()
    world.discord.places[STANDING].locked = True
    world.discord.clock += 3600
    await world.barred(said("And again?", "e2"))
    assert len(beside(world)) == 2


async def test_a_plan_that_was_stopped_in_the_middle_goes_on_where_it_was() -> None:
    world = World()
    world.discord.dislikes = lambda body, files: "50013" if "Second" in str(body) else ""
    await world.barred(plan())
    assert shown(world.held(THREAD)) == PLAN[:2]
    world.discord.dislikes = lambda body, files: ""
    world.discord.clock += 86_400
    await world.post(plan())
    assert shown(world.held(THREAD)) == PLAN


async def test_it_is_tried_soon_then_seldom_and_given_up_after_days() -> None:
    world, pauses = World(), list[float]()
    world.discord.places[STANDING].locked = True
    began = world.discord.clock
    while world.discord.clock - began < 3 * 86_400:
        pauses.append(await world.barred(plan()))
        world.discord.clock += pauses[-1]
    assert (pauses[0], pauses[-1], sorted(pauses)) == (15.0, 300.0, pauses)
    for each in (plan(), said("What comes after it.", "e2")):
        with pytest.raises(Undeliverable):
            await world.post(each)
    assert len(beside(world)) == 1


@pytest.mark.parametrize(("brief", "waits"), [(built(), False), (built(traffic=unknown()), True)])
async def test_what_is_about_to_be_forgotten_waits_for_nobody(brief: Brief, waits: bool) -> None:
    world = World()
    world.discord.places[STANDING].locked = True
    closed = Closed(ClosedBecause.STOPPED, brief)
    state = Conversation(THREAD, "en", Mode.PRO, closed, world.now)
    await world.store.accept(Spoke("1", THREAD, world.now, PERSON, "forget"))
    turn = await world.store.claim(world.now, timedelta(seconds=15))
    assert turn is not None
    await world.store.commit(turn, state, (), None)
    if waits:
        await world.barred(said("Hello."))
    else:
        await world.post(said("Hello."))


async def test_a_thread_that_sleeps_and_is_locked_is_locked() -> None:
    world = World()
    world.discord.places[STANDING].locked = world.discord.places[STANDING].archived = True
    await world.barred(said("Hello."))
    assert "locked" in beside(world)[0].content


async def test_a_thread_that_cannot_be_woken_among_so_many_is_said_to_be_one() -> None:
    world = World()
    world.discord.places[STANDING].archived = True
    world.discord.refuses = {"change": "160006"}
    await world.barred(said("Hello."))
    assert "as many active threads" in beside(world)[0].content


# ---- whom it is told -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("error", "words"), [("50013", "Send Messages"), ("50001", "not in this server")])
async def test_where_a_root_cannot_be_posted_the_person_is_told_where_only_they_see_it(
    error: str, words: str
) -> None:
    world = World()
    await world.pressed(COMMANDED)
    world.discord.refuses = {"post": error}
    await insisted(world, COMMANDED)
    ((_, body),) = world.discord.whispers
    assert words in str(body["content"])
    assert world.discord.messages[1:] == []
    assert len(world.discord.called("post")) == 1


async def test_without_a_token_it_is_a_direct_message_that_says_where() -> None:
    world = World()
    world.discord.dislikes = in_place(world, CHANNEL, "50013")
    await insisted(world, COMMANDED)
    (message,) = world.discord.of_bot(DIRECTLY)
    assert "Send Messages" in message.content
    assert f"https://discord.com/channels/{GUILD}/{CHANNEL}" in message.content
    assert message.nonce


async def test_a_mention_where_nothing_may_be_written_is_answered_directly() -> None:
    world = World()
    world.discord.refuses = {"thread": "50013"}
    world.discord.dislikes = in_place(world, CHANNEL, "50013")
    await world.post(replace(said("words", key=MENTION), language="es"))
    (message,) = world.discord.of_bot(DIRECTLY)
    assert "Crear hilos públicos" in message.content


@pytest.mark.parametrize("closed", ["direct", "post"])
async def test_who_takes_no_direct_messages_is_let_be(closed: str) -> None:
    world = World()
    world.discord.refuses = {"thread": "50013", "post": "50013", closed: "50007"}
    await insisted(world, MENTION)
    assert len(world.discord.messages) == 1
    assert (await world.traces(MENTION))["refused"] == "50013"


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("kind", ["lost", "killed"])
async def test_it_is_said_at_most_once(kind: str, taken: bool) -> None:
    world = World()
    world.discord.refuses = {"thread": "50013"}
    world.discord.faults = [("post", Fault(kind, taken))]
    await insisted(world, MENTION)
    assert len(beside(world)) == taken
    assert world.discord.of_bot(DIRECTLY) == []


async def test_a_way_that_has_to_wait_is_left_for_the_next() -> None:
    world = World()
    world.discord.refuses = {"thread": "50013"}
    world.discord.faults = [("post", Fault("429")), ("post", Fault("429"))]
    await world.post(said("words", key=MENTION))
    assert len(world.discord.of_bot(DIRECTLY)) == 1


@pytest.mark.parametrize("error", ["50001", "50013"])
async def test_in_a_direct_message_there_is_nobody_else_to_tell(error: str) -> None:
    world = World()
    world.discord.refuses = {"post": error}
    with pytest.raises(Undeliverable):
        await world.post(said("words", key=DIRECT))
    assert {ask.ids.get("channel_id") for _, ask, _ in world.discord.calls} == {PRIVATE}


async def test_an_answer_where_it_may_not_speak_is_shown_nowhere_and_stops_nobody() -> None:
    world = World()
    await world.post(question("traffic"))
    world.discord.places[STANDING].locked = True
    await world.post(replace(said("3M", "a1"), amends="traffic", notice="question_closed"))
    assert shown(world.held(THREAD)) == ["What about traffic?"]


@pytest.mark.parametrize("kind", ["lost", "10003"])
async def test_a_thread_whose_channel_nobody_knows_is_told_directly(kind: str) -> None:
    world = World()
    world.discord.places[STANDING].locked = True
    world.discord.faults = [("look", Fault(kind))]
    await world.barred(said("Hello."))
    assert beside(world) == []
    assert "locked" in world.discord.of_bot(DIRECTLY)[0].content
