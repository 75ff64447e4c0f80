"""Forms: within Slack's limits, and read back as what somebody changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render import labels
from adapters.slack.render.message import Json
from adapters.slack.render.modals import (
    OTHER_FORM,
    SHEET_FORM,
    TYPED,
    Field,
    filled,
    other_modal,
    sheet_modal,
)
from bot.core.events import Filling
from bot.wording import wording
from tests.slack.rendering.documents import words
from tests.slack.rendering.slack_limits import view_problems
from tests.slack.rendering.walking import letters, shapes, texts

LABELS = {each: labels(each, wording()) for each in wording().languages}
FIELDS = (
    Field("traffic", "traffic", "3M a month"),
    Field("state", "state", ""),
    Field("budget", "budget", "x" * 3_001),
)


def submitted(view: Json, **typed: str | None) -> Json:
    """The view as Slack sends it back."""
    values = {topic: {TYPED: {"type": "plain_text_input", "value": text}} for topic, text in typed.items()}
    return {**view, "state": {"values": values}}


@pytest.mark.parametrize("language", LABELS)
def test_an_answer_of_ones_own_comes_back_with_its_topic(language: str) -> None:
    view = other_modal("traffic", "How much? <!channel>", LABELS[language], "C1:1.2")
    assert view_problems(view) == []
    assert (view["callback_id"], view["private_metadata"]) == (OTHER_FORM, "C1:1.2")
    assert filled(submitted(view, traffic="  800M\r\na month ")) == (Filling("traffic", "800M\na month"),)
    assert filled(submitted(view, traffic=None)) == ()


def test_a_long_question_is_asked_whole() -> None:
    question = "a question of many words " * 300
    view = other_modal("traffic", question, LABELS["en"], "")
    asked = [str(each["text"]) for each in shapes(view["blocks"]) if each.get("type") == "plain_text"]
    assert letters("".join(asked)).startswith(letters(question))
    assert view_problems(view) == []


@pytest.mark.parametrize("language", LABELS)
def test_only_what_changed_on_the_sheet_comes_back(language: str) -> None:
    view = sheet_modal(FIELDS, LABELS[language], "C1:1.2")
    assert view_problems(view) == []
    assert view["callback_id"] == SHEET_FORM
    same = submitted(view, traffic="3M a month\n", state=None, budget=None)
    assert filled(same) == ()
    changed = submitted(view, traffic="800M a month", state="none", budget="ten weeks")
    found = (Filling("traffic", "800M a month"), Filling("state", "none"), Filling("budget", "ten weeks"))
    assert filled(changed) == found


def test_a_field_that_was_emptied_stays_as_it_was() -> None:
    assert filled(submitted(sheet_modal(FIELDS, LABELS["en"], ""), traffic=" ")) == ()


def test_a_value_too_long_for_its_field_is_not_shown_in_part() -> None:
    view = sheet_modal(FIELDS, LABELS["en"], "")
    hints = [[*texts(each["hint"])] for each in shapes(view) if "hint" in each]
    assert hints == [[LABELS["en"].line("sheet_long")]]
    assert [each["initial_value"] for each in shapes(view) if "initial_value" in each] == ["3M a month"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Field, st.uuids().map(str), words, words), max_size=120), words)
def test_any_form_is_within_slacks_limits(fields: list[Field], question: str) -> None:
    assert view_problems(sheet_modal(fields, LABELS["es"], "m" * 3_000)) == []
    assert view_problems(other_modal("traffic", question, LABELS["es"], "")) == []


def test_more_metadata_than_comes_back_is_refused() -> None:
    with pytest.raises(ValueError, match="private_metadata of 3001"):
        other_modal("traffic", "?", LABELS["en"], "m" * 3_001)


@pytest.mark.parametrize("view", [{}, {"blocks": None}, {"blocks": [1, {"type": "input"}], "state": []}])
def test_a_view_that_is_none_of_ours_fills_nothing(view: Json) -> None:
    assert filled(view) == ()
