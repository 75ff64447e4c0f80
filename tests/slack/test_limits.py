"""The fake refuses what Slack refuses: every row at its limit and one over, and every wrong shape."""

import pytest
import slackblocks._limits

from tests.slack.payloads import Payload
from tests.slack.server.limits import LIMITS
from tests.slack.shapes import SHAPES
from tests.slack.talking import App
from tests.slack.vectors import VECTORS


async def sent(app: App, row: str, size: int) -> Payload:
    method, args = VECTORS[row](size)
    if method in ("chat.update", "chat.startStream"):
        first = await app.post("a root")
        args |= {"ts": first["ts"], "thread_ts": first["ts"]}
    if method == "views.open":
        args |= {"trigger_id": app.slack.world.trigger("U0ANA")}
    return await app.call(method, **args)


def test_every_row_has_a_vector() -> None:
    assert sorted(VECTORS) == sorted(LIMITS)


@pytest.mark.parametrize("row", LIMITS)
async def test_a_limit_is_taken_and_one_more_is_not(app: App, row: str) -> None:
    limit = LIMITS[row]
    at = await sent(app, row, limit.most)
    over = await sent(app, row, limit.most + 1)
    assert (at["ok"], over["ok"], over.get("error")) == (True, False, limit.error)
    assert over["response_metadata"]["messages"][0].startswith("[ERROR] ")


@pytest.mark.parametrize("what", SHAPES)
async def test_a_wrong_shape_is_refused(app: App, what: str) -> None:
    error, args = SHAPES[what]
    answer = await app.call("chat.postMessage", channel="C0PLATFORM", **args)
    assert (answer["ok"], answer.get("error")) == (False, error)
    assert app.slack.team().posts() == []


async def test_what_is_too_much_is_named_with_its_place(app: App) -> None:
    answer = await sent(app, "section.text", 3_001)
    assert answer["errors"] == ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]


SECOND_OPINIONS = {
    "message.blocks": "MESSAGE_BLOCKS_MAX_ITEMS",
    "block_id": "BLOCK_ID_MAX_LENGTH",
    "action_id": "ACTION_ID_MAX_LENGTH",
    "section.text": "SECTION_TEXT_MAX_LENGTH",
    "section.fields": "SECTION_FIELDS_MAX_ITEMS",
    "section.field": "SECTION_FIELDS_ITEM_MAX_LENGTH",
    "header.text": "HEADER_TEXT_MAX_LENGTH",
    "context.elements": "CONTEXT_ELEMENTS_MAX_ITEMS",
    "markdown.text": "MARKDOWN_TOTAL_TEXT_MAX_LENGTH",
    "table.rows": "TABLE_ROWS_MAX_ITEMS",
    "table.columns": "TABLE_COLUMNS_MAX_ITEMS",
    "table.column_settings": "TABLE_COLUMN_SETTINGS_MAX_ITEMS",
    "plan.tasks": "PLAN_TASKS_MAX_ITEMS",
    "actions.elements": "ACTIONS_ELEMENTS_MAX_ITEMS",
    "context_actions.elements": "CONTEXT_ACTIONS_ELEMENTS_MAX_ITEMS",
    "button.text": "BUTTON_TEXT_MAX_LENGTH",
    "button.value": "BUTTON_VALUE_MAX_LENGTH",
    "button.url": "BUTTON_URL_MAX_LENGTH",
    "feedback.text": "FEEDBACK_BUTTON_TEXT_MAX_LENGTH",
    "feedback.value": "FEEDBACK_BUTTON_VALUE_MAX_LENGTH",
    "select.placeholder": "SELECT_PLACEHOLDER_MAX_LENGTH",
    "select.options": "SELECT_OPTIONS_MAX_ITEMS",
    "option.text": "OPTION_TEXT_MAX_LENGTH",
    "option.value": "OPTION_VALUE_MAX_LENGTH",
    "confirm.title": "CONFIRMATION_TITLE_MAX_LENGTH",
    "confirm.text": "CONFIRMATION_TEXT_MAX_LENGTH",
    "rich_text_list.indent": "RICH_TEXT_LIST_INDENT_MAX",
    "view.blocks": "VIEW_BLOCKS_MAX_ITEMS",
    "view.title": "VIEW_TITLE_MAX_LENGTH",
    "view.submit": "VIEW_SUBMIT_MAX_LENGTH",
    "view.private_metadata": "VIEW_PRIVATE_METADATA_MAX_LENGTH",
    "view.callback_id": "VIEW_CALLBACK_ID_MAX_LENGTH",
    "input.label": "INPUT_LABEL_MAX_LENGTH",
    "input.hint": "INPUT_HINT_MAX_LENGTH",
    "input.initial_value": "PLAIN_TEXT_INPUT_MAX_LENGTH_MAX",
    "input.placeholder": "PLAIN_TEXT_INPUT_PLACEHOLDER_MAX_LENGTH",
}
"""Rows that slackblocks (its `_limits`) has too. The others are of the Web API, or undocumented."""


def test_an_independent_table_says_the_same() -> None:
    theirs = {row: getattr(slackblocks._limits, name) for row, name in SECOND_OPINIONS.items()}
    assert theirs == {row: LIMITS[row].most for row in SECOND_OPINIONS}
