"""Buttons, lists, feedback and forms in the conversations that they belong to."""

import pytest

from adapters.slack.render.controls import action
from bot.core.document import COMMAND, FEEDBACK
from bot.core.events import Cleaning, FeedbackGiven, Filled, Filling, Pressed
from tests.slack.incoming.ear import ANA, BEA, LATER, NOW, ROOT, DiskFull, Ear, key
from tests.slack.payloads import (
    Payload,
    Place,
    app_mention,
    block_actions,
    button,
    feedback,
    message_sent,
    modal,
    select,
    slash_command,
    view_submission,
)

THREAD = f"C0PLATFORM:{ROOT}"
QUESTION = message_sent(ANA, "Where does it run?", LATER, ROOT)
PICK = button(*action("infrastructure", "aws-lambda", "AWS Lambda"), "AWS Lambda")
ELSEWHERE = Place(team="T0OTHER", user="U0MAL")


@pytest.fixture
async def ear() -> Ear:
    """With a conversation that Ana opened."""
    ear = Ear()
    await ear.hear(app_mention(ANA, "<@U0BOT> we run Lambda", ROOT))
    ear.taken.clear()
    return ear


@pytest.mark.parametrize(
    ("done", "meant"),
    [
        (PICK, ("infrastructure", "aws-lambda", "AWS Lambda")),
        (
            select("wa:infrastructure:", "fargate", "AWS Fargate"),
            ("infrastructure", "fargate", "AWS Fargate"),
        ),
        (button(*action(COMMAND, "stop", "Stop"), "Stop"), (COMMAND, "stop", "Stop")),
        (
            button(*action(COMMAND, "change:traffic", "Traffic"), "Traffic"),
            (COMMAND, "change:traffic", "Traffic"),
        ),
    ],
)
async def test_anybody_presses(ear: Ear, done: Payload, meant: tuple[str, str, str]) -> None:
    assert await ear.press(block_actions(BEA, QUESTION, done))
    assert ear.taken == [Pressed(f"a:{LATER}:1795000030.123456", key(THREAD), NOW, "U0BEA", *meant)]


@pytest.mark.parametrize(("value", "helpful"), [("helpful", True), ("unhelpful", False)])
async def test_feedback_is_given(ear: Ear, value: str, helpful: bool) -> None:
    assert await ear.press(block_actions(BEA, QUESTION, feedback(f"wa:{FEEDBACK}:", f"{value}\nx", "x")))
    name = f"a:{LATER}:1795000030.123456"
    assert ear.taken == [FeedbackGiven(name, key(THREAD), NOW, "U0BEA", helpful)]


async def test_one_press_told_twice_is_one_and_two_presses_are_two(ear: Ear) -> None:
    again = {**PICK, "action_ts": "1795000031.000000"}
    for done in (PICK, PICK, again):
        assert await ear.press(block_actions(BEA, QUESTION, done))
    assert len(ear.taken) == 2


async def test_a_press_that_failed_is_taken_in_when_it_is_told_again(ear: Ear) -> None:
    ear.front.broken = 1
    pressed = block_actions(BEA, QUESTION, PICK)
    with pytest.raises(DiskFull):
        await ear.press(pressed)
    assert await ear.press(pressed)
    assert len(ear.taken) == 1


async def test_a_press_under_the_root_of_a_command_is_its_own(ear: Ear) -> None:
    await ear.command(slash_command(ANA, "we run Lambda", trigger_id="1.2.3"))
    asked = key("C0PLATFORM:/1.2.3")
    await ear.store.trace(asked, "root", f"C0PLATFORM:{LATER}")
    root = message_sent(ANA, "root", LATER)
    assert await ear.press(block_actions(BEA, root, PICK))
    assert ear.taken[-1].conversation == asked


@pytest.mark.parametrize(
    "pressed",
    [
        block_actions(ELSEWHERE, QUESTION, PICK),
        block_actions(Place(channel="C0OTHER"), QUESTION, PICK),
        block_actions(ANA, message_sent(ANA, "?", LATER, "1794000000.000100"), PICK),
    ],
)
async def test_a_press_where_no_conversation_is_kept_says_so(ear: Ear, pressed: Payload) -> None:
    assert not await ear.press(pressed)
    assert ear.taken == []


# ---- forms


def sent_form(place: Place, text: str, about: str = THREAD) -> Payload:
    """A form with one field, filled in."""
    field = {"type": "input", "block_id": "traffic", "element": {"type": "plain_text_input"}}
    return view_submission(place, modal(place, [field], about), {"traffic": {"typed": text}})


async def test_a_form_is_filled_in(ear: Ear) -> None:
    told = sent_form(BEA, "3M a month")
    assert await ear.send(told)
    assert await ear.send(told)
    fields = (Filling("traffic", "3M a month"),)
    assert ear.taken == [Filled("v:V0VIEW:1795000040.abcdefgh", key(THREAD), NOW, "U0BEA", fields)]


async def test_no_form_reaches_into_another_workspace(ear: Ear) -> None:
    """Whatever it says of itself: the workspace is Slack's word."""
    assert not await ear.send(sent_form(ELSEWHERE, "3M a month"))
    assert not await ear.send(sent_form(ANA, "3M a month", "C0OTHER:1.2"))
    assert ear.taken == []


async def test_no_secret_comes_in_with_a_form(ear: Ear) -> None:
    assert await ear.send(sent_form(BEA, "the key is AKIA" + "IOSFODNN7EXAMPLE"))
    (filled,) = ear.taken
    assert isinstance(filled, Filled)
    assert filled.fields == (Filling("traffic", "the key is [SECRET]"),)
    assert filled.cleaning == Cleaning(secrets=1)


async def test_a_long_field_is_cut_and_told(ear: Ear) -> None:
    assert await ear.send(sent_form(BEA, "a" * 40_003))
    (filled,) = ear.taken
    assert isinstance(filled, Filled)
    assert filled.cleaning == Cleaning(characters_cut=3)
