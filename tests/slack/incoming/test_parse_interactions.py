"""Commands, buttons, lists and forms: what each payload says was done."""

import pytest

from adapters.slack.incoming.parse import Asked, Submitted, Touched, action, command, form
from adapters.slack.render.controls import action as coded
from bot.core.document import COMMAND, FEEDBACK
from bot.core.events import Filling
from tests.slack.incoming.ear import ANA, LATER, ROOT
from tests.slack.payloads import (
    Payload,
    Place,
    block_actions,
    button,
    feedback,
    message_sent,
    modal,
    select,
    slash_command,
    ssl_check,
    view_submission,
)

GRID = Place(enterprise="E0GRID", org_install=True)
QUESTION = message_sent(ANA, "Where does it run?", LATER, ROOT)
PICK = button(*coded("infrastructure", "aws-lambda", "AWS Lambda"), "AWS Lambda")
FIELD = {
    "type": "input",
    "block_id": "traffic",
    "element": {"type": "plain_text_input", "action_id": "typed", "initial_value": "1M a month"},
}


def touched(payload: Payload) -> Touched:
    touch = action(payload)
    assert isinstance(touch, Touched)
    return touch


# ---- commands


def test_a_command_says_who_asks_what_and_where_to_answer() -> None:
    url = "https://hooks.slack.com/commands/T0ACME/1/abc"
    asked = Asked("T0ACME", "T0ACME", "C0PLATFORM", "U0ANA", "we run <Lambda>", "1.2.3", url)
    assert command(slash_command(ANA, "we run &lt;Lambda&gt;", trigger_id="1.2.3")) == asked


def test_a_command_of_an_organisation_keeps_the_team_of_whoever_asks() -> None:
    asked = command(slash_command(GRID, "help"))
    assert asked is not None
    assert (asked.workspace, asked.team) == ("E0GRID", "T0ACME")


@pytest.mark.parametrize("missing", ["channel_id", "user_id", "trigger_id", "team_id"])
def test_a_command_that_lacks_what_it_needs_is_nothing(missing: str) -> None:
    asked: Payload = {**slash_command(ANA, "help")}
    for spoilt in ({**asked, missing: ""}, {**asked, missing: None}, {**asked, missing: ["x"]}):
        assert command(spoilt) is None


def test_a_command_without_words_or_address_is_one() -> None:
    asked: Payload = {**slash_command(ANA, "help")}
    del asked["text"], asked["response_url"]
    found = command(asked)
    assert found is not None
    assert (found.text, found.response_url) == ("", "")


def test_a_look_at_the_certificate_is_no_command() -> None:
    assert command(ssl_check()) is None


# ---- buttons and lists


def test_a_press_says_what_was_meant_where_and_when() -> None:
    payload = block_actions(ANA, QUESTION, PICK, trigger_id="1.2.3")
    expected = Touched(
        "T0ACME", "T0ACME", "C0PLATFORM", ROOT, LATER, "U0ANA",
        "infrastructure", "aws-lambda", "AWS Lambda", when="1795000030.123456", trigger="1.2.3",
    )  # fmt: skip
    assert action(payload) == expected


@pytest.mark.parametrize(
    ("done", "meant"),
    [
        (
            select("wa:infrastructure:", "aws-lambda", "AWS Lambda"),
            ("infrastructure", "aws-lambda", "AWS Lambda"),
        ),
        (
            button(*coded(COMMAND, "change:traffic", "Traffic"), "Traffic"),
            (COMMAND, "change:traffic", "Traffic"),
        ),
        (feedback("wa:feedback:", "helpful\nYes", "Yes"), (FEEDBACK, "helpful", "Yes")),
        (button("wa:infrastructure:other#3", "other", "Other…"), ("infrastructure", "other", "")),
    ],
)
def test_every_control_says_its_topic_choice_and_label(done: Payload, meant: tuple[str, str, str]) -> None:
    touch = touched(block_actions(ANA, QUESTION, done))
    assert (touch.topic, touch.choice, touch.label) == meant


def test_a_press_on_a_root_belongs_to_its_own_thread() -> None:
    assert touched(block_actions(ANA, message_sent(ANA, "root", ROOT), PICK)).thread == ROOT


def test_a_press_on_a_word_to_one_person_belongs_to_the_thread_that_its_container_names() -> None:
    touch = touched(block_actions(ANA, QUESTION, PICK, ephemeral=True))
    assert (touch.thread, touch.message) == (ROOT, LATER)


def test_a_press_in_an_organisation_is_the_organisation_s() -> None:
    touch = touched(block_actions(GRID, QUESTION, PICK))
    assert (touch.workspace, touch.team) == ("E0GRID", "T0ACME")


PRESSED = block_actions(ANA, QUESTION, PICK)


@pytest.mark.parametrize(
    "spoil",
    [
        {"actions": []},
        {"actions": None},
        {"actions": [None, "x"]},
        {"actions": [{**PICK, "action_id": "somebody_else's"}]},
        {"actions": [{**PICK, "action_id": None}]},
        {"actions": [{**PICK, "action_id": "wa:"}]},
        {"actions": [{**PICK, "value": None}]},
        {"actions": [{**PICK, "value": 3}]},
        {"actions": [{**PICK, "value": None, "selected_option": {"value": "x"}}]},
        {"container": None, "message": None},
        {"container": {}, "channel": None},
        {"user": None},
        {"user": "U0ANA"},
        {"team": None, "user": {"id": "U0ANA"}},
    ],
)
def test_a_press_that_lacks_what_it_needs_is_nothing(spoil: Payload) -> None:
    assert action({**PRESSED, **spoil}) is None


# ---- forms


def test_a_form_says_which_words_are_new() -> None:
    shown = modal(ANA, [FIELD], "C0PLATFORM:1.2")
    sent = form(view_submission(ANA, shown, {"traffic": {"typed": "3M a month"}}))
    fields = (Filling("traffic", "3M a month"),)
    assert sent == Submitted("T0ACME", "U0ANA", "V0VIEW:1795000040.abcdefgh", "C0PLATFORM:1.2", fields)


@pytest.mark.parametrize("typed", [None, "", "1M a month", "  1M a month\n"])
def test_a_field_that_holds_no_new_words_is_left_out(typed: str | None) -> None:
    assert form(view_submission(ANA, modal(ANA, [FIELD]), {"traffic": {"typed": typed}})).fields == ()


def test_a_form_in_an_organisation_is_the_organisation_s() -> None:
    assert form(view_submission(GRID, modal(GRID), {})).workspace == "E0GRID"


def test_a_guest_s_form_from_a_shared_channel_is_for_where_the_app_is_installed() -> None:
    guest = Place(team="T0GUEST")
    shown = modal(guest) | {"app_installed_team_id": "T0ACME"}
    assert form(view_submission(guest, shown, {})).workspace == "T0ACME"


@pytest.mark.parametrize(
    "view",
    [None, [], {}, {"blocks": [None, 3, {"type": "input"}]}, {"state": {"values": 3}, "blocks": [FIELD]}],
)
def test_a_form_of_which_nothing_can_be_read_says_nothing(view: object) -> None:
    assert form({**view_submission(ANA, modal(ANA), {}), "view": view}).fields == ()
