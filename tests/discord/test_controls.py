"""Buttons and lists to choose from."""

import pytest

from adapters.discord.render import Message, labels, rendered
from adapters.discord.render.codes import press_id
from bot.core.document import Choice, Choices, Document, Node, paragraph
from bot.wording import wording
from tests.discord.reading import shapes

ENGLISH = labels("en", wording())


def messages(*nodes: Node) -> list[Message]:
    return [each for each in rendered(Document(nodes), ENGLISH) if isinstance(each, Message)]


def controls(message: Message) -> list[list[object]]:
    """The labels of each row."""
    return [[each["label"] for each in shapes(row) if "label" in each] for row in message.components]


def test_few_short_picks_are_buttons_and_any_question_takes_other_words() -> None:
    (message,) = messages(
        paragraph("How much?"), Choices("traffic", (Choice("bursty", "In bursts"), Choice("flat", "Flat")))
    )
    assert controls(message) == [["In bursts", "Flat", "Other…"]]
    (other,) = (each for each in shapes(message.components) if each.get("label") == "Other…")
    assert other["custom_id"] == press_id("traffic", "other") == "q:traffic:other"


@pytest.mark.parametrize("labels_of", [["a"] * 6, ["a", "b" * 41]])
def test_more_or_longer_picks_are_a_list(labels_of: list[str]) -> None:
    options = tuple(Choice(f"c{at}", label) for at, label in enumerate(labels_of))
    (message,) = messages(paragraph("Which?"), Choices("compliance", options))
    assert controls(message) == [labels_of, ["Other…"]]


def test_labels_that_have_to_be_shortened_stand_above_in_full() -> None:
    (message,) = messages(Choices("compliance", (Choice("a", "x" * 101), Choice("b", "short"))))
    assert message.content == f"1. {'x' * 101}\n2. short"
    assert controls(message)[0] == ["x" * 99 + "…", "short"]


def test_controls_alone_have_a_line_above_them() -> None:
    (message,) = messages(Choices("command", (Choice("stop", "Stop"),)))
    assert message.content == "What can be done from here:"
    assert [each["style"] for each in shapes(message.components) if "style" in each] == [4]


def test_more_controls_than_a_message_takes_go_on_in_the_next() -> None:
    options = tuple(Choice(f"change:t{at}", f"topic {at}") for at in range(26))
    found = messages(paragraph("Which?"), Choices("command", options))
    assert [len(each.components) for each in found] == [5, 1]
    assert [each for message in found for line in controls(message) for each in line] == [
        each.label for each in options
    ]


def test_the_same_control_twice_in_a_message_has_two_ids() -> None:
    stop = Choices("command", (Choice("stop", "Stop"),))
    (message,) = messages(paragraph("a"), stop, paragraph("b"), stop)
    assert message.content == "a\n\nb"
    assert [each["custom_id"] for each in shapes(message.components) if "custom_id" in each] == [
        "q:command:stop",
        "q:command:stop#1",
    ]


@pytest.mark.parametrize(("topic", "choice"), [("a:b", "c"), ("a", "c#1"), ("a", "c" * 95)])
def test_an_id_that_would_not_be_read_back_is_refused(topic: str, choice: str) -> None:
    with pytest.raises(ValueError, match="no button can carry"):
        press_id(topic, choice)


def test_an_option_that_no_list_can_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="no list can carry"):
        messages(Choices("a", (Choice("c" * 101, "x" * 41),)))
