"""Forms that buttons open, and words to one person: passing, so that nothing is lost when they fail."""

import asyncio
import json

import pytest

from adapters.slack.incoming import listening
from adapters.slack.render.controls import action
from bot.hosting.answers import Refused, Unsure
from bot.ports import Later
from tests.slack.incoming.bolted import OTHER, QUESTION, SENT, SHEET, STOP, THREAD, Bolted, body_of, under_way
from tests.slack.incoming.ear import ANA_DIRECT, BEA, ROOT
from tests.slack.payloads import (
    Payload,
    app_home_opened,
    block_actions,
    button,
)
from tests.slack.server.modals import view_breaches


@pytest.fixture(params=["http", "socket_mode"])
def desk(request: pytest.FixtureRequest) -> Bolted:
    return Bolted(request.param)


async def test_a_button_opens_the_form_for_another_answer(desk: Bolted) -> None:
    await under_way(desk)
    assert (await desk.send(block_actions(BEA, QUESTION, OTHER, trigger_id="7.8.9"))).status == 200
    ((workspace, method, arguments),) = desk.api.asked
    assert (workspace, method, arguments["trigger_id"]) == ("T0ACME", "views.open", "7.8.9")
    view = arguments["view"]
    assert (view["callback_id"], view["private_metadata"]) == ("wa_other", THREAD)
    assert view_breaches(view).found == []
    assert desk.ear.taken == []


async def test_a_button_opens_the_sheet_with_what_is_known(desk: Bolted) -> None:
    await under_way(desk)
    await desk.send(block_actions(BEA, QUESTION, SHEET))
    view = desk.api.asked[0][2]["view"]
    assert view["callback_id"] == "wa_sheet"
    assert view_breaches(view).found == []
    assert "AWS Lambda" in json.dumps(view["blocks"])


async def test_a_button_for_a_topic_that_is_no_more_says_nothing_wrong(desk: Bolted) -> None:
    """A message may be older than the bot."""
    await under_way(desk)
    old = button(*action("no_such_topic", "other", "Other…"), "Other…")
    assert (await desk.send(block_actions(BEA, QUESTION, old))).status == 200
    assert desk.api.asked == []
    await desk.work()


@pytest.mark.parametrize("trouble", [Refused("expired_trigger_id"), Unsure("cut"), Later(30)])
async def test_a_form_that_does_not_open_is_no_reason_to_press_again(
    desk: Bolted, trouble: Refused | Unsure | Later
) -> None:
    await under_way(desk)
    desk.api.answer = trouble
    assert (await desk.send(block_actions(BEA, QUESTION, OTHER))).status == 200


async def test_a_slack_that_does_not_answer_holds_nothing_up(
    desk: Bolted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press is acknowledged within three seconds, or it looks refused."""
    monkeypatch.setattr(listening, "PATIENCE", 0.05)
    await under_way(desk)
    desk.api.silent = True
    async with asyncio.timeout(2):
        assert (await desk.send(block_actions(BEA, QUESTION, OTHER))).status == 200
        assert (await desk.send(app_home_opened(ANA_DIRECT))).status == 200


async def test_a_form_that_was_filled_in_closes(desk: Bolted) -> None:
    await under_way(desk)
    answer = await desk.send(SENT)
    assert (answer.status, answer.body or "") == (200, "")


async def test_a_form_of_a_conversation_that_is_gone_says_so_in_its_field(desk: Bolted) -> None:
    answer = body_of(await desk.send(SENT))
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["traffic"]
    assert answer["errors"]["traffic"].strip()


# ---- words to one person


@pytest.mark.parametrize("pressed", [STOP, OTHER, SHEET])
async def test_a_button_of_a_thread_that_is_gone_whispers(desk: Bolted, pressed: Payload) -> None:
    assert (await desk.send(block_actions(BEA, QUESTION, pressed))).status == 200
    ((workspace, method, said),) = desk.api.asked
    assert (workspace, method) == ("T0ACME", "chat.postEphemeral")
    assert (said["channel"], said["user"], said["thread_ts"]) == ("C0PLATFORM", "U0BEA", ROOT)
    assert str(said["text"]).strip()
    assert desk.ear.taken == []


async def test_whoever_opens_the_direct_messages_is_shown_where_to_begin(desk: Bolted) -> None:
    assert (await desk.send(app_home_opened(ANA_DIRECT))).status == 200
    ((workspace, method, said),) = desk.api.asked
    assert (workspace, method) == ("T0ACME", "assistant.threads.setSuggestedPrompts")
    assert said["channel_id"] == "D0ANA"
    prompts = said["prompts"]
    assert len(prompts) == 4  # Slack's most
    assert all(each["title"] and each["message"] for each in prompts)
