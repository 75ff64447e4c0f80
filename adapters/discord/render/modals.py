"""Forms, and what comes back from them. Pure.

A form holds five fields at most, so the assumption sheet has pages, each opened by a button of its own: Discord opens
no form from another. Of a submitted form it hands back what was typed and nothing of what was shown, so every field's
id carries a mark of that; what did not change is told apart by it, without remembering anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from adapters.discord.render import limits
from adapters.discord.render.codes import field_id, field_of, other_id, page_id, unchanged
from adapters.discord.render.controls import BUTTON, ROW, SECONDARY
from adapters.discord.render.labels import Labels
from adapters.discord.render.message import Json, Message
from adapters.discord.render.safety import literal
from bot.core.events import Filling
from bot.presenter.visible import one_line, shortened, size, visible

INPUT, TEXT, LABEL = 4, 10, 18  # Discord's kinds of components
PARAGRAPH = 2  # an input of several lines


@dataclass(frozen=True, slots=True)
class Field:
    """A topic of the sheet: its name, and its value as words; empty where nothing is known."""

    topic: str
    label: str
    value: str


def other_modal(topic: str, question: str, labels: Labels) -> Json:
    """A form for an answer in one's own words, below the question; what does not fit of it stands in the thread."""
    asked = shortened_text(question)
    field = _field(Field(topic, labels.line("other_label"), ""), labels, required=True)
    shown: list[Json] = [{"type": TEXT, "content": asked}] if asked else []
    return _modal(other_id(topic), labels.line("other_title"), [*shown, field])


def sheet_modal(fields: Sequence[Field], page: int, labels: Labels) -> Json:
    """A page of the assumption sheet, from 1, to be corrected."""
    every = pages(fields)
    held = every[page - 1]
    title = (
        labels.line("sheet_title_of", page=page, pages=len(every))
        if len(every) > 1
        else labels.line("sheet_title")
    )
    return _modal(page_id(page), title, [_field(each, labels, required=False) for each in held])


def page_picker(fields: Sequence[Field], labels: Labels) -> Message:
    """What asks for the page, for one person's eyes: a button a page, named after its first and last topic. At most
    25 pages."""
    buttons: list[Json] = [
        {
            "type": BUTTON,
            "style": SECONDARY,
            "label": shortened(_named(held), limits.BUTTON),
            "custom_id": page_id(page),
        }
        for page, held in enumerate(pages(fields)[: limits.ROWS * limits.BUTTONS], start=1)
    ]
    rows = tuple(
        {"type": ROW, "components": buttons[at : at + limits.BUTTONS]}
        for at in range(0, len(buttons), limits.BUTTONS)
    )
    return Message(labels.line("sheet_pages"), rows)


def pages(fields: Sequence[Field]) -> tuple[tuple[Field, ...], ...]:
    """The fields, five a page."""
    return tuple(tuple(fields[at : at + limits.MODAL]) for at in range(0, len(fields), limits.MODAL))


def filled(submitted: Json) -> tuple[Filling, ...]:
    """The fields of a submission's `data` that hold other words than were shown; one that was emptied holds none, and
    is left as it was."""
    return tuple(
        Filling(topic, text)
        for custom_id, value in _typed(submitted)
        for topic, mark in [field_of(custom_id)]
        if topic and (text := _settled(value)) and not unchanged(mark, text)
    )


def shortened_text(text: str) -> str:
    """A question as Markdown, as much as a form's text may be."""
    shown = visible(text).strip()
    while size(literal(shown)) > limits.MODAL_INPUT:
        shown = shortened(shown, len(shown) * 3 // 4)
    return literal(shown)


def _typed(inside: object) -> Iterator[tuple[str, str]]:
    """(custom_id, value) of every field, however Discord nests them: in labels, or in rows as it used to."""
    if isinstance(inside, list):
        yield from (each for one in cast("list[object]", inside) for each in _typed(one))
    if not isinstance(inside, Mapping):
        return
    found = cast("Json", inside)
    match found:
        case {"custom_id": str(custom_id), "value": str(value)}:
            yield custom_id, value
        case _:
            yield from _typed(found.get("components"))
            yield from _typed(found.get("component"))


def _settled(text: str) -> str:
    """A text without the differences that nobody typed."""
    return visible(text).strip()


def _named(held: Sequence[Field]) -> str:
    first, last = (one_line(each.label) or each.topic for each in (held[0], held[-1]))
    return first if len(held) == 1 else f"{first} – {last}"


def _field(field: Field, labels: Labels, *, required: bool) -> Json:
    value = _settled(field.value)
    fits = size(value) <= limits.MODAL_INPUT
    typed = {
        "type": INPUT,
        "custom_id": field_id(field.topic, value if fits else ""),
        "style": PARAGRAPH,
        "max_length": limits.MODAL_INPUT,
        "required": required,
    }
    hint = {} if fits else {"description": shortened(labels.line("sheet_long"), limits.MODAL_DESCRIPTION)}
    return {
        "type": LABEL,
        "label": shortened(one_line(field.label) or field.topic, limits.MODAL_LABEL),
        "component": typed | ({"value": value} if value and fits else {}),
    } | hint


def _modal(custom_id: str, title: str, components: Sequence[Json]) -> Json:
    return {
        "custom_id": custom_id,
        "title": shortened(title, limits.MODAL_TITLE),
        "components": list(components),
    }
