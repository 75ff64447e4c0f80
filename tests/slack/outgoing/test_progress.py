"""Progress as it shows: the real stages, at most every three seconds, the last state always; and it fails nobody."""

import asyncio
from collections.abc import Mapping
from itertools import pairwise

import pytest

from adapters.slack.outgoing.displays import EDITS, view
from adapters.slack.outgoing.streams import FADES, LIFE, harmless
from adapters.slack.outgoing.voice import voice_of
from bot.core.events import Key
from bot.hosting.answers import Answer
from bot.hosting.fields import Json
from bot.ports import Progress, Stage, StoreTrouble, StoreUnusable
from bot.presenter.progress import MOST_DETAIL, MOST_STAGES, Course, Standing, lines, shortened
from bot.presenter.voice import Voice
from bot.wording import wording
from tests.slack.outgoing.slack import Fault, Slack
from tests.slack.outgoing.world import DIRECT, THREAD, Opened, World, began, plan, said

VOICE = voice_of("en", wording())


# ---- what it says --------------------------------------------------------------------------------------


def course(*stages: Stage) -> Course:
    known = Course()
    for stage in stages:
        known = known.heard(Progress(stage))
    return known


def test_the_stages_are_listed_as_they_came() -> None:
    done = course(Stage.ASSESSING, Stage.DRAFTING, Stage.DRAFTING, Stage.CHECKING)
    assert lines(done, Voice(wording(), "en")) == [
        "✓ Working out viability and costs",
        "✓ Drafting the plan",
        "▸ Checking the plan against the data…",
    ]


def test_a_job_that_is_run_again_begins_anew() -> None:
    assert course(Stage.ASSESSING, Stage.DRAFTING, Stage.ASSESSING).stages == (Stage.ASSESSING,)


def test_of_many_stages_the_last_ones_are_listed() -> None:
    many = course(Stage.ASSESSING, *[Stage.CHECKING, Stage.REPAIRING] * 20)
    assert len(many.stages) == MOST_STAGES
    assert many.stages[-1] is Stage.REPAIRING


@pytest.mark.parametrize(
    ("standing", "running"), [(Standing.RUNNING, True), (Standing.ENDED, False), (Standing.FINISHED, False)]
)
@pytest.mark.parametrize("language", wording().languages)
def test_stages_and_the_button_show_as_long_as_the_job_runs(
    standing: Standing, running: bool, language: str
) -> None:
    message = view(Course((Stage.DRAFTING,), "The summary.", standing), voice_of(language, wording()))
    assert message.text
    for what in ("▸", "The summary."):
        assert (what in message.text) is running
    assert any(each["type"] == "actions" for each in message.blocks) is running


def test_a_long_detail_is_shown_from_its_beginning() -> None:
    assert shortened("x" * MOST_DETAIL) == "x" * MOST_DETAIL
    assert len(shortened("x " * MOST_DETAIL)) <= MOST_DETAIL


# ---- when it says it -----------------------------------------------------------------------------------


async def test_progress_shows_in_the_message_that_announced_the_work() -> None:
    world = World()
    await world.post(began())
    await world.platform.show(THREAD, Progress(Stage.DRAFTING, "It can move."))
    await world.platform.displays.settled()
    (message,) = world.slack.messages
    assert "Drafting the plan" in message.text
    assert "It can move." in message.text
    assert message.controls


async def test_edits_are_three_seconds_apart_and_the_last_state_is_shown() -> None:
    world = World()
    await world.post(began())
    times: list[float] = []

    def note(method: str) -> Fault | None:
        if method == "chat.update":
            times.append(world.watch.seconds)
        return None

    world.slack.chance = note
    for number in range(50):
        await world.platform.show(THREAD, Progress(Stage.DRAFTING, f"word {number}"))
        await asyncio.sleep(0)
    await world.platform.displays.settled()
    assert len(times) > 2
    assert all(later - earlier >= EDITS for earlier, later in pairwise(times))
    assert "word 49" in world.slack.messages[0].text


async def test_the_last_edit_keeps_the_distance_too() -> None:
    world = World()
    await world.post(began())
    await world.platform.show(THREAD, Progress(Stage.DRAFTING))
    await world.platform.displays.settled()
    world.watch.slept.clear()
    await world.post(plan())
    assert EDITS in world.watch.slept


async def test_when_the_work_ends_the_button_goes() -> None:
    world = World()
    await world.post(began())
    await world.platform.show(THREAD, Progress(Stage.DRAFTING))
    await world.platform.show(THREAD, None)
    await world.platform.displays.settled()
    assert not world.slack.messages[0].controls
    assert "This work has ended" in world.slack.messages[0].text


async def test_an_end_without_a_beginning_changes_nothing() -> None:
    world = World()
    await world.post(began())
    await world.platform.show(THREAD, None)
    assert world.slack.called("chat.update") == []


async def test_once_the_plan_is_out_all_is_done_and_stays_so() -> None:
    world = World()
    await world.post(began())
    await world.platform.show(THREAD, Progress(Stage.CHECKING))
    await world.platform.displays.settled()
    await world.platform.show(THREAD, None)
    await world.post(plan())
    done = world.slack.messages[0].text
    assert "The work is done" in done
    await world.platform.show(THREAD, Progress(Stage.ANSWERING))
    await world.platform.show(THREAD, None)
    await world.platform.displays.settled()
    assert world.slack.messages[0].text == done


async def test_an_edit_under_way_does_not_come_after_the_last_one() -> None:
    class Slow(Slack):
        async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
            for _ in range(20 * (method == "chat.update" and "Checking" in str(arguments))):
                await asyncio.sleep(0)
            return await Slack.call(self, workspace, method, arguments)

    world = World(slack=Slow())
    await world.post(began())
    await world.platform.show(THREAD, Progress(Stage.CHECKING))
    for _ in range(5):
        await asyncio.sleep(0)
    await world.post(plan())
    shown = [str(each["text"]) for each in world.slack.called("chat.update")]
    assert ["Checking" in each for each in shown] == [True, False]


async def test_an_answer_to_a_question_has_no_progress_message() -> None:
    """Neither where an earlier plan was stopped and its message is still there."""
    world = World()
    await world.post(began())
    await world.platform.show(THREAD, Progress(Stage.ANSWERING))
    await world.platform.show(THREAD, None)
    await world.platform.displays.settled()
    assert world.slack.called("chat.update") == []


async def test_trouble_with_slack_is_nobodys_trouble() -> None:
    world = World()
    await world.post(began())
    world.slack.faults = [("chat.update", Fault("429")), ("chat.update", Fault("lost"))]
    await world.platform.show(THREAD, Progress(Stage.ASSESSING))
    await world.platform.displays.settled()
    assert world.watch.slept[:2] == [0.0, 30.0]
    await world.platform.show(THREAD, Progress(Stage.DRAFTING))
    await world.platform.displays.settled()
    assert "Drafting" in world.slack.messages[0].text


async def test_trouble_with_the_store_is_nobodys_trouble_either() -> None:
    class Broken(Opened):
        async def traces(self, key: Key) -> Mapping[str, str]:
            raise StoreUnusable(StoreTrouble.BROKEN, "here")

    world = World(store=Broken())
    await world.platform.show(THREAD, Progress(Stage.DRAFTING))
    assert world.slack.calls == []


async def test_where_nothing_was_announced_nothing_shows() -> None:
    world = World()
    await world.platform.show(THREAD, Progress(Stage.DRAFTING))
    assert world.slack.calls == []


async def test_the_first_job_shows_though_it_reports_before_its_message_is_out() -> None:
    world = World()
    await world.platform.show(THREAD, Progress(Stage.ASSESSING))
    await world.platform.show(THREAD, Progress(Stage.DRAFTING, "The API moves."))
    await world.post(began())
    await world.platform.displays.settled()
    assert "The API moves." in world.slack.messages[-1].text


async def test_what_ended_before_its_message_was_out_does_not_show_as_running() -> None:
    world = World()
    await world.platform.show(THREAD, Progress(Stage.DRAFTING, "The API moves."))
    await world.platform.show(THREAD, None)
    await world.post(began())
    await world.platform.displays.settled()
    assert "The API moves." not in world.slack.messages[-1].text


async def test_leaving_leaves_what_shows() -> None:
    world = World()
    await world.post(began())
    never = asyncio.Event()

    async def forever(_: float) -> None:
        await never.wait()

    object.__setattr__(world.platform.displays, "sleep", forever)
    await world.platform.show(THREAD, Progress(Stage.DRAFTING))
    await world.platform.displays.close()
    assert world.slack.called("chat.update") == []


# ---- an agent's direct messages --------------------------------------------------------------------------


async def agent(world: World) -> None:
    await world.store.trace(DIRECT, "agent", "1")
    await world.store.trace(DIRECT, "recipient", "U1:T1")
    await world.post(began(key=DIRECT))


async def told(world: World, *details: str) -> None:
    for each in details:
        await world.platform.show(DIRECT, Progress(Stage.DRAFTING, each))
        await world.platform.displays.settled()


async def test_an_agent_shows_a_status_and_streams_what_is_known() -> None:
    world = World()
    await agent(world)
    await told(world, "It", "It can", "It can move.")
    assert world.slack.status == "Drafting the plan"
    assert world.slack.messages[-1].text == "It can move."
    (start,) = world.slack.called("chat.startStream")
    assert (start["recipient_user_id"], start["recipient_team_id"]) == ("U1", "T1")
    assert [each["markdown_text"] for each in world.slack.called("chat.appendStream")] == [" can", " move."]
    assert world.slack.called("chat.update") == []
    await world.platform.show(DIRECT, None)
    await world.platform.displays.settled()
    assert world.slack.status == ""
    assert world.slack.streams == {}
    assert not world.slack.messages[0].controls


async def test_a_status_is_set_when_it_changes_and_before_it_fades() -> None:
    world = World()
    await agent(world)
    await told(world, "one", "one two", "one two three")
    assert len(world.slack.called("assistant.threads.setStatus")) == 1
    world.watch.seconds += FADES
    await told(world, "one two three four")
    assert len(world.slack.called("assistant.threads.setStatus")) == 2


async def test_a_stream_is_rolled_over_before_it_expires() -> None:
    world = World()
    await agent(world)
    await told(world, "one")
    world.watch.seconds += LIFE + 1
    await told(world, "one two")
    assert [each.text for each in world.slack.messages[1:]] == ["one", " two"]
    assert len(world.slack.called("chat.stopStream")) == 1


async def test_one_that_has_expired_goes_on_in_another() -> None:
    world = World()
    await agent(world)
    await told(world, "one")
    world.slack.streams.clear()
    await told(world, "one two")
    assert [each.text for each in world.slack.messages[1:]] == ["one", " two"]


async def test_a_text_that_begins_anew_gets_a_stream_of_its_own() -> None:
    world = World()
    await agent(world)
    await told(world, "a draft", "another one")
    assert [each.text for each in world.slack.messages[1:]] == ["a draft", "another one"]


@pytest.mark.parametrize(
    "error", ["unknown_method", "missing_scope", "channel_type_not_supported", "not_allowed"]
)
async def test_what_a_workspace_does_not_have_is_tried_once(error: str) -> None:
    world = World()
    await agent(world)
    world.slack.refuses = {"assistant.threads.setStatus": error, "chat.startStream": error}
    await told(world, "one", "one two", "one two three")
    assert len(world.slack.called("assistant.threads.setStatus")) == 1
    assert len(world.slack.called("chat.startStream")) == 1
    assert "one two three" in world.slack.messages[0].text, "the message shows it instead"


async def test_a_refusal_that_says_nothing_of_the_workspace_ends_this_stream_only() -> None:
    world = World()
    await agent(world)
    world.slack.refuses = {"chat.startStream": "unreached", "assistant.threads.setStatus": "unreached"}
    await told(world, "one", "one two")
    assert len(world.slack.called("chat.startStream")) == 1
    assert len(world.slack.called("assistant.threads.setStatus")) == 2
    world.slack.refuses = {}
    await world.platform.show(DIRECT, None)
    await world.platform.displays.settled()
    await told(world, "again")
    assert world.slack.messages[-1].text == "again"


async def test_a_job_that_reports_before_its_message_is_out_shows_there_too() -> None:
    """Jobs run beside messages; this is a second plan, whose first message is closed."""
    world = World()
    await world.post(began())
    await world.post(plan())
    await world.platform.show(THREAD, Progress(Stage.ASSESSING))
    await world.post(began("b2"))
    await world.platform.displays.settled()
    newest = world.slack.messages[-1]
    assert newest.effect == "b2.0"
    assert "▸ Working out" in newest.text
    await world.platform.show(THREAD, Progress(Stage.DRAFTING))
    await world.platform.displays.settled()
    assert "✓ Working out" in newest.text
    assert "Drafting" in newest.text


async def test_a_stream_whose_start_is_in_doubt_says_nothing_twice() -> None:
    world = World()
    await agent(world)
    world.slack.faults = [("chat.startStream", Fault("lost", taken=True))]
    await told(world, "one", "one two")
    assert [each.text for each in world.slack.messages[1:]] == ["one", " two"]


async def test_a_stream_that_slack_refuses_to_go_on_with_is_left_alone() -> None:
    world = World()
    await agent(world)
    await told(world, "one")
    world.slack.faults = [("chat.appendStream", Fault("msg_too_long"))]
    await told(world, "one two", "one two three")
    assert world.slack.messages[-1].text == "one"
    assert len(world.slack.called("chat.appendStream")) == 1


async def test_an_append_that_must_wait_loses_nothing() -> None:
    world = World()
    await agent(world)
    await told(world, "one")
    world.slack.faults = [("chat.appendStream", Fault("429"))]
    await told(world, "one two")
    assert world.slack.messages[-1].text == "one two"


async def test_a_plan_ends_the_stream() -> None:
    world = World()
    await agent(world)
    await told(world, "one")
    await world.post(plan(key=DIRECT))
    assert world.slack.streams == {}


async def test_no_progress_but_a_status_for_an_answer() -> None:
    world = World()
    await agent(world)
    await world.post(plan(key=DIRECT))
    await world.platform.show(DIRECT, Progress(Stage.ANSWERING))
    await world.platform.displays.settled()
    assert world.slack.status.startswith("Looking for the answer")


HOSTILE = [
    "<!channel>",
    "<@U1>",
    "[here](https://evil.example)",
    "javascript://x",
    "https://evil.example",
    "<<!here>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_streams_is_harmless_and_whole(text: str) -> None:
    out = harmless(text)
    assert out.replace("\u2060", "") == text
    assert not any(live in out for live in ("<!", "<@", "](", "://"))


@pytest.mark.parametrize("text", [*HOSTILE, "a](b<c:/d"])
def test_what_was_shown_stays_the_beginning(text: str) -> None:
    whole = harmless(text)
    assert all(whole.startswith(harmless(text[:end])) for end in range(len(text)))


async def test_a_message_after_a_plan_needs_no_progress() -> None:
    world = World()
    await world.post(said("words"))
    assert world.slack.called("chat.update") == []
