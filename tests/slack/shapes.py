"""What is wrong whatever its size, for chat.postMessage."""

from tests.slack.payloads import Payload
from tests.slack.vectors import actions, button, entry, mrkdwn, section, select, table


def _shape(*blocks: Payload) -> Payload:
    return {"text": "t", "blocks": list(blocks)}


def _rich(*inline: Payload, kind: str = "rich_text_section") -> Payload:
    return _shape({"type": "rich_text", "elements": [{"type": kind, "elements": list(inline)}]})


SHAPES: dict[str, tuple[str, Payload]] = {
    "no words": ("no_text", {}),
    "blocks that are no list": ("invalid_blocks_format", {"text": "t", "blocks": {"type": "divider"}}),
    "blocks that are no JSON": ("invalid_blocks_format", {"text": "t", "blocks": "[{"}),
    "a kind of block that is not known": ("invalid_blocks", _shape({"type": "poem"})),
    "an input in a message": ("invalid_blocks", _shape(entry())),
    "a section without words": ("invalid_blocks", _shape(section(""))),
    "a header in mrkdwn": ("invalid_blocks", _shape({"type": "header", "text": mrkdwn("x")})),
    "a button in mrkdwn": ("invalid_blocks", _shape(actions(button(text=mrkdwn("x"))))),
    "a style that is none": ("invalid_blocks", _shape(actions(button(style="green")))),
    "actions without elements": ("invalid_blocks", _shape(actions())),
    "a select without options": ("invalid_blocks", _shape(actions(select(0)))),
    "one action_id twice in a block": ("invalid_blocks", _shape(actions(button(1), button(1)))),
    "one block_id twice": (
        "invalid_blocks",
        _shape({"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}),
    ),
    "a table cell without words": ("invalid_blocks", _shape(table(text=""))),
    "rows of different length": (
        "invalid_blocks",
        _shape({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}], []]}),
    ),
    "rich text without words": ("invalid_blocks", _rich({"type": "text", "text": ""})),
    "a user in a preformatted text": (
        "invalid_blocks",
        _rich({"type": "user", "user_id": "U0ANA"}, kind="rich_text_preformatted"),
    ),
    "a link that is none": ("invalid_blocks", _rich({"type": "link", "url": "javascript:alert(1)"})),
    "metadata that is a string": ("invalid_metadata_format", {"text": "t", "metadata": "plan"}),
    "metadata without a payload": ("invalid_metadata_format", {"text": "t", "metadata": {"event_type": "x"}}),
    "metadata too deep": (
        "invalid_metadata_schema",
        {"text": "t", "metadata": {"event_type": "x", "event_payload": {"a": {"b": {"c": 1}}}}},
    ),
    "a thread that is no timestamp": ("invalid_thread_ts", {"text": "t", "thread_ts": "yesterday"}),
    "a thread that is not there": ("thread_not_found", {"text": "t", "thread_ts": "1700000000.000001"}),
}
"""What is wrong whatever its size: error and arguments of chat.postMessage."""
