"""Forms: within Discord's limits, and read back as what somebody changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.render import Json, labels
from adapters.discord.render.codes import OtherForm, SheetPage
from adapters.discord.render.codes import read as meant
from adapters.discord.render.modals import Field, filled, other_modal, page_picker, sheet_modal
from bot.core.events import Filling
from bot.wording import wording
from tests.discord.discord_limits import modal_problems, problems
from tests.discord.documents import HOSTILE, words
from tests.discord.reading import live, shapes

LABELS = {each: labels(each, wording()) for each in wording().languages}
FIELDS = (
    Field("traffic", "traffic", "3M a month\r\n"),
    Field("state", "state", ""),
    Field("budget", "budget", "x" * 4_001),
)
each_language = pytest.mark.parametrize("language", LABELS)


def submitted(modal: Json, **typed: str) -> Json:
    """The `data` of the submission: Discord sends ids and values, in labels, and nothing else of what was shown."""
    ids = [str(each["custom_id"]) for each in shapes(modal["components"]) if "custom_id" in each]
    fields = [
        {"type": 18, "id": at, "component": {"type": 4, "custom_id": custom_id, "value": typed[topic]}}
        for at, custom_id in enumerate(ids)
        if (topic := custom_id.partition("#")[0]) in typed
    ]
    return {"custom_id": modal["custom_id"], "components": fields}


@each_language
def test_an_answer_of_ones_own_comes_back_with_its_topic(language: str) -> None:
    modal = other_modal("traffic", "How much?", LABELS[language])
    assert modal_problems(modal) == []
    assert meant(str(modal["custom_id"])) == OtherForm("traffic")
    assert filled(submitted(modal, traffic="  800M\r\na month ")) == (Filling("traffic", "800M\na month"),)
    assert filled(submitted(modal, traffic=" ")) == ()


@pytest.mark.parametrize("text", HOSTILE, ids=[str(at) for at in range(len(HOSTILE))])
def test_the_question_above_it_stays_text(text: str) -> None:
    modal = other_modal("traffic", text, LABELS["en"])
    assert modal_problems(modal) == []
    for each in shapes(modal["components"]):
        assert live(str(each.get("content", ""))) == set()


@each_language
def test_only_what_changed_on_the_sheet_comes_back(language: str) -> None:
    modal = sheet_modal(FIELDS, 1, LABELS[language])
    assert modal_problems(modal) == []
    assert filled(submitted(modal, traffic="3M a month", state="", budget="")) == ()
    changed = submitted(modal, traffic="800M a month", state="none", budget="ten weeks")
    found = (Filling("traffic", "800M a month"), Filling("state", "none"), Filling("budget", "ten weeks"))
    assert filled(changed) == found


def test_a_field_that_was_emptied_stays_as_it_was() -> None:
    assert filled(submitted(sheet_modal(FIELDS, 1, LABELS["en"]), traffic=" ")) == ()


def test_a_value_too_long_for_its_field_is_not_shown_in_part() -> None:
    shown = [*shapes(sheet_modal(FIELDS, 1, LABELS["en"])["components"])]
    assert [each["description"] for each in shown if "description" in each] == [
        LABELS["en"].line("sheet_long")
    ]
    assert [each["value"] for each in shown if "value" in each] == ["3M a month"]


def test_a_sheet_has_five_topics_a_page_and_a_button_a_page() -> None:
    fields = [Field(f"t{at}", f"topic {at}", "") for at in range(11)]
    picker = page_picker(fields, LABELS["en"])
    buttons = [each for each in shapes(picker.components) if "custom_id" in each]
    assert problems(picker) == []
    assert [each["label"] for each in buttons] == ["topic 0 – topic 4", "topic 5 – topic 9", "topic 10"]
    assert [meant(str(each["custom_id"])) for each in buttons] == [SheetPage(1), SheetPage(2), SheetPage(3)]
    last = sheet_modal(fields, 3, LABELS["en"])
    assert (last["title"], meant(str(last["custom_id"]))) == ("Correct the sheet, 3 of 3", SheetPage(3))
    assert filled(submitted(last, t10="new")) == (Filling("t10", "new"),)


def test_rows_of_the_older_kind_are_read_too() -> None:
    field = {"type": 4, "custom_id": "traffic#00000000", "value": "new"}
    assert filled({"components": [{"type": 1, "components": [field]}]}) == (Filling("traffic", "new"),)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Field, st.uuids().map(str), words, words), min_size=1, max_size=130), words)
def test_any_form_is_within_discords_limits(fields: list[Field], question: str) -> None:
    for page in range(1, (len(fields) + 4) // 5 + 1):
        assert modal_problems(sheet_modal(fields, page, LABELS["es"])) == []
    assert modal_problems(other_modal("traffic", question, LABELS["es"])) == []
    assert problems(page_picker(fields, LABELS["es"])) == []


@pytest.mark.parametrize(
    "data", [{}, {"components": None}, {"components": [1, {"component": {"custom_id": 7}}]}]
)
def test_a_submission_that_is_none_of_ours_fills_nothing(data: Json) -> None:
    assert filled(data) == ()
