"""Checks of the blocks of a message or a modal, as far as this bot may use them; a kind not known here is refused."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.slack.payloads import Payload
from tests.slack.server.elements import ACTIONABLE, element
from tests.slack.server.limits import BLOCK_WEIGHT, Breaches
from tests.slack.server.texts import rich_text, text_object, weight, words
from tests.slack.server.wire import listed, mapped

_PRESSED = {"button", "static_select"}


def message_breaches(given: object) -> Breaches:
    """What Slack would refuse of these blocks in a message."""
    found = Breaches()
    blocks = listed(given)
    if not isinstance(given, list) or not all(map(mapped, blocks)):
        found.add("invalid_blocks_format", "must be an array of objects", "/blocks")
        return found
    found.count("message.blocks", len(blocks), "/blocks")
    _each(found, blocks, MESSAGE)
    tables = [block for block in blocks if block.get("type") == "table"]
    if len(tables) > 1:
        found.add("invalid_attachments", "only_one_table_allowed", "/blocks")
    told = sum(len(block.get("text") or "") for block in blocks if block.get("type") == "markdown")
    found.count("markdown.text", told, "/blocks")
    found.count("message.weight", weight(blocks) + BLOCK_WEIGHT * len(blocks), "/blocks")
    return found


def modal_breaches(found: Breaches, blocks: list[Payload]) -> None:
    """The same for the blocks of a modal."""
    found.count("view.blocks", len(blocks), "/view/blocks")
    _each(found, blocks, MODAL)


def _each(found: Breaches, blocks: list[Payload], kinds: Mapping[str, "Check"]) -> None:
    for index, block in enumerate(blocks):
        at = f"/blocks/{index}"
        check = kinds.get(str(block.get("type")))
        if check is None:
            found.bad(f"unsupported type: {block.get('type')}", f"{at}/type")
            continue
        if "block_id" in block:
            words(found, block["block_id"], "block_id", f"{at}/block_id")
        check(found, block, at)
    _unique(found, (str(block["block_id"]) for block in blocks if "block_id" in block), "block_id")
    for block in blocks:
        _unique(found, (str(one["action_id"]) for one in pressable(block) if "action_id" in one), "action_id")


def pressable(shown: object) -> Iterator[Payload]:
    """Every element that a person can press, choose or fill in, wherever it stands."""
    held = mapped(shown)
    if held.get("type") in ACTIONABLE:
        yield held
    for inside in [*listed(shown), *held.values()]:
        yield from pressable(inside)


def _unique(found: Breaches, names: Iterator[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            found.bad(f"`{what}` {name} already exists", "/blocks")
        seen.add(name)


def _list(found: Breaches, block: Payload, name: str, at: str) -> list[Any]:  # Any: wire
    held = listed(block.get(name))
    if not held:
        found.bad(f"missing required field: {name}", at)
    return held


def _section(found: Breaches, block: Payload, at: str) -> None:
    if "text" not in block and "fields" not in block:
        found.bad("missing required field: text", at)
    if "text" in block:
        text_object(found, block["text"], "section.text", f"{at}/text")
    if "fields" in block:
        fields = _list(found, block, "fields", at)
        found.count("section.fields", len(fields), f"{at}/fields")
        for index, text in enumerate(fields):
            text_object(found, text, "section.field", f"{at}/fields/{index}")
    if "accessory" in block:
        element(found, block["accessory"], f"{at}/accessory", _PRESSED | {"image"})


def _header(found: Breaches, block: Payload, at: str) -> None:
    text_object(found, block.get("text"), "header.text", f"{at}/text", plain=True)


def _elements(limit: str, allowed: set[str]) -> "Check":
    def check(found: Breaches, block: Payload, at: str) -> None:
        held = _list(found, block, "elements", at)
        found.count(limit, len(held), f"{at}/elements")
        for index, given in enumerate(held):
            element(found, given, f"{at}/elements/{index}", allowed)

    return check


def _markdown(found: Breaches, block: Payload, at: str) -> None:
    words(found, block.get("text"), "markdown.text", f"{at}/text")


def _table(found: Breaches, block: Payload, at: str) -> None:
    rows = _list(found, block, "rows", at)
    found.count("table.rows", len(rows), f"{at}/rows")
    found.count("table.column_settings", len(listed(block.get("column_settings"))), f"{at}/column_settings")
    found.count("table.characters", weight(rows), f"{at}/rows")
    if len({len(row) for row in rows}) > 1:
        found.bad("rows must be of the same length", f"{at}/rows")
    for line, row in enumerate(rows):
        found.count("table.columns", len(row), f"{at}/rows/{line}")
        for column, cell in enumerate(row):
            where = f"{at}/rows/{line}/{column}"
            if cell.get("type") == "rich_text":
                rich_text(found, cell, where)
            elif cell.get("type") == "raw_text":
                words(found, cell.get("text"), "table.characters", f"{where}/text")
            else:
                found.bad(f"unsupported type: {cell.get('type')}", where)


def _plan(found: Breaches, block: Payload, at: str) -> None:
    words(found, block.get("title"), "section.text", f"{at}/title")
    tasks = listed(block.get("tasks"))
    found.count("plan.tasks", len(tasks), f"{at}/tasks")
    for index, task in enumerate(tasks):
        if not task.get("task_id") or not task.get("title"):
            found.bad("a task needs task_id and title", f"{at}/tasks/{index}")


def _input(found: Breaches, block: Payload, at: str) -> None:
    text_object(found, block.get("label"), "input.label", f"{at}/label", plain=True)
    if "hint" in block:
        text_object(found, block["hint"], "input.hint", f"{at}/hint", plain=True)
    element(found, block.get("element", {}), f"{at}/element", {"plain_text_input", "static_select"})


def _nothing(found: Breaches, block: Payload, at: str) -> None:
    """A divider holds nothing."""


Check = Callable[[Breaches, Payload, str], None]

_BOTH: dict[str, Check] = {
    "section": _section,
    "header": _header,
    "divider": _nothing,
    "context": _elements("context.elements", {"plain_text", "mrkdwn", "image"}),
    "actions": _elements("actions.elements", _PRESSED),
    "rich_text": rich_text,
}
MESSAGE: dict[str, Check] = _BOTH | {
    "context_actions": _elements("context_actions.elements", {"feedback_buttons", "icon_button"}),
    "markdown": _markdown,
    "table": _table,
    "plan": _plan,
}
MODAL: dict[str, Check] = _BOTH | {"input": _input}
