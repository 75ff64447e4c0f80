"""Messages as people see them: questions that close, whispers, plainer forms, files, plans that are found again."""

import json
from dataclasses import replace

import pytest

from bot.core.document import Document, paragraph
from bot.ports import Posting, Undeliverable
from tests.slack.outgoing.slack import Fault, Slack
from tests.slack.outgoing.world import COMMANDED, ROOT, THREAD, World, began, plan, posting, question, said


def closed(topic: str, words: str, effect: str = "a1") -> Posting:
    return replace(said(words, effect), notice="question_closed", amends=topic)


async def test_a_message_says_whose_it_is_and_unfurls_nothing() -> None:
    world = World()
    await world.post(question("traffic"))
    (body,) = world.slack.called("chat.postMessage")
    assert body["metadata"] == {
        "event_type": "wasm_architect",
        "event_payload": {
            "effect": "q1.0",
            "conversation": str(THREAD),
            "notice": "question",
            "topic": "traffic",
        },
    }
    assert (body["channel"], body["thread_ts"]) == ("C1", ROOT)
    assert (body["unfurl_links"], body["unfurl_media"]) == (False, False)
    assert body["text"]
    json.dumps(body)


# ---- questions -----------------------------------------------------------------------------------------


async def test_an_answered_question_shows_its_answer_and_has_no_buttons() -> None:
    world = World()
    await world.post(question("traffic"))
    assert world.slack.messages[0].controls
    await world.post(closed("traffic", "Traffic is 3M a month"))
    (message,) = world.slack.messages
    assert "Traffic is 3M a month" in message.text
    assert not message.controls
    assert "question" not in await world.traces()


async def test_a_new_question_takes_the_buttons_of_the_older_one_and_leaves_its_words() -> None:
    world = World()
    await world.post(question("traffic"))
    words = world.slack.messages[0].text
    await world.post(question("region", "q2"))
    older, newer = world.slack.messages
    assert not older.controls
    assert older.text == words
    assert newer.controls


@pytest.mark.parametrize(
    "error", ["message_not_found", "edit_window_closed", "cant_update_message", "surprise"]
)
async def test_a_question_that_cannot_be_changed_stops_nobody(error: str) -> None:
    world = World()
    await world.post(question("traffic"))
    world.slack.refuses = {"chat.update": error}
    await world.post(closed("traffic", "3M"))
    await world.post(question("region", "q2"))
    assert [each.effect for each in world.slack.messages] == ["q1.0", "q2.0"]


async def test_an_answer_is_shown_in_the_end_though_slack_was_in_trouble() -> None:
    world = World()
    await world.post(question("traffic"))
    world.slack.faults = [("chat.update", Fault(kind)) for kind in ("429", "lost", "unreached")]
    assert await world.insist(closed("traffic", "3M")) == 4
    assert not world.slack.messages[0].controls


async def test_an_answer_that_slack_dislikes_comes_plainer() -> None:
    world = World()
    await world.post(question("traffic"))
    world.slack.faults = [("chat.update", Fault("invalid_blocks"))]
    await world.post(closed("traffic", "Traffic is 3M"))
    (message,) = world.slack.messages
    assert {str(each["type"]) for each in message.blocks} == {"section"}
    world = World()
    await world.post(question("traffic"))
    world.slack.refuses = {"chat.update": "msg_too_long"}
    await world.post(closed("traffic", "Traffic is 3M"))
    assert len(world.slack.called("chat.update")) == 2
    assert "question" not in await world.traces()


# ---- whispers ------------------------------------------------------------------------------------------


async def test_a_whisper_reaches_one_person_in_the_thread() -> None:
    world = World()
    await world.post(said("Hello.", "e0"))
    await world.post(replace(said("That question is closed."), to="U7"))
    ((person, message),) = world.slack.whispers
    assert (person, message.thread) == ("U7", ROOT)
    assert [each.effect for each in world.slack.messages] == ["e0.0"]


async def test_before_the_bot_has_written_in_a_thread_it_whispers_in_the_channel() -> None:
    """Slack shows nobody what is whispered in a thread without an answer."""
    world = World()
    await world.post(replace(said("psst"), to="U7"))
    ((_, message),) = world.slack.whispers
    assert (message.channel, message.thread) == ("C1", "")


@pytest.mark.parametrize(
    ("kind", "heard"), [("lost", 0), ("killed", 0), ("user_not_in_channel", 0), ("429", 1)]
)
async def test_a_whisper_is_said_at_most_once(kind: str, heard: int) -> None:
    world = World()
    world.slack.faults = [("chat.postEphemeral", Fault(kind))]
    await world.insist(replace(said("psst"), to="U7"))
    assert len(world.slack.whispers) == heard
    await world.insist(replace(said("psst"), to="U7"))
    assert len(world.slack.whispers) == heard


async def test_a_whisper_before_there_is_a_thread_answers_the_command() -> None:
    world = World()
    await world.store.trace(COMMANDED, "response_url", "https://hooks.slack.com/commands/1")
    await world.post(replace(said("psst", key=COMMANDED), to="U7"))
    ((url, body),) = world.slack.responses
    assert url == "https://hooks.slack.com/commands/1"
    assert body["response_type"] == "ephemeral"
    assert body["text"] == "psst"
    assert world.slack.messages == []


# ---- forms ---------------------------------------------------------------------------------------------


class Picky(Slack):
    """Refuses rich blocks, or all blocks."""

    takes: frozenset[str] = frozenset({"section", "actions"})

    def _post(self, said: dict[str, object]) -> object:  # type: ignore[override]
        kinds = {each["type"] for each in said["blocks"]}  # type: ignore[attr-defined]
        if not kinds <= self.takes:
            from bot.hosting.answers import Refused

            return Refused("invalid_blocks", "/blocks/0")
        return Slack._post(self, said)


async def test_where_slack_refuses_blocks_the_same_words_come_plainer() -> None:
    world = World(slack=Picky())
    await world.post(posting("e1", paragraph("The <words> & more.")))
    (message,) = world.slack.messages
    assert {str(each["type"]) for each in message.blocks} == {"section"}
    assert "The &lt;words" in message.text
    assert "&amp; more." in message.text
    assert message.effect == "e1.0"


async def test_where_it_refuses_those_too_they_come_as_a_file() -> None:
    slack = Picky()
    slack.takes = frozenset()
    world = World(slack=slack)
    await world.post(posting("abcdef99", paragraph("The <words> & more.")))
    (message,) = world.slack.messages
    assert message.file == "message-1-abcdef.md"
    assert "file, complete" in message.text
    assert "The <words> & more." in next(each for url, each in slack.pending.items() if url.startswith("up:"))


async def test_a_file_that_slack_is_slow_to_show_is_waited_for() -> None:
    world = World()
    world.slack.faults = [("files.info", Fault("file_not_found"))] * 3
    await world.post(plan())
    assert len(world.slack.called("files.info")) == 4
    assert len(world.watch.slept) == 3
    world = World()
    world.slack.refuses = {"files.info": "missing_scope"}
    await world.post(plan())
    assert json.loads((await world.traces())["sent"])["parts"][-1].startswith("F")


async def test_an_upload_that_breaks_before_it_is_shared_is_simply_done_again() -> None:
    world = World()
    world.slack.faults = [("files.getUploadURLExternal", Fault("lost")), ("upload", Fault("lost"))]
    assert await world.insist(plan()) == 3
    assert [each.file for each in world.slack.messages if each.file] == ["plan-3fa9c1.md"]
    assert world.slack.called("conversations.replies") == []


async def test_a_missing_right_to_share_files_is_said_so() -> None:
    world = World()
    world.slack.refuses = {"files.completeUploadExternal": "missing_scope"}
    with pytest.raises(Undeliverable):
        await world.post(plan())


# ---- plans ---------------------------------------------------------------------------------------------


async def test_a_plan_is_remembered_and_ends_the_progress() -> None:
    world = World()
    await world.post(began())
    await world.post(plan())
    first = world.slack.messages[1].ts
    assert json.loads((await world.traces())["plan"]) == {
        "ts": first,
        "permalink": f"https://team.slack.com/archives/{first}",
    }
    assert not world.slack.messages[0].controls
    assert "The work is done" in world.slack.messages[0].text


async def test_work_that_begins_again_closes_what_a_crash_left_open() -> None:
    world = World()
    await world.post(began())
    world.restart()
    await world.post(began("b2"))
    older, newer = world.slack.messages
    assert not older.controls
    assert "This work has ended" in older.text
    assert newer.controls


async def test_a_plan_without_a_link_is_a_plan() -> None:
    world = World()
    world.slack.refuses = {"chat.getPermalink": "message_not_found"}
    await world.post(plan())
    assert json.loads((await world.traces())["plan"])["permalink"] == ""


@pytest.mark.parametrize("kind", ["429", "lost"])
async def test_a_link_that_slack_is_slow_to_give_is_asked_for_again(kind: str) -> None:
    world = World()
    world.slack.faults = [("chat.getPermalink", Fault(kind))]
    assert await world.insist(plan()) == 2
    assert json.loads((await world.traces())["plan"])["permalink"].startswith("https://")


async def test_an_empty_document_is_still_a_message() -> None:
    world = World()
    await world.post(replace(said("x"), document=Document(())))
    assert world.slack.messages[0].text
