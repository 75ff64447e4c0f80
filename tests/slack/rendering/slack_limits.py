"""Slack's documented limits, as a checker of messages and views that shares nothing with the renderer.

Numbers are from docs.slack.dev (Block Kit reference, chat.postMessage), written out here a second time on purpose. What
a message weighs is what others measured (bolt-js issues 2509 and 2867), as is the bound of chat.update in bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from adapters.slack.render import Message
from tests.slack.rendering.walking import Shape, shapes

MOST = {  # (type, field) → characters
    ("header", "text"): 150,
    ("section", "text"): 3_000,
    ("button", "text"): 75,
    ("button", "value"): 2_000,
    ("static_select", "placeholder"): 150,
    ("plain_text_input", "initial_value"): 3_000,
    ("input", "label"): 2_000,
    ("input", "hint"): 2_000,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
    ("modal", "private_metadata"): 3_000,
}
MANY = {"actions": 25, "context_actions": 5}
NEEDED = (
    "rich_text_section",
    "rich_text_list",
    "rich_text_quote",
    "rich_text_preformatted",
    "rich_text",
    "actions",
)


def units(text: str) -> int:
    """UTF-16 units: the largest count that Slack can mean by characters."""
    return len(text.encode("utf-16-le")) // 2


def problems(message: Message) -> list[str]:
    """Why Slack would refuse a message; empty when it would not."""
    return list(_message(message))


def view_problems(view: Shape) -> list[str]:
    blocks = cast("Sequence[Shape]", view["blocks"])
    many = [f"{len(blocks)} blocks"] if not 1 <= len(blocks) <= 100 else []
    return [
        *many,
        *_shapes(view),
        *_twice(str(each.get("block_id")) for each in blocks if "block_id" in each),
    ]


def _message(message: Message) -> Iterator[str]:
    if not 1 <= len(message.blocks) <= 50:
        yield f"{len(message.blocks)} blocks"
    if not message.text.strip() or len(message.text.encode()) > 4_000:
        yield f"a text of {len(message.text.encode())} bytes"
    if sum(each["type"] == "table" for each in message.blocks) > 1:
        yield "only_one_table_allowed"
    body = sum(
        units(str(each["text"])) for each in shapes(message.blocks) if isinstance(each.get("text"), str)
    )
    if body + 125 * len(message.blocks) > 13_422:
        yield f"msg_blocks_too_long: {body} in {len(message.blocks)} blocks"
    yield from _shapes(message.blocks)
    yield from _twice(str(each["action_id"]) for each in shapes(message.blocks) if "action_id" in each)


def _shapes(of: object) -> Iterator[str]:
    for each in shapes(of):
        kind = str(each.get("type"))
        for (name, field), most in MOST.items():
            if kind == name and field in each and units(_string(each[field])) > most:
                yield f"{kind}.{field}: {units(_string(each[field]))}"
        if "text" in each and not _string(each["text"]).strip() and kind not in {"text", "link"}:
            yield f"{kind}: blank text"
        if kind == "text" and not each["text"]:
            yield "text: must be more than 0 characters"
        for field in ("action_id", "block_id"):
            if not 1 <= units(str(each.get(field, "?"))) <= 255:
                yield f"{field}: {each[field]}"
        if kind in NEEDED and not each["elements"]:
            yield f"{kind}: no elements"
        if kind in MANY and len(cast("Sequence[object]", each["elements"])) > MANY[kind]:
            yield f"{kind}: too many elements"
        if kind == "static_select":
            yield from _options(cast("Sequence[Shape]", each["options"]))
        if kind == "table":
            yield from _table(each)


def _options(options: Sequence[Shape]) -> Iterator[str]:
    if not 1 <= len(options) <= 100:
        yield f"{len(options)} options"
    for each in options:
        if units(_string(each["text"])) > 75 or not 1 <= units(str(each["value"])) <= 150:
            yield f"option: {each}"


def _table(table: Shape) -> Iterator[str]:
    rows = cast("Sequence[Sequence[Shape]]", table["rows"])
    if not 1 <= len(rows) <= 100:
        yield f"{len(rows)} rows"
    if len({len(row) for row in rows}) != 1 or not 1 <= len(rows[0]) <= 20:
        yield f"columns: {sorted({len(row) for row in rows})}"
    characters = sum(units(str(each["text"])) for each in shapes(rows) if isinstance(each.get("text"), str))
    if characters > 10_000:
        yield f"a table of {characters}"


def _string(field: object) -> str:
    return str(cast("Shape", field)["text"]) if isinstance(field, Mapping) else str(field)


def _twice(names: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for each in names:
        if each in seen:
            yield f"{each} twice"
        seen.add(each)
