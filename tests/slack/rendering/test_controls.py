"""Buttons and lists to choose from: what they look like, and what a press of one means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.render import Message, labels, rendered
from adapters.slack.render.controls import OTHER, action, picked
from adapters.slack.render.message import Json
from bot.core.document import Choice, Choices, Document
from bot.wording import wording
from tests.slack.rendering.walking import inside, shapes, texts

SPANISH = labels("es", wording())
RATED = Choices("feedback", (Choice("helpful", "Sí"), Choice("unhelpful", "No")))


def blocks(*nodes: Choices) -> tuple[Json, ...]:
    (message,) = rendered(Document(nodes), SPANISH)
    assert isinstance(message, Message)
    return message.blocks


def some(count: int, label: str = "opción {}") -> Choices:
    return Choices("traffic", tuple(Choice(f"id-{n}", label.format(n)) for n in range(count)))


def elements(*nodes: Choices) -> list[Json]:
    return [each for each in shapes(blocks(*nodes)) if "action_id" in each]


def pressed(element: Json) -> tuple[str, str, str] | None:
    return picked(str(element["action_id"]), element["value"])


def test_few_short_picks_are_buttons_and_another_answer_is_always_possible() -> None:
    found = elements(some(5))
    assert [each["type"] for each in found] == ["button"] * 6
    assert pressed(found[0]) == ("traffic", "id-0", "opción 0")
    assert pressed(found[-1]) == ("traffic", OTHER, "Otra…")


@pytest.mark.parametrize("choices", [some(6), some(2, "una etiqueta {} de más de cuarenta caracteres")])
def test_many_or_long_picks_are_a_list_to_choose_from(choices: Choices) -> None:
    select, other = elements(choices)
    assert (select["type"], other["type"]) == ("static_select", "button")
    option = inside(select, "options")[1]
    assert picked(str(select["action_id"]), option) == ("traffic", "id-1", choices.options[1].label)


def test_a_label_too_long_for_a_button_is_whole_in_a_list_above() -> None:
    first, second = blocks(some(2, "{} " + "muy " * 30 + "larga"))
    whole = [each["text"] for each in shapes(first) if each.get("type") == "text"]
    assert whole == [f"{n} {'muy ' * 30}larga" for n in range(2)]
    assert (first["type"], second["type"]) == ("rich_text", "actions")
    (select,) = [each for each in shapes(second) if each.get("type") == "static_select"]
    labels = [text for each in inside(select, "options") for text in texts(each)]
    assert [(len(each), each[-1]) for each in labels] == [(75, "…")] * 2


def test_more_than_a_list_holds_makes_two() -> None:
    selects = [each for each in elements(some(150)) if each["type"] == "static_select"]
    assert [len(inside(each, "options")) for each in selects] == [100, 50]


def test_stop_is_red_and_nothing_asks_again() -> None:
    stop, why = elements(Choices("command", (Choice("stop", "Parar"), Choice("why", "¿Por qué?"))))
    assert (stop["style"], "style" in why, "confirm" in stop) == ("danger", False, False)
    assert pressed(stop) == ("command", "stop", "Parar")


def test_a_new_plan_is_the_way_on_only_under_a_plan() -> None:
    again = Choices("command", (Choice("plan_now", "Otra vez"), Choice("change:traffic", "Tráfico")))
    (before, _), (*_, under, change) = elements(again), elements(RATED, again)
    assert ("style" in before, under["style"]) == (False, "primary")
    assert pressed(change) == ("command", "change:traffic", "Tráfico")


def test_feedback_is_slacks_own_pair_of_buttons() -> None:
    (block,) = blocks(RATED)
    assert block["type"] == "context_actions"
    (pair,) = elements(RATED)
    good, bad = (inside(pair, f"{each}_button")[0] for each in ("positive", "negative"))
    assert [picked(str(pair["action_id"]), each["value"]) for each in (good, bad)] == [
        ("feedback", "helpful", "Sí"),
        ("feedback", "unhelpful", "No"),
    ]


def test_feedback_of_another_kind_is_buttons() -> None:
    (button,) = elements(Choices("feedback", RATED.options[:1]))
    assert button["type"] == "button"


def test_equal_buttons_have_ids_of_their_own_and_mean_the_same() -> None:
    first, _, second, _ = elements(some(1), some(1))
    assert first["action_id"] != second["action_id"]
    assert pressed(first) == pressed(second) == ("traffic", "id-0", "opción 0")


def test_a_choice_without_a_label_shows_its_value() -> None:
    assert pressed(elements(Choices("traffic", (Choice("bursty", " "),)))[0]) == (
        "traffic",
        "bursty",
        "bursty",
    )


ids = st.text(alphabet="abc_:-éñ", min_size=1, max_size=400)


@given(st.text(alphabet="abc_-", min_size=1, max_size=30), ids, st.text(max_size=2_500))
def test_what_is_pressed_is_what_was_shown(topic: str, choice: str, label: str) -> None:
    action_id, value = action(topic, choice, label)
    assert len(action_id) <= 255
    assert len(value) <= 2_000
    found = picked(action_id, value)
    assert found is not None
    assert found[:2] == (topic, choice)
    assert found[2] == label or len(label) > 700  # the rest of a value is for the choice


@pytest.mark.parametrize(("topic", "choice"), [("a:b", "c"), ("a", "b\nc"), ("a", "b" * 2_001)])
def test_an_id_that_no_button_can_carry_is_refused(topic: str, choice: str) -> None:
    with pytest.raises(ValueError, match="no button can carry"):
        action(topic, choice)


OTHERS = [
    ("submit", "x"),
    ("wa", "x"),
    ("wa::", "x"),
    ("", "x"),
    ("wa:traffic:a", None),
    ("wa:traffic:a", {"value": 1}),
]


@pytest.mark.parametrize(("action_id", "chosen"), OTHERS)
def test_an_action_that_is_not_ours_means_nothing(action_id: str, chosen: object) -> None:
    assert picked(action_id, chosen) is None
