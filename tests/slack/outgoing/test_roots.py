"""The root message of a conversation that began with `/wasm`."""

from contextlib import suppress
from dataclasses import replace

import pytest

from bot.hosting.answers import Lost
from bot.ports import Later, Undeliverable
from tests.slack.outgoing.slack import Fault, Killed
from tests.slack.outgoing.world import COMMANDED, World, plan, said

URL = "https://hooks.slack.com/commands/T1/1"


async def opened(world: World) -> None:
    """As the door leaves it: the command is taken in, nothing is posted."""
    await world.store.trace(COMMANDED, "response_url", URL)
    await world.store.trace(COMMANDED, "opener", "U1")


async def test_the_first_message_makes_the_root_and_stands_under_it() -> None:
    world = World()
    await opened(world)
    await world.post(said("I read this.", key=COMMANDED))
    root, first = world.slack.messages
    assert (root.channel, root.thread, first.thread) == ("C1", "", root.ts)
    assert "asked whether" in root.text
    assert "'user_id': 'U1'" in str(root.blocks)
    assert root.metadata["event_payload"] == {
        "effect": "e1.root.0",
        "conversation": str(COMMANDED),
        "notice": "root",
        "topic": "",
    }
    assert (await world.traces(COMMANDED))["root"] == f"C1:{root.ts}"


async def test_there_is_one_root() -> None:
    world = World()
    await opened(world)
    for number in range(3):
        await world.post(said("words", f"e{number}", key=COMMANDED))
    assert len([each for each in world.slack.messages if not each.thread]) == 1


@pytest.mark.parametrize(
    ("trouble", "doubt"),
    [(None, False), ("lost", True), ("killed", True), ("429", False), ("not_in_channel", False)],
)
async def test_it_is_noted_as_long_as_a_root_is_in_doubt(trouble: str | None, doubt: bool) -> None:
    world = World()
    await opened(world)
    world.slack.faults = [("chat.postMessage", Fault(trouble))] if trouble else []
    with suppress(Killed, Later, Lost):
        await world.post(said("words", key=COMMANDED))
    assert ("rooting_in" in await world.traces(COMMANDED)) is doubt


@pytest.mark.parametrize("kind", ["lost", "killed"])
@pytest.mark.parametrize("taken", [True, False])
async def test_a_root_in_doubt_is_looked_for_in_the_channel(kind: str, taken: bool) -> None:
    world = World()
    await opened(world)
    world.slack.write("U9", "C1", "", "somebody else's words")
    world.slack.faults = [("chat.postMessage", Fault(kind, taken))]
    await world.insist(said("words", key=COMMANDED))
    for number in range(40):
        world.slack.write("U9", "C1", "", f"talk {number}")
    await world.insist(said("more", "e2", key=COMMANDED))
    roots = [each for each in world.slack.messages if each.effect == "e1.root.0"]
    assert len(roots) == 1
    assert len(world.slack.called("conversations.history")) == 1
    assert [each.effect for each in world.slack.thread("C1", roots[0].ts)] == ["e1.0", "e2.0"]


async def test_another_conversations_root_is_not_ours() -> None:
    world = World()
    await opened(world)
    other = replace(COMMANDED, thread="C1:/another")
    await world.post(said("words", key=other))
    world.slack.faults = [("chat.postMessage", Fault("lost"))]
    await world.insist(said("words", key=COMMANDED))
    conversations = [str(each.metadata) for each in world.slack.messages if not each.thread]
    assert len(conversations) == 2
    assert str(COMMANDED) in conversations[1]


async def test_a_root_that_slack_dislikes_comes_plainer() -> None:
    world = World()
    await opened(world)
    world.slack.faults = [("chat.postMessage", Fault("invalid_blocks"))]
    await world.post(said("words", key=COMMANDED))
    root, first = world.slack.messages
    assert {str(each["type"]) for each in root.blocks} == {"section"}
    assert first.thread == root.ts


async def test_a_root_that_must_wait_needs_no_look() -> None:
    world = World()
    await opened(world)
    world.slack.faults = [("chat.postMessage", Fault("429"))]
    assert await world.insist(said("words", key=COMMANDED)) == 2
    assert world.slack.called("conversations.history") == []


REFUSALS = {
    "not_in_channel": "With `/invite @wasm_architect` I am",
    "channel_not_found": "/invite",
    "is_archived": "archived",
    "restricted_action_read_only_channel": "only some may write",
}


@pytest.mark.parametrize(("error", "words"), REFUSALS.items())
async def test_where_it_may_not_write_the_person_is_told_once_and_nothing_more(
    error: str, words: str
) -> None:
    world = World()
    await opened(world)
    world.slack.refuses = {"chat.postMessage": error}
    for effect in ("e1", "e2"):
        await world.insist(said("words", effect, key=COMMANDED))
    await world.insist(plan(key=COMMANDED))
    ((url, body),) = world.slack.responses
    assert url == URL
    assert words in str(body["text"])
    assert body["response_type"] == "ephemeral"
    assert (await world.traces(COMMANDED))["refused"] == error
    assert world.slack.messages == []


async def test_told_without_the_name_where_slack_does_not_say_it() -> None:
    world = World()
    await opened(world)
    world.slack.refuses = {"chat.postMessage": "not_in_channel"}
    world.slack.faults = [("auth.test", Fault("429"))]
    await world.post(replace(said("words", key=COMMANDED), language="es"))
    ((_, body),) = world.slack.responses
    assert "Cuando alguien me invite" in str(body["text"])


@pytest.mark.parametrize("kind", ["429", "lost", "http_404"])
async def test_a_refusal_that_cannot_be_told_is_let_be(kind: str) -> None:
    world = World()
    await opened(world)
    world.slack.refuses = {"chat.postMessage": "not_in_channel"}
    world.slack.faults = [("respond", Fault(kind))]
    await world.post(said("words", key=COMMANDED))
    await world.post(said("words", "e2", key=COMMANDED))
    assert world.slack.responses == []


async def test_nobody_to_tell() -> None:
    world = World()
    world.slack.refuses = {"chat.postMessage": "not_in_channel"}
    await world.post(said("words", key=COMMANDED))
    assert world.slack.responses == []


async def test_a_workspace_without_a_token_is_not_asked_to_invite() -> None:
    world = World()
    await opened(world)
    world.slack.refuses = {"chat.postMessage": "account_inactive"}
    with pytest.raises(Undeliverable):
        await world.post(said("words", key=COMMANDED))
    assert world.slack.responses == []


async def test_after_a_plan_the_root_ends_with_the_verdict_and_the_way_to_it() -> None:
    world = World()
    await opened(world)
    await world.post(plan(key=COMMANDED))
    root, first = world.slack.messages[:2]
    assert root.text.count("asked whether") == 1
    assert "Migrate, in three phases" in root.text
    assert f"https://team.slack.com/archives/{first.ts}" in str(root.blocks)
    await world.post(plan("77aa99bb", headline="Stay", key=COMMANDED))
    assert "Stay" in root.text
    assert "Migrate" not in root.text


async def test_the_verdict_is_shown_in_the_end_though_slack_was_in_trouble() -> None:
    world = World()
    await opened(world)
    world.slack.faults = [("chat.update", Fault("lost")), ("chat.update", Fault("429"))]
    assert await world.insist(plan(key=COMMANDED)) == 3
    assert "Migrate" in world.slack.messages[0].text
    assert len([each for each in world.slack.messages if each.effect == "3fa9c1d2.0"]) == 1
