"""Buttons, lists and forms: taken in, then answered; and what a button opens."""

import asyncio
import json

import pytest

from adapters.discord.traced import live_token, token_name
from bot.core.document import COMMAND, FEEDBACK
from bot.core.events import Cleaning, FeedbackGiven, Filled, Filling, Pressed
from bot.hosting.answers import Refused, Unsure
from bot.ports import Later
from tests.discord.incoming.desk import CALLS, NOW, WORDING, Desk, done, key, later, reply
from tests.discord.payloads import (
    ANA,
    CHANNEL,
    DIRECT,
    LUIS,
    THREAD,
    Payload,
    interaction,
    message,
    press,
    submission,
)

ONE, OTHER = later(100), later(101)
PICK = done(press("q:traffic:bursty"), ONE)
SHEET = press(f"q:{COMMAND}:change")
FIELD = "traffic#00000000"


@pytest.fixture
async def desk() -> Desk:
    """With a conversation that Ana opened in the thread."""
    desk = Desk()
    await desk.under_way()
    return desk


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (press("q:traffic:bursty"), ("traffic", "bursty", "In bursts")),
        (press("q:compliance:", ["gdpr"]), ("compliance", "gdpr", "GDPR")),
        (press(f"q:{COMMAND}:stop"), (COMMAND, "stop", "")),
        (press(f"q:{COMMAND}:change:traffic"), (COMMAND, "change:traffic", "")),
    ],
)
async def test_anybody_presses(desk: Desk, told: Payload, meant: tuple[str, str, str]) -> None:
    await desk.hear(done(told, ONE))
    (event,) = desk.taken
    assert isinstance(event, Pressed)
    assert (event.id, event.conversation, event.author) == (f"i:{ONE}", key(THREAD), LUIS)
    assert (event.topic, event.choice, event.label) == meant
    assert desk.rest.asked == [(f"POST /interactions/{ONE}/token-of-{ONE}/callback", {"type": 6})]


@pytest.mark.parametrize(("value", "helpful"), [("helpful", True), ("unhelpful", False)])
async def test_feedback_is_given(desk: Desk, value: str, helpful: bool) -> None:
    await desk.hear(done(press(f"q:{FEEDBACK}:{value}"), ONE))
    (event,) = desk.taken
    assert isinstance(event, FeedbackGiven)
    assert event.helpful is helpful


async def test_one_press_told_twice_is_one_and_two_presses_are_two(desk: Desk) -> None:
    await desk.hear(PICK, PICK, done(PICK, OTHER))
    assert [each.id for each in desk.taken] == [f"i:{ONE}", f"i:{OTHER}"]


async def test_a_press_is_answered_only_when_it_is_on_the_disk(desk: Desk) -> None:
    desk.front.open.clear()
    desk.listening.hear("INTERACTION_CREATE", PICK)
    for _ in range(20):
        await asyncio.sleep(0)
    assert desk.rest.asked == []
    desk.front.open.set()
    await desk.listening.settled()
    assert desk.rest.callbacks == [{"type": 6}]


async def test_a_press_that_is_not_taken_in_is_not_answered(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord then tells the person that it failed, who presses again."""
    desk.front.broken = 1
    await desk.hear(PICK)
    assert (desk.taken, desk.rest.asked) == ([], [])
    assert "DiskFull" in caplog.text
    assert "bursty" not in caplog.text
    await desk.hear(done(PICK, OTHER))
    assert (len(desk.taken), desk.rest.callbacks) == (1, [{"type": 6}])


@pytest.mark.parametrize("answer", [Refused("40060"), Refused("10062"), Unsure("cut"), Later(30)])
async def test_an_answer_that_goes_astray_loses_nothing(
    desk: Desk, answer: Refused | Unsure | Later, caplog: pytest.LogCaptureFixture
) -> None:
    desk.rest.answers["/callback"] = answer
    await desk.hear(PICK)
    assert len(desk.taken) == 1
    assert "token-of" not in caplog.text


async def test_whoever_did_something_can_be_told_something_for_some_minutes(desk: Desk) -> None:
    await desk.hear(PICK)
    traces = await desk.traces(THREAD)
    assert live_token(traces[token_name(LUIS)], NOW) == f"token-of-{ONE}"
    assert token_name(ANA) not in traces


async def test_a_press_comes_behind_the_message_that_was_before_it(desk: Desk) -> None:
    await desk.hear(reply("three million"), PICK)
    assert [each.kind for each in desk.taken] == ["spoke", "pressed"]


async def test_a_press_does_not_wait_for_long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord gives three seconds."""
    monkeypatch.setattr("adapters.discord.incoming.listening.PATIENCE", 0.02)
    before = desk.listening.catching_up.lanes.enter(THREAD)  # something that takes its time
    await desk.hear(PICK)
    assert desk.rest.callbacks == [{"type": 6}]
    before.leave()


@pytest.mark.parametrize("told", [press("somebody:elses"), interaction(4, {}), {"token": "t"}])
async def test_what_is_not_ours_is_left_alone(desk: Desk, told: Payload) -> None:
    await desk.hear(told)
    assert (desk.taken, desk.rest.asked) == ([], [])


# ---- where no conversation is kept


@pytest.mark.parametrize(
    "told",
    [PICK, done(press("q:traffic:other"), ONE), done(SHEET, ONE), done(press("s:1"), ONE)],
)
@pytest.mark.parametrize("locale", ["es-ES", "en-GB", "fr", ""])
async def test_a_button_of_a_conversation_that_is_gone_says_so_to_whoever_pressed(
    told: Payload, locale: str
) -> None:
    desk = Desk()
    await desk.hear({**told, "locale": locale})
    (answer,) = desk.rest.callbacks
    said = WORDING.line("en" if locale == "en-GB" else "es", "messages", "edge.unknown_thread")
    assert answer["type"] == 4
    assert answer["data"]["flags"] & 64
    assert answer["data"]["content"] == said
    assert (desk.taken, desk.store.threads) == ([], {})


async def test_a_button_in_a_channel_is_left_over_from_nothing_that_is_kept() -> None:
    desk = Desk()
    await desk.under_way(message(CALLS))
    told = done(PICK, ONE) | {"channel_id": CHANNEL, "channel": {"id": CHANNEL, "type": 0}}
    await desk.hear(told)
    assert [each["type"] for each in desk.rest.callbacks] == [4]
    assert desk.taken == []


async def test_a_form_of_a_conversation_that_is_gone_says_so() -> None:
    desk = Desk()
    await desk.hear(done(submission("o:traffic", **{FIELD: "three million"}), ONE))
    (answer,) = desk.rest.callbacks
    assert answer["data"]["content"] == WORDING.line("es", "messages", "edge.unknown_form")
    assert (desk.taken, desk.store.threads) == ([], {})


# ---- forms


async def test_a_button_opens_the_form_for_another_answer(desk: Desk) -> None:
    await desk.hear(done(press("q:traffic:other"), ONE))
    (answer,) = desk.rest.callbacks
    assert (answer["type"], answer["data"]["custom_id"]) == (9, "o:traffic")
    assert desk.taken == []
    assert token_name(LUIS) in await desk.traces(THREAD)


async def test_a_form_waits_for_nothing(desk: Desk) -> None:
    before = desk.listening.catching_up.lanes.enter(THREAD)
    await asyncio.wait_for(desk.hear(done(press("q:traffic:other"), ONE)), 1)
    assert desk.rest.callbacks[0]["type"] == 9
    before.leave()


async def test_the_sheet_is_opened_by_pages_that_the_person_chooses(desk: Desk) -> None:
    await desk.hear(done(SHEET, ONE))
    (picker,) = desk.rest.callbacks
    assert picker["type"] == 4
    assert picker["data"]["flags"] & 64
    buttons = [each for row in picker["data"]["components"] for each in row["components"]]
    assert len(buttons) > 1
    for number, button in enumerate(buttons):
        await desk.hear(done(press(button["custom_id"]), later(200 + number)))
    sheets = desk.rest.callbacks[1:]
    assert [each["type"] for each in sheets] == [9] * len(buttons)
    assert "AWS Lambda" in json.dumps(sheets, ensure_ascii=False)
    assert desk.taken == []


@pytest.mark.parametrize("page", [0, 99])
async def test_a_page_that_is_no_more_is_chosen_anew(desk: Desk, page: int) -> None:
    """A button may be older than the bot."""
    await desk.hear(done(press(f"s:{page}"), ONE))
    assert [each["type"] for each in desk.rest.callbacks] == [4]


async def test_a_button_for_a_topic_that_is_no_more_breaks_nothing(desk: Desk) -> None:
    await desk.hear(done(press("q:no_such_topic:other"), ONE))
    assert desk.rest.callbacks == [{"type": 6}]
    await desk.work()


async def test_a_form_is_filled_in(desk: Desk) -> None:
    told = done(submission("o:traffic", **{FIELD: "3M a month"}), ONE)
    await desk.hear(told, told)
    (event,) = desk.taken
    assert isinstance(event, Filled)
    assert (event.id, event.conversation, event.author) == (f"i:{ONE}", key(THREAD), LUIS)
    assert event.fields == (Filling("traffic", "3M a month"),)
    assert desk.rest.callbacks[0] == {"type": 6}


async def test_a_form_in_which_nothing_changed_says_nothing(desk: Desk) -> None:
    await desk.hear(done(submission("s:1"), ONE))
    assert (desk.taken, desk.rest.callbacks) == ([], [{"type": 6}])


async def test_no_secret_comes_in_with_a_form(desk: Desk) -> None:
    secret = "AKIA" + "IOSFODNN7EXAMPLE"
    await desk.hear(done(submission("o:traffic", **{FIELD: f"the key is {secret}"}), ONE))
    (event,) = desk.taken
    assert isinstance(event, Filled)
    assert event.fields == (Filling("traffic", "the key is [SECRET]"),)
    assert event.cleaning == Cleaning(secrets=1)


async def test_a_form_reaches_into_no_other_conversation(desk: Desk) -> None:
    """It belongs to the channel in which Discord says that it was sent."""
    await desk.under_way(message(CALLS, DIRECT))
    elsewhere = interaction(5, submission("o:traffic", **{FIELD: "3M"})["data"], DIRECT)
    await desk.hear(done(elsewhere, ONE))
    assert [each.conversation for each in desk.taken] == [key(DIRECT, "@me")]


async def test_an_answer_that_discord_has_is_an_answer(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """It was sent again, since the word that it came was lost."""
    desk.rest.answers["/callback"] = Refused("40060", "already acknowledged")
    await desk.hear(PICK)
    assert "not answered" not in caplog.text
