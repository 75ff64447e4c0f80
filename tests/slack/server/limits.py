"""Slack's limits as one table: what, how much, the error, and where that is known from.

`source`: a page of docs.slack.dev is documented; "seen" is what others measured on the real Slack, kept on the strict
side. `tests/slack/vectors.py` holds a payload for every row, and the tests send each at its limit and one over it.
Two rows are stricter than Slack, which would cut silently: `message.text` and `ephemeral.text`.
"""

from dataclasses import dataclass, field

BLOCKS = "docs.slack.dev/reference/block-kit/blocks"
ELEMENTS = "docs.slack.dev/reference/block-kit/block-elements"
OBJECTS = "docs.slack.dev/reference/block-kit/composition-objects"
METHODS = "docs.slack.dev/reference/methods"
VIEWS = "docs.slack.dev/reference/views/modal-views"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that is taken; `unit` is what is counted."""

    most: int
    unit: str
    source: str
    error: str = "invalid_blocks"

    @property
    def says(self) -> str:
        """The sentence of Slack's refusal, as in `response_metadata.messages`."""
        if self.unit == "items":
            return f"no more than {self.most} items allowed"
        return f"must be less than {self.most + 1} {self.unit}"


LIMITS = {
    "message.text": Limit(40_000, "characters", f"{METHODS}/chat.postMessage", "msg_too_long"),
    "update.text": Limit(4_000, "bytes", f"{METHODS}/chat.update; bytes: seen", "msg_too_long"),
    "ephemeral.text": Limit(40_000, "characters", f"{METHODS}/chat.postEphemeral", "msg_too_long"),
    "message.blocks": Limit(50, "items", BLOCKS),
    "message.weight": Limit(13_422, "characters", "seen: bolt-js issues 2509, 2867", "msg_blocks_too_long"),
    "message.tables": Limit(1, "items", "seen: only_one_table_allowed", "invalid_attachments"),
    "block_id": Limit(255, "characters", BLOCKS),
    "action_id": Limit(255, "characters", ELEMENTS),
    "section.text": Limit(3_000, "characters", f"{BLOCKS}/section-block"),
    "section.fields": Limit(10, "items", f"{BLOCKS}/section-block"),
    "section.field": Limit(2_000, "characters", f"{BLOCKS}/section-block"),
    "header.text": Limit(150, "characters", f"{BLOCKS}/header-block"),
    "context.elements": Limit(10, "items", f"{BLOCKS}/context-block"),
    "markdown.text": Limit(12_000, "characters", f"{BLOCKS}/markdown-block, of all blocks together"),
    "table.rows": Limit(100, "items", f"{BLOCKS}/table-block"),
    "table.columns": Limit(20, "items", f"{BLOCKS}/table-block"),
    "table.column_settings": Limit(20, "items", f"{BLOCKS}/table-block"),
    "table.characters": Limit(10_000, "characters", f"{BLOCKS}/table-block"),
    "plan.tasks": Limit(50, "items", f"{BLOCKS}/plan-block"),
    "actions.elements": Limit(25, "items", f"{BLOCKS}/actions-block"),
    "context_actions.elements": Limit(5, "items", f"{BLOCKS}/context-actions-block"),
    "button.text": Limit(75, "characters", f"{ELEMENTS}/button-element"),
    "button.value": Limit(2_000, "characters", f"{ELEMENTS}/button-element"),
    "button.url": Limit(3_000, "characters", f"{ELEMENTS}/button-element"),
    "feedback.text": Limit(75, "characters", f"{ELEMENTS}/feedback-buttons-element"),
    "feedback.value": Limit(2_000, "characters", f"{ELEMENTS}/feedback-buttons-element"),
    "select.placeholder": Limit(150, "characters", f"{ELEMENTS}/select-menu-element"),
    "select.options": Limit(100, "items", f"{ELEMENTS}/select-menu-element"),
    "option.text": Limit(75, "characters", f"{OBJECTS}/option-object"),
    "option.value": Limit(150, "characters", f"{OBJECTS}/option-object"),
    "confirm.title": Limit(100, "characters", f"{OBJECTS}/confirmation-dialog-object"),
    "confirm.text": Limit(300, "characters", f"{OBJECTS}/confirmation-dialog-object"),
    "rich_text_list.indent": Limit(8, "", f"{BLOCKS}/rich-text-block"),
    "stream.markdown_text": Limit(
        12_000, "characters", f"{METHODS}/chat.appendStream; error: seen", "msg_too_long"
    ),
    "view.blocks": Limit(100, "items", VIEWS, "invalid_arguments"),
    "view.title": Limit(24, "characters", VIEWS, "invalid_arguments"),
    "view.submit": Limit(24, "characters", VIEWS, "invalid_arguments"),
    "view.private_metadata": Limit(3_000, "characters", VIEWS, "invalid_arguments"),
    "view.callback_id": Limit(255, "characters", VIEWS, "invalid_arguments"),
    "input.label": Limit(2_000, "characters", f"{BLOCKS}/input-block", "invalid_arguments"),
    "input.hint": Limit(2_000, "characters", f"{BLOCKS}/input-block", "invalid_arguments"),
    "input.initial_value": Limit(
        3_000, "characters", f"{ELEMENTS}/plain-text-input-element", "invalid_arguments"
    ),
    "input.placeholder": Limit(
        150, "characters", f"{ELEMENTS}/plain-text-input-element", "invalid_arguments"
    ),
}

BLOCK_WEIGHT = 125
"""What a block costs beside its text against `message.weight`: one markdown block passed with 13 297 characters, a
divider beside it took 125 of them (bolt-js issue 2509)."""


@dataclass(slots=True)
class Breaches:
    """What a payload does wrong, in the order it is read."""

    found: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def add(self, error: str, says: str, at: str) -> None:
        self.found.append((error, f"{says} [json-pointer:{at}]"))

    def bad(self, says: str, at: str) -> None:
        """Not a matter of size: a shape that Slack does not know."""
        self.add("invalid_blocks", says, at)

    def count(self, name: str, size: int, at: str) -> None:
        """Hold a size against its row."""
        limit = LIMITS[name]
        if size > limit.most:
            self.add(limit.error, limit.says, at)
