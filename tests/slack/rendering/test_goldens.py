"""What is sent for a question, a sheet and a plan, as it was read last (SLACK_REGOLD=1 writes documents and messages
anew; read the diff, and take the pictures again)."""

import json
import os
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from adapters.slack.render import Message, Part, Upload, labels, plainer, rendered
from bot.core.document import Document, Table
from bot.wording import wording
from tests.slack.rendering.examples import LANGUAGES, NAMES, example
from tests.slack.rendering.slack_limits import problems
from tests.slack.rendering.walking import letters, live, read, shapes

GOLDEN = Path(__file__).parents[2] / "golden" / "slack"
EACH = [(name, language) for name in NAMES for language in LANGUAGES]
DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
each_example = pytest.mark.parametrize(("name", "language"), EACH)


def document(name: str, language: str) -> Document:
    """An example as it is kept."""
    kept = GOLDEN / f"{name}.{language}.document.json"
    if os.environ.get("SLACK_REGOLD"):
        kept.write_bytes(DOCUMENT.dump_json(example(name, language), indent=1) + b"\n")
    return DOCUMENT.validate_json(kept.read_bytes())


def sent(name: str, language: str) -> tuple[Part, ...]:
    return rendered(document(name, language), labels(language, wording()))


def as_text(part: Part) -> str:
    """A message with a block a line; a file by its name."""
    if isinstance(part, Upload):
        return f"# file {part.name}: {len(part.text)} characters"
    lines = (json.dumps(each, ensure_ascii=False) for each in part.blocks)
    return "\n".join(["# message", *lines, f"text: {json.dumps(part.text, ensure_ascii=False)}"])


@each_example
def test_an_example_is_sent_as_it_was_read_last(name: str, language: str) -> None:
    text = "\n\n".join(map(as_text, sent(name, language))) + "\n"
    kept = GOLDEN / f"{name}.{language}.messages.txt"
    if os.environ.get("SLACK_REGOLD"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


@each_example
def test_slack_would_take_it(name: str, language: str) -> None:
    for part in sent(name, language):
        if isinstance(part, Message):
            assert problems(part) == []
            assert problems(plainer(part)) == []
            assert live(part.text) == []


@each_example
def test_nothing_of_it_is_lost(name: str, language: str) -> None:
    shown, at = read(sent(name, language)), 0
    for each in shapes(DOCUMENT.dump_python(document(name, language), mode="json")):
        if "text" in each and each["kind"] != "file":
            at = shown.find(letters(str(each["text"])), at)
            assert at >= 0, each


def test_a_plan_opens_with_its_card_and_no_heading_ends_a_message() -> None:
    messages = [each for each in sent("plan", "en") if isinstance(each, Message)]
    assert [each["type"] for each in messages[0].blocks] == ["header", "rich_text", "rich_text"]
    assert all(each.blocks[-1]["type"] != "header" for each in messages)


def test_a_table_is_the_last_thing_in_its_message() -> None:
    plan = document("plan", "en")
    messages = [each for each in sent("plan", "en") if isinstance(each, Message)]
    with_table = [each for each in messages if any(block["type"] == "table" for block in each.blocks)]
    assert len(with_table) == sum(isinstance(each, Table) for each in plan.nodes)
    assert all(each.blocks[-1]["type"] == "table" for each in with_table)
