"""What is sent, held by checkers that others wrote: the SDK's block models, slackblocks, and Slack's own types.

`@slack/types` with `tsc --strict` knows every field's type but no length; the SDK's models know some lengths but no
table's; slackblocks knows the table's rows and columns. `slack_limits.py` knows the rest. Without Node the types are
skipped at home and fail in CI; `make aimock` fetches them.
"""

import json
import logging
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest
import slackblocks
from hypothesis import given, settings
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.slack.render import Message, labels, plainer, rendered
from adapters.slack.render.message import Json
from adapters.slack.render.modals import Field, other_modal, sheet_modal
from bot.core.document import Document, Paragraph, Text
from bot.wording import wording
from tests.slack.rendering.documents import HOSTILE, documents
from tests.slack.rendering.test_goldens import EACH, sent
from tests.slack.rendering.walking import inside, shapes
from tests.slack.server.blocks import message_breaches
from tests.slack.server.modals import view_breaches

NODE = Path(__file__).parents[2] / "node" / "node_modules"
ENGLISH = labels("en", wording())
FIELDS = (
    Field("traffic", "Traffic", "3M a month"),
    Field("state", "State", ""),
    Field("budget", "Budget", "x" * 4_000),
)


def messages(name: str, language: str) -> list[Message]:
    """An example's messages, each followed by its plainer form."""
    found = [each for each in sent(name, language) if isinstance(each, Message)]
    return [form for each in found for form in (each, plainer(each))]


def views() -> list[Json]:
    return [other_modal("traffic", "How much?", ENGLISH, "m"), sheet_modal(FIELDS, ENGLISH, "m")]


def parsed(block: Json) -> Json:
    """A block as the SDK's model of it writes it; raises where the model refuses it."""
    model = Block.parse(dict(block))  # pyright: ignore[reportUnknownMemberType] # the SDK's dicts are bare
    assert model is not None
    return cast("Json", model.to_dict())  # pyright: ignore[reportUnknownMemberType] # as above


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_sdks_models_take_every_block_and_know_all_its_fields(
    name: str, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="slack_sdk"):
        for message in messages(name, language):
            assert [parsed(each) for each in message.blocks] == list(message.blocks)
    assert caplog.records == []


@settings(max_examples=30, deadline=None)
@given(documents)
def test_the_sdks_models_take_any_document(document: Document) -> None:
    for part in rendered(document, ENGLISH):
        if isinstance(part, Message):
            assert [parsed(each) for each in part.blocks] == list(part.blocks)


@settings(max_examples=30, deadline=None)
@given(documents)
def test_the_slack_of_the_tests_takes_any_document(document: Document) -> None:
    for part in rendered(document, ENGLISH):
        if isinstance(part, Message):
            assert message_breaches([*part.blocks]).found == []
            assert message_breaches([*plainer(part).blocks]).found == []


def test_the_sdks_models_and_the_slack_of_the_tests_take_the_forms() -> None:
    for view in views():
        assert view_breaches(cast("dict[str, Any]", view)).found == []  # Any: the wire's own
        View(**cast("dict[str, Any]", view)).validate_json()  # Any: the model's own arguments


@pytest.mark.parametrize(("name", "language"), EACH)
def test_slackblocks_writes_the_same_tables(name: str, language: str) -> None:
    for message in messages(name, language):
        for block in message.blocks:
            if block["type"] == "table":
                written = json.loads(str(table(block)))
                assert {**written, "block_id": None} == {**block, "block_id": None}


def table(block: Json) -> slackblocks.TableBlock:
    """The same table by slackblocks' constructors, which refuse more rows, columns and other cells than Slack takes."""
    rows: list[list[slackblocks.RawText | slackblocks.RichTextObject]] = [
        [slackblocks.RichTextSection([*map(rich, elements(cell))]) for cell in row]
        for row in cast("list[list[Json]]", block["rows"])
    ]
    columns = [  # Any: a literal of theirs
        slackblocks.ColumnSettings(align=cast("Any", each["align"]), is_wrapped=True)
        for each in inside(block, "column_settings")
    ]
    return slackblocks.TableBlock(rows, column_settings=columns)


def elements(cell: Json) -> list[Json]:
    return [each for part in inside(cell, "elements") for each in inside(part, "elements")]


def rich(element: Json) -> Any:  # Any: slackblocks' element classes have no common name
    style = cast("dict[str, bool]", element.get("style", {}))
    if element["type"] == "link":
        return slackblocks.RichTextLink(str(element["url"]), text=str(element["text"]))
    return slackblocks.RichText(str(element["text"]), bold=style.get("bold"), code=style.get("code"))


def compiler() -> tuple[str, str]:
    """Node and the TypeScript compiler, or an end to the test."""
    found, tsc = shutil.which("node"), NODE / "typescript" / "bin" / "tsc"
    if found is not None and tsc.exists():
        return found, str(tsc)
    missing = "Slack's types cannot be read: " + (
        "run `make aimock` first" if found else "node is not on PATH"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


def complaints(folder: Path, constants: dict[str, tuple[str, object]]) -> str:
    """What `tsc --strict` says about constants of a type, by name."""
    lines = [f'import type {{ KnownBlock, ModalView }} from "{NODE}/@slack/types/dist/index.js";']
    lines += [
        f"export const {name}: {kind} = {json.dumps(value)};" for name, (kind, value) in constants.items()
    ]
    (folder / "sent.ts").write_text("\n".join(lines), encoding="utf-8")
    command = (
        *compiler(),
        "--strict",
        "--noEmit",
        "--module",
        "nodenext",
        "--types",
        "",
        str(folder / "sent.ts"),
    )
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def test_slacks_own_types_take_everything(tmp_path: Path) -> None:
    hostile = rendered(Document(tuple(Paragraph((Text(each),)) for each in HOSTILE)), ENGLISH)
    all_sent = [each for name, language in EACH for each in messages(name, language)]
    all_sent += [each for each in hostile if isinstance(each, Message)]
    constants: dict[str, tuple[str, object]] = {
        f"message{at}": ("KnownBlock[]", each.blocks) for at, each in enumerate(all_sent)
    }
    constants |= {f"view{at}": ("ModalView", view) for at, view in enumerate(views())}
    assert complaints(tmp_path, constants) == ""


@pytest.mark.parametrize("wrong", [{"type": "rich_text_lost"}, {"type": "header", "text": "no object"}])
def test_slacks_own_types_refuse_what_is_none_of_theirs(tmp_path: Path, wrong: Json) -> None:
    assert "error TS" in complaints(tmp_path, {"wrong": ("KnownBlock[]", [wrong])})


def test_every_kind_of_block_is_among_the_examples() -> None:
    kinds = {
        str(each.get("type"))
        for name, language in EACH
        for message in messages(name, language)
        for each in shapes(message.blocks)
    }
    assert {
        "header",
        "rich_text_list",
        "rich_text_preformatted",
        "table",
        "feedback_buttons",
        "static_select",
    } <= kinds
