"""Forms, and what comes back from them. Pure.

A form for one answer, and the assumption sheet as one field a topic. A field's block_id is its topic; what was shown in
it comes back with the submission, so what did not change is told apart without remembering anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.slack.render import limits
from adapters.slack.render.controls import plain_text
from adapters.slack.render.labels import Labels
from adapters.slack.render.message import Json
from adapters.slack.render.splitting import pieces
from bot.core.events import Filling
from bot.hosting.fields import listed
from bot.hosting.fields import text as text_at
from bot.presenter.visible import size, visible

OTHER_FORM = "wa_other"  # the views' callback_id
SHEET_FORM = "wa_sheet"
TYPED = "typed"  # every field's action_id


@dataclass(frozen=True, slots=True)
class Field:
    """A topic of the sheet: its name, and its value as words; empty where nothing is known."""

    topic: str
    label: str
    value: str


def other_modal(topic: str, question: str, labels: Labels, private_metadata: str) -> Json:
    """A form for an answer in one's own words. `private_metadata` (≤ 3 000) comes back with it untouched."""
    asked = [
        {"type": "section", "text": {"type": "plain_text", "text": each, "emoji": False}}
        for each in pieces(visible(question).strip(), limits.TEXT)
    ]
    field = _input(Field(topic, labels.line("other_label"), ""), labels, optional=False)
    return _view(OTHER_FORM, "other_title", [*asked, field], labels, private_metadata)


def sheet_modal(fields: Sequence[Field], labels: Labels, private_metadata: str) -> Json:
    """The assumption sheet to be corrected; at most 99 topics."""
    intro = {"type": "section", "text": plain_text(labels.line("sheet_intro"), limits.TEXT)}
    inputs = [_input(each, labels, optional=True) for each in fields[: limits.VIEW_BLOCKS - 1]]
    return _view(SHEET_FORM, "sheet_title", [intro, *inputs], labels, private_metadata)


def filled(view: Json) -> tuple[Filling, ...]:
    """The fields of a `view_submission`'s view that hold other words than were shown; one that was emptied holds
    none, and is left as it was."""
    shown = _shown(view)
    typed = ((topic, _typed(view, topic)) for topic in shown)
    return tuple(Filling(topic, words) for topic, words in typed if words and words != shown[topic])


def _shown(view: Json) -> Mapping[str, str]:
    """What each field held when it was opened, in the form's order."""
    return {
        topic: _settled(text_at(each, "element", "initial_value"))
        for each in listed(view, "blocks")
        if (topic := _settled(text_at(each, "block_id"))) and text_at(each, "type") == "input"
    }


def _typed(view: Json, topic: str) -> str:
    return _settled(text_at(view, "state", "values", topic, TYPED, "value"))


def _settled(text: str) -> str:
    """A text without the differences that nobody typed."""
    return visible(text).strip()


def _input(field: Field, labels: Labels, *, optional: bool) -> Json:
    value = _settled(field.value)
    fits = size(value) <= limits.INPUT
    element = {"type": "plain_text_input", "action_id": TYPED, "multiline": True, "max_length": limits.INPUT}
    hint = {} if fits else {"hint": plain_text(labels.line("sheet_long"), limits.INPUT_LABEL)}
    return {
        "type": "input",
        "block_id": field.topic,
        "optional": optional,
        "label": plain_text(visible(field.label).strip() or field.topic, limits.INPUT_LABEL),
        "element": element | ({"initial_value": value} if value and fits else {}),
    } | hint


def _view(form: str, title: str, blocks: Sequence[Json], labels: Labels, private_metadata: str) -> Json:
    if size(private_metadata) > limits.METADATA:
        raise ValueError(f"private_metadata of {size(private_metadata)} characters")
    return {
        "type": "modal",
        "callback_id": form,
        "title": plain_text(labels.line(title), limits.TITLE),
        "submit": plain_text(labels.line("send"), limits.TITLE),
        "close": plain_text(labels.line("cancel"), limits.TITLE),
        "private_metadata": private_metadata,
        "blocks": list(blocks[-limits.VIEW_BLOCKS :]),
    }
