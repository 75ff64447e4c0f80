"""Buttons and lists to choose from. Pure.

Few short picks are buttons, others a list; every question takes an answer in other words too. Labels are plain text in
Discord; one that has to be shortened is listed above in full.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from adapters.discord.render import limits
from adapters.discord.render.codes import OTHER, press_id
from adapters.discord.render.labels import Labels
from adapters.discord.render.message import Json
from bot.core.document import Choice, Choices
from bot.presenter.visible import one_line, shortened, size

ROW, BUTTON, SELECT = 1, 2, 3  # Discord's kinds of components
PRIMARY, SECONDARY, DANGER = 1, 2, 4
STOP, AGAIN = "stop", "plan_now"


def rows(choices: Choices, labels: Labels, *, under_plan: bool = False) -> Iterator[Json]:
    """The action rows of some choices; none for no choices, save that a question takes other words."""
    options = [*{each.value: each for each in choices.options}.values()]  # Discord takes no value twice
    if not choices.is_pick:
        yield from _rows([_button(choices.topic, each, _style(each, under_plan)) for each in options])
        return
    other = _button(choices.topic, Choice(OTHER, labels.line("other")), SECONDARY)
    if few(choices):
        yield from _rows([*(_button(choices.topic, each, PRIMARY) for each in options), other])
        return
    for at in range(0, len(options), limits.OPTIONS):
        yield _select(choices.topic, options[at : at + limits.OPTIONS], labels)
    yield from _rows([other])


def few(choices: Choices) -> bool:
    """Whether the picks are buttons."""
    short = all(size(label(each)) <= limits.SHORT for each in choices.options)
    return len(choices.options) <= limits.FEW and short


def long_labels(choices: Choices) -> tuple[str, ...]:
    """All labels, when one of them does not fit on its control: they are listed above."""
    room = limits.BUTTON if not choices.is_pick else limits.OPTION
    whole = tuple(map(label, choices.options))
    return whole if any(size(each) > room for each in whole) else ()


def label(choice: Choice) -> str:
    """A label as one line; a choice without one shows its value."""
    return one_line(choice.label) or one_line(choice.value) or "…"


def distinct(of: Iterable[Json]) -> tuple[Json, ...]:
    """The rows of a message with every id once; the later of two equal ones gets a number, which is never read."""
    seen: set[str] = set()
    return tuple({**row, "components": [_numbered(each, seen) for each in _inner(row)]} for row in of)


def _inner(row: Json) -> list[Json]:
    """The controls of a row that was built here."""
    return cast("list[Json]", row["components"])


def _numbered(component: Json, seen: set[str]) -> Json:
    custom_id = str(component["custom_id"])
    once = custom_id if custom_id not in seen else f"{custom_id}#{len(seen)}"
    seen.add(once)
    return {**component, "custom_id": once}


def _style(choice: Choice, under_plan: bool) -> int:
    """Under a plan, to write it anew is the way on; before it, no control outshines the question."""
    if choice.value == STOP:
        return DANGER
    return PRIMARY if under_plan and choice.value == AGAIN else SECONDARY


def _button(topic: str, choice: Choice, style: int) -> Json:
    return {
        "type": BUTTON,
        "style": style,
        "label": shortened(label(choice), limits.BUTTON),
        "custom_id": press_id(topic, choice.value),
    }


def _select(topic: str, options: list[Choice], labels: Labels) -> Json:
    shown = [{"label": shortened(label(each), limits.OPTION), "value": each.value} for each in options]
    if any(size(each["value"]) > limits.VALUE for each in shown):
        raise ValueError(f"no list can carry {topic!r} {shown!r}")
    placeholder = shortened(labels.line("choose"), limits.PLACEHOLDER)
    select = {"type": SELECT, "custom_id": press_id(topic, ""), "placeholder": placeholder, "options": shown}
    return {"type": ROW, "components": [select]}


def _rows(buttons: list[Json]) -> Iterator[Json]:
    for at in range(0, len(buttons), limits.BUTTONS):
        yield {"type": ROW, "components": buttons[at : at + limits.BUTTONS]}
