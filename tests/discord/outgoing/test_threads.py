"""The thread of a conversation that began in a channel, and the root message of a `/wasm`."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.discord.outgoing.threads import NAME, Threads, title
from adapters.discord.outgoing.voice import Voice
from bot.core.brief import Brief
from bot.core.conversation import Conversation, Interviewing
from bot.core.effects import Line
from bot.core.events import Key, Mode
from bot.hosting.answers import Lost
from bot.ports import Later, Undeliverable
from tests.discord.outgoing.discord import BOT, CHANNEL, Discord, Fault, Killed, Place
from tests.discord.outgoing.world import (
    ASKED,
    COMMANDED,
    DIRECT,
    MENTION,
    PERSON,
    THREAD,
    World,
    plan,
    said,
    shown,
)


def roots(world: World) -> list[str]:
    return [each.id for each in world.discord.of_bot(CHANNEL) if each.kind == 0]


async def told(world: World, key: Key, *lines: Line) -> None:
    """The store has what was said in the conversation."""
    await world.store.trace(key, "heard", ASKED)
    phase, at = Interviewing(Brief()), datetime(2026, 11, 22, tzinfo=UTC)
    world.store.threads[key].state = Conversation(key, "en", Mode.PRO, phase, at, lines)


# ---- a mention -----------------------------------------------------------------------------------------


async def test_the_first_message_after_a_mention_makes_its_thread() -> None:
    world = World()
    for number in range(3):
        await world.post(said(f"words {number}", f"e{number}", key=MENTION))
    assert shown(world.held(MENTION)) == ["words 0", "words 1", "words 2"]
    assert world.discord.places[ASKED].parent == CHANNEL
    assert len(world.discord.called("thread")) == 1
    assert world.discord.of_bot(CHANNEL) == []
    assert (await world.traces(MENTION))["thread"] == ASKED


@pytest.mark.parametrize("key", [THREAD, DIRECT])
async def test_in_a_thread_or_a_direct_message_none_is_made(key: Key) -> None:
    world = World()
    await world.post(said("words", key=key))
    assert shown(world.held(key)) == ["words"]
    assert world.discord.called("thread") == []


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("kind", ["lost", "killed", "429"])
@pytest.mark.parametrize("key", [MENTION, COMMANDED])
async def test_a_thread_in_doubt_is_begun_again(key: Key, kind: str, taken: bool) -> None:
    world = World()
    world.discord.faults = [("thread", Fault(kind, taken))]
    assert await world.insist(said("words", key=key)) == 2
    assert shown(world.held(key)) == ["words"]


async def test_a_thread_that_somebody_made_meanwhile_is_ours_too() -> None:
    world = World()
    world.discord.places[ASKED] = Place(ASKED, CHANNEL, "somebody's")
    await world.post(said("words", key=MENTION))
    assert shown(world.held(MENTION)) == ["words"]


async def test_of_a_message_that_was_taken_back_nothing_is_said() -> None:
    world = World()
    world.discord.delete(ASKED)
    await world.post(said("words", key=MENTION))
    await world.post(plan(key=MENTION))
    assert world.discord.messages == []
    assert (await world.traces(MENTION))["refused"] == "10008"


async def test_a_thread_outlives_the_message_under_which_it_stands() -> None:
    """Its beginning was done and the answer lost; then the message was deleted."""
    world = World()
    world.discord.faults = [("thread", Fault("lost", taken=True))]
    with pytest.raises(Lost):
        await world.post(said("words", key=MENTION))
    world.discord.delete(ASKED)
    world.discord.faults = [("look", Fault("lost"))]
    assert await world.insist(said("words", key=MENTION)) == 2
    assert shown(world.held(MENTION)) == ["words"]


async def test_a_thread_that_was_deleted_takes_nothing_more() -> None:
    world = World()
    await world.post(said("words", key=MENTION))
    del world.discord.places[ASKED]
    with pytest.raises(Undeliverable):
        await world.post(said("more", "e2", key=MENTION))


async def test_a_thread_that_sleeps_is_woken() -> None:
    world = World()
    await world.post(said("words", key=MENTION))
    world.discord.places[ASKED].archived = True
    await world.post(said("more", "e2", key=MENTION))
    assert shown(world.held(MENTION)) == ["words", "more"]


async def test_a_waking_in_doubt_is_tried_again_and_doubles_nothing() -> None:
    world = World(discord=Discord(window=0.0))
    await world.post(said("words", key=MENTION))
    world.discord.places[ASKED].archived = True
    world.discord.faults = [("change", Fault("lost"))]
    assert await world.insist(said("more", "e2", key=MENTION)) == 2
    assert shown(world.held(MENTION)) == ["words", "more"]


# ---- its name ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [MENTION, COMMANDED])
async def test_a_thread_is_called_by_the_words_that_opened_it(key: Key) -> None:
    world = World()
    await told(
        world,
        key,
        Line("bot", "understood"),
        Line(PERSON, "We run 40 Lambdas\nin Python."),
        Line(PERSON, "AWS"),
    )
    await world.post(said("words", key=key))
    assert world.discord.called("thread")[0]["name"] == "We run 40 Lambdas in Python."


@pytest.mark.parametrize("lines", [(), (Line("bot", "understood"),), (Line(PERSON, " \n\u200b"),)])
async def test_without_words_it_has_a_name_all_the_same(lines: tuple[Line, ...]) -> None:
    world = World()
    await told(world, MENTION, *lines)
    await world.post(said("words", key=MENTION))
    assert world.discord.called("thread")[0]["name"] == "Is WebAssembly worth it?"


async def test_a_name_that_discord_does_not_take_is_left_out() -> None:
    world = World()
    await told(world, MENTION, Line(PERSON, "a bad word"))
    world.discord.dislikes = lambda body, files: "200001" if "bad" in str(body.get("name")) else ""
    await world.post(said("words", key=MENTION))
    assert world.discord.places[ASKED].name == "Is WebAssembly worth it?"


@pytest.mark.parametrize("words", ["word " * 40, "x" * 300, "\U0001f600" * 80, "short"])
def test_a_name_fits(words: str) -> None:
    name = title(words)
    assert 0 < len(name.encode("utf-16-le")) // 2 <= NAME
    assert name.removesuffix("…").strip() in " ".join(words.split())
    assert not name.endswith(" …")


# ---- the root of a `/wasm` -----------------------------------------------------------------------------


async def test_the_first_message_makes_the_root_and_stands_in_its_thread() -> None:
    world = World()
    await world.post(said("I read this.", key=COMMANDED))
    (root,) = world.discord.of_bot(CHANNEL)
    assert root.content.startswith(f"<@{PERSON}> asked whether")
    assert root.pinged == [PERSON]
    assert world.discord.places[root.id].parent == CHANNEL
    assert shown(world.held(COMMANDED)) == ["I read this."]
    traces = await world.traces(COMMANDED)
    assert (traces["root"], traces["thread"], "rooting" in traces) == (root.id, root.id, False)


async def test_there_is_one_root() -> None:
    world = World()
    for number in range(3):
        await world.post(said("words", f"e{number}", key=COMMANDED))
    assert len(roots(world)) == 1


@pytest.mark.parametrize(
    ("trouble", "doubt"),
    [(None, False), ("lost", True), ("killed", True), ("429", False), ("50013", False)],
)
async def test_it_is_noted_as_long_as_a_root_is_in_doubt(trouble: str | None, doubt: bool) -> None:
    world = World()
    world.discord.faults = [("post", Fault(trouble))] if trouble else []
    with suppress(Killed, Later, Lost):
        await world.post(said("words", key=COMMANDED))
    assert ("rooting" in await world.traces(COMMANDED)) is doubt


@pytest.mark.parametrize("kind", ["lost", "killed"])
@pytest.mark.parametrize("taken", [True, False])
async def test_a_root_in_doubt_is_looked_for_in_the_channel(kind: str, taken: bool) -> None:
    world = World(discord=Discord(window=0.0))
    world.discord.write(PERSON, CHANNEL, f"<@{PERSON}> said so")
    world.discord.faults = [("post", Fault(kind, taken))]
    await world.insist(said("words", key=COMMANDED))
    for number in range(40):
        world.discord.write(PERSON, CHANNEL, f"talk {number}")
    await world.insist(said("more", "e2", key=COMMANDED))
    assert len(roots(world)) == 1
    assert len(world.discord.called("list")) == 1
    assert shown(world.held(COMMANDED)) == ["words", "more"]


async def test_another_conversations_root_is_not_ours() -> None:
    """Neither one for somebody else, nor another one for the same person."""
    world = World(discord=Discord(window=0.0))
    world.discord.write(BOT, CHANNEL, "<@600000000000000009> asked whether")
    other = replace(COMMANDED, thread=f"{CHANNEL}:/1400000000000000001")
    await world.post(said("words", key=other))
    world.discord.faults = [("post", Fault("lost"))]
    await world.insist(said("words", key=COMMANDED))
    assert len(roots(world)) == 3
    assert (await world.traces(COMMANDED))["root"] == roots(world)[2]


@pytest.mark.parametrize("window", [0.0, 300.0])
async def test_two_roots_in_doubt_are_two_conversations(window: float) -> None:
    """The first was not posted, the second was; they look alike, and Discord may know the nonce of the second."""
    world = World(discord=Discord(window=window))
    other = replace(COMMANDED, thread=f"{CHANNEL}:/1400000000000000001")
    for key, taken in ((COMMANDED, False), (other, True)):
        world.discord.faults = [("post", Fault("killed", taken))]
        with suppress(Killed):
            await world.post(said("words", key=key))
    await asyncio.gather(*(world.insist(said("words", key=key)) for key in (COMMANDED, other)))
    held = [(await world.traces(key))["root"] for key in (COMMANDED, other)]
    assert sorted(held) == sorted(roots(world))
    assert len({*held}) == 2


async def test_a_root_that_is_not_noted_yet_is_not_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    posted_at_once = Threads.root_posted

    async def noted_late(self: Threads, key: Key, opener: str, voice: Voice, number: int) -> str:
        id_ = await posted_at_once(self, key, opener, voice, number)
        await asyncio.sleep(0.05)
        return id_

    world = World(discord=Discord(window=0.0))
    world.discord.faults = [("post", Fault("killed"))]
    with suppress(Killed):
        await world.post(said("words", key=COMMANDED))
    monkeypatch.setattr(Threads, "root_posted", noted_late)
    other = replace(COMMANDED, thread=f"{CHANNEL}:/1400000000000000001")
    await asyncio.gather(*(world.insist(said("words", key=key)) for key in (other, COMMANDED)))
    assert len(roots(world)) == 2
    assert (await world.traces(other))["root"] != (await world.traces(COMMANDED))["root"]


async def test_after_a_plan_the_root_ends_with_the_verdict_and_the_way_to_it() -> None:
    world = World()
    await world.post(plan(key=COMMANDED))
    (root,) = world.discord.of_bot(CHANNEL)
    first = world.held(COMMANDED)[0].id
    assert root.content.count("asked whether") == 1
    assert "**Migrate, in three phases**" in root.content
    assert f"https://discord.com/channels/{COMMANDED.workspace}/{root.id}/{first}" in root.content
    await world.post(plan("77aa99bb", headline="Stay", key=COMMANDED))
    assert "Stay" in root.content
    assert "Migrate" not in root.content


async def test_the_verdict_is_shown_in_the_end_though_discord_was_in_trouble() -> None:
    world = World()
    world.discord.faults = [("edit", Fault("lost")), ("edit", Fault("429"))]
    assert await world.insist(plan(key=COMMANDED)) == 3
    assert "Migrate" in world.discord.of_bot(CHANNEL)[0].content
    assert len(world.held(COMMANDED)) == 4


@pytest.mark.parametrize("error", ["10008", "30046"])
async def test_a_root_that_is_gone_or_old_is_left(error: str) -> None:
    world = World()
    world.discord.refuses = {"edit": error}
    await world.post(plan(key=COMMANDED))
    assert len(world.held(COMMANDED)) == 4
