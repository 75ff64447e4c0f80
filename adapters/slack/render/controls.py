"""Buttons and lists to choose from, and what a press of one means. Pure, both ways.

An action's id names its topic; its value carries the choice, and after a line break the label as it was before it
was shortened. A press is read from what Slack hands back alone, so a button works after a restart and a day later.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from adapters.slack.render import limits
from adapters.slack.render.labels import Labels
from adapters.slack.render.message import Json
from bot.core.document import COMMAND, FEEDBACK, Choice, Choices
from bot.presenter.visible import shortened, size, visible

OTHER = "other"  # the choice that opens a form for an answer of one's own
PREFIX = "wa"
STYLES = {"stop": "danger"}
# Under a plan writing it anew is the way on; before there is one, no control outshines the question.
AGAIN = {"plan_now": "primary"}


def action(topic: str, choice: str, label: str = "") -> tuple[str, str]:
    """(action_id, value) of a button. A topic holds no colon and a choice no line break: both are ids of ours."""
    if ":" in topic or "\n" in choice or size(choice) > limits.VALUE:
        raise ValueError(f"no button can carry {topic!r} {choice!r}")
    action_id = shortened(f"{PREFIX}:{topic}:{choice}", limits.ACTION_ID - len("#00000"))
    return action_id, shortened(f"{choice}\n{label}", limits.VALUE) if label else choice


def picked(action_id: str, chosen: object) -> tuple[str, str, str] | None:
    """(topic, choice, label as it was shown) of a press; `chosen` is the action's `value`, or its `selected_option`.
    None for an action that is not ours; the label is empty where nobody kept it."""
    prefix, _, rest = action_id.partition(":")
    topic = rest.partition(":")[0]
    if prefix != PREFIX or not topic:
        return None
    match chosen:
        case str():
            choice, _, label = chosen.partition("\n")
            return topic, choice, label
        case {"value": str(choice), "text": {"text": str(label)}}:
            return topic, choice, label
        case _:
            return None


def is_control(action_id: str) -> bool:
    """Whether it only repeats a thread word, or asks whether a plan helped: without buttons it is left out."""
    return action_id.startswith((f"{PREFIX}:{COMMAND}:", f"{PREFIX}:{FEEDBACK}:"))


def is_other(element: Json) -> bool:
    """Whether it is the button for an answer of one's own."""
    return str(element.get("value", "")).partition("\n")[0] == OTHER


def shown_label(element: Json) -> Iterator[str]:
    """What a button says, or each option of a list to choose from."""
    pair = (element[each] for each in ("positive_button", "negative_button") if each in element)
    for each in (element, *cast("list[Json]", element.get("options", [])), *cast("Iterable[Json]", pair)):
        if "text" in each:
            yield str(cast("Json", each["text"])["text"])


def distinct(blocks: Iterable[Json]) -> tuple[Json, ...]:
    """The blocks of a message with every action_id once; the later of two equal ones gets a number, never read."""
    seen: set[str] = set()
    return tuple(_distinct(each, seen) for each in blocks)


def long_labels(choices: Choices) -> tuple[str, ...]:
    """All labels, when one of them does not fit on a button: they are listed above."""
    whole = tuple(one_line(each) for each in choices.options)
    return whole if any(size(each) > limits.BUTTON for each in whole) else ()


def blocks_of(choices: Choices, labels: Labels, *, under_plan: bool = False) -> Iterator[Json]:
    """The blocks of some choices; none for no choices, save that a question can always be answered in other words."""
    match choices.topic:
        case str(topic) if topic == FEEDBACK and len(choices.options) == 2:
            yield _feedback(choices)
        case str(topic) if topic in {COMMAND, FEEDBACK}:
            styles = STYLES | AGAIN if under_plan else STYLES
            yield from _rows([_button(topic, each, styles.get(each.value)) for each in choices.options])
        case topic:
            other = _button(topic, Choice(OTHER, labels.line("other")))
            yield from _rows([*_picks(choices, labels), other])


def one_line(choice: Choice) -> str:
    """A label as one line; a choice without one shows its value."""
    return " ".join(visible(choice.label).split()) or visible(choice.value) or "…"


def plain_text(text: str, room: int) -> Json:
    """A literal text; shortened where it does not fit."""
    return {"type": "plain_text", "text": shortened(text, room), "emoji": False}


def _picks(choices: Choices, labels: Labels) -> list[Json]:
    """Few short picks are buttons. Others are a list to choose from, where their ids fit into one."""
    few = len(choices.options) <= limits.FEW and all(
        size(one_line(each)) <= limits.SHORT for each in choices.options
    )
    if few or any(size(each.value) > limits.OPTION_VALUE for each in choices.options):
        return [_button(choices.topic, each) for each in choices.options]
    return [
        _select(choices.topic, choices.options[at : at + limits.OPTIONS], at, labels)
        for at in range(0, len(choices.options), limits.OPTIONS)
    ]


def _select(topic: str, options: tuple[Choice, ...], at: int, labels: Labels) -> Json:
    return {
        "type": "static_select",
        "action_id": f"{PREFIX}:{topic}:{at or ''}",
        "placeholder": plain_text(labels.line("choose"), limits.BUTTON),
        "options": [
            {"text": plain_text(one_line(each), limits.BUTTON), "value": each.value} for each in options
        ],
    }


def _button(topic: str, choice: Choice, style: str | None = None) -> Json:
    label = one_line(choice)
    action_id, value = action(topic, choice.value, label)
    button = {
        "type": "button",
        "action_id": action_id,
        "text": plain_text(label, limits.BUTTON),
        "value": value,
    }
    return button | ({"style": style} if style else {})


def _feedback(choices: Choices) -> Json:
    """Slack's own pair of buttons for "did this help"."""
    good, bad = (
        {
            "text": plain_text(one_line(each), limits.BUTTON),
            "value": action(FEEDBACK, each.value, one_line(each))[1],
        }
        for each in choices.options
    )
    element = {"type": "feedback_buttons", "action_id": f"{PREFIX}:{FEEDBACK}:"}
    return {
        "type": "context_actions",
        "elements": [element | {"positive_button": good, "negative_button": bad}],
    }


def _rows(elements: list[Json]) -> Iterator[Json]:
    for at in range(0, len(elements), limits.BUTTONS):
        yield {"type": "actions", "elements": elements[at : at + limits.BUTTONS]}


def _distinct(block: Json, seen: set[str]) -> Json:
    if block["type"] not in {"actions", "context_actions"}:
        return block
    return {**block, "elements": [_numbered(each, seen) for each in cast("list[Json]", block["elements"])]}


def _numbered(element: Json, seen: set[str]) -> Json:
    action_id = str(element["action_id"])
    once = action_id if action_id not in seen else f"{action_id}#{len(seen)}"
    seen.add(once)
    return {**element, "action_id": once}
