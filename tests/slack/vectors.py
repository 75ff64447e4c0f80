"""A payload of any size for every row of the limits: method and arguments. Each is good at its limit and bad one over.

A row's builder takes the size and keeps all other sizes small, so that only that row can refuse it.
"""

import json
from collections.abc import Callable

from tests.slack.payloads import Payload

Vector = Callable[[int], tuple[str, Payload]]

CHANNEL = "C0PLATFORM"


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Payload:
    return {"type": "mrkdwn", "text": text}


def section(text: str) -> Payload:
    return {"type": "section", "text": mrkdwn(text)}


def button(number: int = 0, **more: object) -> Payload:
    return {"type": "button", "action_id": f"a{number}", "text": plain("Yes"), "value": "yes", **more}


def option(text: str = "one", value: str = "1") -> Payload:
    return {"text": plain(text), "value": value}


def select(options: int = 1, **more: object) -> Payload:
    held = [option(value=str(number)) for number in range(options)]
    return {"type": "static_select", "action_id": "s", "options": held, **more}


def actions(*elements: Payload) -> Payload:
    return {"type": "actions", "elements": list(elements)}


def feedback(text: str = "Yes", value: str = "yes", number: int = 0) -> Payload:
    pressed = {"text": plain(text), "value": value}
    other = {"text": plain("No"), "value": "no"}
    return {
        "type": "feedback_buttons",
        "action_id": f"f{number}",
        "positive_button": pressed,
        "negative_button": other,
    }


def table(rows: int = 1, columns: int = 1, text: str = "x") -> Payload:
    row = [{"type": "raw_text", "text": text}] * columns
    return {"type": "table", "rows": [row] * rows}


def entry(label: str = "Label", **element: object) -> Payload:
    held = {"type": "plain_text_input", "action_id": "i", **element}
    return {"type": "input", "block_id": "b", "label": plain(label), "element": held}


def modal(*blocks: Payload, **more: object) -> Payload:
    return {"type": "modal", "title": plain("T"), "submit": plain("OK"), "blocks": list(blocks), **more}


def _posted(make: Callable[[int], list[Payload]]) -> Vector:
    return lambda size: ("chat.postMessage", {"channel": CHANNEL, "text": "t", "blocks": make(size)})


def _opened(make: Callable[[int], Payload]) -> Vector:
    return lambda size: ("views.open", {"view": make(size)})


def _weighing(size: int) -> list[Payload]:
    """Ten sections that together weigh so much: 125 for each block, the rest is text."""
    left = size - 10 * 125
    texts = [left // 10 + (1 if index < left % 10 else 0) for index in range(10)]
    return [section("x" * text) for text in texts]


def _lists(indent: int) -> list[Payload]:
    inside = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
    held = {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": [inside]}
    return [{"type": "rich_text", "elements": [held]}]


def _plan(size: int) -> list[Payload]:
    tasks = [{"task_id": str(number), "title": "t", "status": "pending"} for number in range(size)]
    return [{"type": "plan", "title": "Plan", "tasks": tasks}]


def _confirmed(title: str = "Sure?", text: str = "Really?") -> Payload:
    confirm = {"title": plain(title), "text": plain(text), "confirm": plain("Yes"), "deny": plain("No")}
    return actions(button(confirm=confirm))


VECTORS: dict[str, Vector] = {
    "message.text": lambda size: ("chat.postMessage", {"channel": CHANNEL, "text": "x" * size}),
    "update.text": lambda size: ("chat.update", {"channel": CHANNEL, "text": "x" * size}),
    "ephemeral.text": lambda size: (
        "chat.postEphemeral",
        {"channel": CHANNEL, "user": "U0ANA", "text": "x" * size},
    ),
    "message.blocks": _posted(lambda size: [{"type": "divider"}] * size),
    "message.weight": _posted(_weighing),
    "message.tables": _posted(lambda size: [table()] * size),
    "block_id": _posted(lambda size: [{"type": "divider", "block_id": "b" * size}]),
    "action_id": _posted(lambda size: [actions(button(action_id="a" * size))]),
    "section.text": _posted(lambda size: [section("x" * size)]),
    "section.fields": _posted(lambda size: [{"type": "section", "fields": [mrkdwn("x")] * size}]),
    "section.field": _posted(lambda size: [{"type": "section", "fields": [mrkdwn("x" * size)]}]),
    "header.text": _posted(lambda size: [{"type": "header", "text": plain("x" * size)}]),
    "context.elements": _posted(lambda size: [{"type": "context", "elements": [mrkdwn("x")] * size}]),
    "markdown.text": _posted(
        lambda size: [{"type": "markdown", "text": "x" * part} for part in (size // 2, size - size // 2)]
    ),
    "table.rows": _posted(lambda size: [table(rows=size)]),
    "table.columns": _posted(lambda size: [table(columns=size)]),
    "table.column_settings": _posted(
        lambda size: [table() | {"column_settings": [{"align": "left"}] * size}]
    ),
    "table.characters": _posted(lambda size: [table(text="x" * size)]),
    "plan.tasks": _posted(_plan),
    "actions.elements": _posted(lambda size: [actions(*map(button, range(size)))]),
    "context_actions.elements": _posted(
        lambda size: [{"type": "context_actions", "elements": [feedback(number=n) for n in range(size)]}]
    ),
    "button.text": _posted(lambda size: [actions(button(text=plain("x" * size)))]),
    "button.value": _posted(lambda size: [actions(button(value="x" * size))]),
    "button.url": _posted(lambda size: [actions(button(url="https://example.com/".ljust(size, "x")))]),
    "feedback.text": _posted(lambda size: [{"type": "context_actions", "elements": [feedback("x" * size)]}]),
    "feedback.value": _posted(
        lambda size: [{"type": "context_actions", "elements": [feedback(value="x" * size)]}]
    ),
    "select.placeholder": _posted(lambda size: [actions(select(placeholder=plain("x" * size)))]),
    "select.options": _posted(lambda size: [actions(select(size))]),
    "option.text": _posted(lambda size: [actions(select() | {"options": [option("x" * size)]})]),
    "option.value": _posted(lambda size: [actions(select() | {"options": [option(value="x" * size)]})]),
    "confirm.title": _posted(lambda size: [_confirmed(title="x" * size)]),
    "confirm.text": _posted(lambda size: [_confirmed(text="x" * size)]),
    "rich_text_list.indent": _posted(_lists),
    "stream.markdown_text": lambda size: (
        "chat.startStream",
        {
            "channel": CHANNEL,
            "markdown_text": "x" * size,
            "recipient_user_id": "U0ANA",
            "recipient_team_id": "T0ACME",
        },
    ),
    "view.blocks": _opened(lambda size: modal(*[{"type": "divider"}] * size)),
    "view.title": _opened(lambda size: modal(title=plain("x" * size))),
    "view.submit": _opened(lambda size: modal(submit=plain("x" * size))),
    "view.private_metadata": _opened(lambda size: modal(private_metadata="x" * size)),
    "view.callback_id": _opened(lambda size: modal(callback_id="x" * size)),
    "input.label": _opened(lambda size: modal(entry("x" * size))),
    "input.hint": _opened(lambda size: modal(entry() | {"hint": plain("x" * size)})),
    "input.initial_value": _opened(lambda size: modal(entry(initial_value="x" * size))),
    "input.placeholder": _opened(lambda size: modal(entry(placeholder=plain("x" * size)))),
}


def as_form(args: Payload) -> dict[str, str]:
    """The same arguments for a method that takes a form."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in args.items()}
