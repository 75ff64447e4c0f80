"""Messages as people see them: questions that close, whispers, plainer forms, files, plans that are found again."""

import json
from dataclasses import replace

import pytest

from adapters.discord.calls import Attachment
from bot.core.document import Document, Heading, paragraph
from bot.hosting.fields import Json
from bot.ports import Later, Posting, Undeliverable
from tests.discord.outgoing.discord import GUILD, Discord, Fault
from tests.discord.outgoing.world import (
    DIRECT,
    PLAN,
    STANDING,
    THREAD,
    World,
    began,
    plan,
    posting,
    question,
    said,
    shown,
)


def closed(topic: str, words: str, effect: str = "a1") -> Posting:
    return replace(said(words, effect), notice="question_closed", amends=topic)


# ---- questions -----------------------------------------------------------------------------------------


async def test_an_answered_question_shows_its_answer_and_has_no_buttons() -> None:
    world = World()
    await world.post(question("traffic"))
    assert world.held(THREAD)[0].controls
    await world.post(closed("traffic", "Traffic is 3M a month"))
    (message,) = world.held(THREAD)
    assert message.content == "Traffic is 3M a month"
    assert not message.controls
    assert "question" not in await world.traces()


async def test_a_new_question_takes_the_buttons_of_the_older_one_and_leaves_its_words() -> None:
    world = World()
    await world.post(question("traffic"))
    await world.post(question("region", "q2"))
    older, newer = world.held(THREAD)
    assert (older.content, older.controls) == ("What about traffic?", False)
    assert newer.controls


@pytest.mark.parametrize("error", ["10008", "30046", "50005", "surprise"])
async def test_a_question_that_cannot_be_changed_stops_nobody(error: str) -> None:
    """It is gone, or older than an hour: then it stays as it is."""
    world = World()
    await world.post(question("traffic"))
    world.discord.refuses = {"edit": error}
    await world.post(closed("traffic", "3M"))
    await world.post(question("region", "q2"))
    assert shown(world.held(THREAD)) == ["What about traffic?", "What about region?"]


async def test_an_answer_is_shown_in_the_end_though_discord_was_in_trouble() -> None:
    world = World()
    await world.post(question("traffic"))
    world.discord.faults = [("edit", Fault(kind)) for kind in ("429", "lost", "http_401")]
    assert await world.insist(closed("traffic", "3M")) == 4
    assert shown(world.held(THREAD)) == ["3M"]


async def test_a_question_in_a_thread_that_sleeps_wakes_it() -> None:
    world = World()
    await world.post(question("traffic"))
    world.discord.places[STANDING].archived = True
    await world.post(closed("traffic", "3M"))
    assert shown(world.held(THREAD)) == ["3M"]
    assert world.discord.called("change") == [{"archived": False}]


async def test_an_answer_that_discord_takes_in_no_form_leaves_the_question_as_it_is() -> None:
    world = World()
    await world.post(question("traffic"))
    world.discord.refuses = {"edit": "50035"}
    await world.post(closed("traffic", "3M"))
    assert shown(world.held(THREAD)) == ["What about traffic?"]
    assert len(world.discord.called("edit")) == 2


# ---- whispers ------------------------------------------------------------------------------------------


def psst(**more: object) -> Posting:
    return replace(said("psst"), to="600000000000000007", **more)  # type: ignore[arg-type]  # fields


@pytest.mark.parametrize("ago", [1, -5])  # Discord's clock may be ahead of ours
async def test_a_whisper_answers_what_the_person_did_a_moment_ago(ago: float) -> None:
    world = World()
    await world.pressed(THREAD, "600000000000000007", ago)
    await world.post(psst())
    ((token, body),) = world.discord.whispers
    assert token == "token-of-600000000000000007"
    assert body["content"] == "psst"
    assert world.held(THREAD) == []


@pytest.mark.parametrize("ago", [None, 14 * 60, 3600])
async def test_without_a_token_that_lives_it_is_said_to_all(ago: float | None) -> None:
    world = World()
    if ago is not None:
        await world.pressed(THREAD, "600000000000000007", ago)
    await world.post(psst())
    assert world.discord.whispers == []
    assert shown(world.held(THREAD)) == ["psst"]


async def test_in_a_direct_message_nobody_else_reads() -> None:
    world = World()
    await world.pressed(DIRECT, "600000000000000007")
    await world.post(psst(key=DIRECT))
    assert shown(world.held(DIRECT)) == ["psst"]


@pytest.mark.parametrize("error", ["10015", "50027", "http_404"])
async def test_a_token_that_discord_does_not_take_any_more_leads_to_the_thread(error: str) -> None:
    world = World()
    await world.pressed(THREAD, "600000000000000007")
    world.discord.refuses = {"follow": error}
    assert await world.insist(psst()) == 1
    assert shown(world.held(THREAD)) == ["psst"]


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("kind", ["lost", "killed"])
async def test_a_whisper_is_said_at_most_once(kind: str, taken: bool) -> None:
    """Also when the token has died before the next try."""
    world = World()
    await world.pressed(THREAD, "600000000000000007")
    world.discord.faults = [("follow", Fault(kind, taken))]
    await world.insist(psst())
    world.discord.clock += 3600
    await world.insist(psst())
    assert len(world.discord.whispers) == taken
    assert world.held(THREAD) == []


async def test_a_whisper_that_has_to_wait_is_said_later() -> None:
    world = World()
    await world.pressed(THREAD, "600000000000000007")
    world.discord.faults = [("follow", Fault("429"))]
    with pytest.raises(Later):
        await world.post(psst())
    await world.post(psst())
    await world.post(psst())
    assert len(world.discord.whispers) == 1


# ---- forms ---------------------------------------------------------------------------------------------


def picky(
    *, cards: bool = True, controls: bool = True, words: bool = True, files: bool = True, code: str = "50035"
) -> Discord:
    """A Discord that takes only some kinds of messages."""

    def dislikes(body: Json, attached: tuple[Attachment, ...]) -> str:
        card = body.get("flags") == 1 << 15
        kinds = {
            "cards": card,
            "controls": bool(body.get("components")) and not card,
            "words": bool(body.get("content")) and not attached,
            "files": bool(attached),
        }
        taken = {"cards": cards, "controls": controls, "words": words, "files": files}
        return code if any(there and not taken[kind] for kind, there in kinds.items()) else ""

    return Discord(dislikes=dislikes)


async def test_a_message_whose_controls_discord_refuses_comes_without_them() -> None:
    world = World(discord=picky(controls=False))
    await world.post(question("traffic"))
    (message,) = world.held(THREAD)
    assert message.content == "What about traffic?"
    assert not message.controls


async def test_words_that_discord_refuses_come_as_a_file() -> None:
    """The server's own filter, for example."""
    world = World(discord=picky(words=False, code="200000"))
    await world.post(posting("e1", paragraph("The *words*, all of them.")))
    (message,) = world.held(THREAD)
    assert "file, complete" in message.content
    assert message.files == {"message-1.md": "The \\*words\\*, all of them.\n"}


def long_verdict() -> Posting:
    """A card of more than a message holds, then a file."""
    nodes = (
        Heading(1, "Verdict"),
        paragraph("why " * 250),
        paragraph("when " * 250),
        paragraph("who " * 200),
    )
    return replace(plan(), document=Document((*nodes, *plan().document.nodes[2:])))


async def test_a_card_that_discord_refuses_comes_as_the_same_words() -> None:
    world = World(discord=picky(cards=False))
    await world.post(plan())
    first, *rest = world.held(THREAD)
    assert first.content == "# Verdict: migrate\n\nThe reasons."
    assert shown(rest) == PLAN[1:]


@pytest.mark.parametrize("kind", ["lost", "killed"])
@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("post", range(7))
async def test_a_card_of_several_messages_loses_none_and_doubles_none(
    post: int, taken: bool, kind: str
) -> None:
    world = World(discord=picky(cards=False))
    world.discord.window = 0.0
    chances = iter([None] * post + [Fault(kind, taken)])
    world.discord.chance = lambda called: next(chances, None) if called == "post" else None
    await world.insist(long_verdict())
    words = [each.content.split("\n")[0].split(" ")[0] for each in world.held(THREAD)]
    assert words == ["#", "when", "who", "##", "##", ""]
    assert "why" in world.held(THREAD)[0].content


async def test_files_that_may_not_be_attached_are_named_with_the_permission() -> None:
    world = World()
    world.discord.dislikes = lambda body, files: "50013" if files else ""
    await world.post(plan())
    assert shown(world.held(THREAD))[:3] == PLAN[:3]
    last = world.held(THREAD)[-1].content
    assert "plan.md" in last
    assert "Attach Files" in last
    assert "plan" in await world.traces()
    assert "refused" not in await world.traces()


@pytest.mark.parametrize("code", ["40005", "50045", "http_413"])
async def test_a_file_that_discord_does_not_take_is_named(code: str) -> None:
    world = World(discord=picky(files=False, code=code))
    await world.post(plan())
    assert "did not take the file plan" in world.held(THREAD)[-1].content


async def test_what_discord_takes_in_no_form_is_said_so() -> None:
    world = World(discord=picky(words=False, files=False))
    with pytest.raises(Undeliverable):
        await world.post(said("hello"))


# ---- plans ---------------------------------------------------------------------------------------------


async def test_a_plan_is_remembered_and_ends_the_progress() -> None:
    world = World()
    await world.post(began())
    await world.post(plan())
    progress, first, *_ = world.held(THREAD)
    assert (await world.traces())["plan"] == first.id
    assert not progress.controls
    assert "The work is done" in progress.content


async def test_work_that_begins_again_closes_what_a_crash_left_open() -> None:
    world = World()
    await world.post(began())
    world.restart()
    await world.post(began("b2"))
    older, newer = world.held(THREAD)
    assert not older.controls
    assert "This work has ended" in older.content
    assert newer.controls


async def test_an_empty_document_is_still_a_message() -> None:
    world = World()
    await world.post(replace(said("x"), document=Document(())))
    assert world.held(THREAD)[0].content


async def test_what_is_remembered_of_a_question_is_its_message_and_its_words() -> None:
    world = World()
    await world.post(question("traffic"))
    stored = json.loads((await world.traces())["question"])
    (message,) = world.held(THREAD)
    assert stored == {"id": message.id, "topic": "traffic", "content": "What about traffic?"}
    assert GUILD not in str(stored)
