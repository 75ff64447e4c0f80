"""What is sent for a question, a sheet and a plan, as it was read last (DISCORD_REGOLD=1 writes it anew).

The documents are those that the presenter made for Slack's goldens: every platform is given the same.
"""

import json
import os
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from adapters.discord.render import Card, Message, Part, Upload, body, labels, rendered
from bot.core.document import Document
from bot.wording import wording
from tests.discord.discord_limits import problems
from tests.discord.reading import letters, read, shapes

GOLDEN = Path(__file__).parent.parent / "golden"
EACH = [(name, language) for name in ("question", "picks", "sheet", "plan") for language in ("en", "es")]
DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
each_example = pytest.mark.parametrize(("name", "language"), EACH)


def document(name: str, language: str) -> Document:
    """An example as it is kept."""
    return DOCUMENT.validate_json((GOLDEN / "slack" / f"{name}.{language}.document.json").read_bytes())


def sent(name: str, language: str) -> tuple[Part, ...]:
    return rendered(document(name, language), labels(language, wording()))


def as_text(part: Part) -> str:
    """A message as its Markdown, with a row of controls a line; a card a component a line; a file by its name."""
    if isinstance(part, Upload):
        return "\n".join(f"# file {each.name}: {len(each.text)} characters" for each in part.files)
    shown = [json.dumps(each, ensure_ascii=False) for each in part.components]
    if isinstance(part, Card):
        return "\n".join(["# card", *shown])
    return "\n".join([f"# message of {len(part.content)}", part.content, *shown])


@each_example
def test_an_example_is_sent_as_it_was_read_last(name: str, language: str) -> None:
    text = "\n\n".join(map(as_text, sent(name, language))) + "\n"
    kept = GOLDEN / "discord" / f"{name}.{language}.messages.txt"
    if os.environ.get("DISCORD_REGOLD"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


@each_example
def test_discord_would_take_it(name: str, language: str) -> None:
    assert [problem for part in sent(name, language) for problem in problems(part)] == []


@each_example
def test_nothing_of_it_is_lost(name: str, language: str) -> None:
    """In a drawn table lines of several cells stand between the words of one, so there each word is looked for."""
    shown = read(sent(name, language))
    controls = [
        str(each["label"]) for part in sent(name, language) for each in shapes(_body(part)) if "label" in each
    ]
    for each in shapes(DOCUMENT.dump_python(document(name, language), mode="json")):
        words = str(each.get("text", "")) if each.get("kind") != "file" else ""
        assert letters(words) in shown or all(word in shown for word in words.split()), each
        assert "label" not in each or each["label"] in controls


def _body(part: Part) -> object:
    return {} if isinstance(part, Upload) else body(part)


def test_a_plan_opens_with_its_card_and_ends_with_the_file() -> None:
    first, *middle, last = sent("plan", "en")
    assert isinstance(first, Card)
    assert isinstance(last, Upload)
    messages = [each for each in middle if isinstance(each, Message)]
    assert [bool(each.components) for each in messages] == [False] * (len(messages) - 1) + [True]
    assert not any(each.content.splitlines()[-1].startswith("#") for each in messages)
