"""What is sent, held by checkers that others wrote: Discord's published schema, and a parser of Discord's Markdown.

The schema (`discord-api-spec`, with zod) knows every field and its kind, and the lengths of embeds and components, but
not the totals: `discord_limits.py` knows those. The parser (`discord-markdown-parser`) knows no list. Without Node they
are skipped at home and fail in CI; `make aimock` fetches them.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from adapters.discord.installing.commands import commands
from adapters.discord.outgoing.nonces import nonce
from adapters.discord.render import Json, Part, Upload, body, labels, rendered
from adapters.discord.render.modals import Field, other_modal, page_picker, sheet_modal
from adapters.discord.render.safety import JOINER, literal
from bot.core.document import Document, Paragraph, Text
from bot.presenter.visible import visible
from bot.wording import wording
from tests.discord.documents import HOSTILE, documents
from tests.discord.reading import contents, letters
from tests.discord.test_goldens import EACH, sent

NODE = Path(__file__).parents[1] / "node" / "node_modules"
JUDGE = Path(__file__).with_name("judge.mjs")
ENGLISH = labels("en", wording())
FIELDS = [Field(f"topic-{at}", f"Topic {at}", "3M a month" * at) for at in range(9)]
OURS = {
    "text",
    "newline",
    "br",
    "twemoji",
    "strong",
    "inlineCode",
    "codeBlock",
    "heading",
    "subtext",
    "blockQuote",
}
ADDRESSED = {"link", "autolink", "user"}  # only code puts them there

Finding = Mapping[str, Sequence[str]]


def judged(**asked: Sequence[object]) -> Mapping[str, object]:
    """What the others find of bodies, forms, answers, commands and texts."""
    node = shutil.which("node")
    if node is None or not (NODE / "discord-api-spec").exists():
        missing = "Discord's schema cannot be read: " + (
            "run `make aimock` first" if node else "node is not on PATH"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    kinds = ("bodies", "forms", "answers", "commands", "texts")
    asking = json.dumps({each: asked.get(each, ()) for each in kinds})
    done = subprocess.run(
        (node, str(JUDGE), str(NODE)), input=asking, capture_output=True, text=True, timeout=120, check=True
    )
    return cast("Mapping[str, object]", json.loads(done.stdout))


def complaints(parts: Sequence[Part]) -> list[object]:
    """What the schema does not take of some parts."""
    bodies = [body(each) for each in parts if not isinstance(each, Upload)]
    return [each for each in cast("list[object]", judged(bodies=bodies)["bodies"]) if each]


def parsed(texts: Sequence[str]) -> list[Finding]:
    """The kinds of marks in each text, and its words."""
    return cast("list[Finding]", judged(texts=texts)["texts"])


def any_documents() -> list[Document]:
    """Documents as chance makes them, the same ones every time."""
    found: list[Document] = []

    @settings(
        max_examples=60,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(documents)
    def collect(document: Document) -> None:
        found.append(document)

    collect()
    return found


def test_the_schema_takes_the_examples() -> None:
    assert complaints([part for name, language in EACH for part in sent(name, language)]) == []


def test_the_schema_and_the_parser_take_any_document() -> None:
    parts = [part for document in any_documents() for part in rendered(document, ENGLISH)]
    assert complaints(parts) == []
    for found in parsed([*contents(parts)]):
        kinds = {each for each in found["kinds"] if not each.startswith("target https://a.example/")}
        assert kinds <= OURS | ADDRESSED


def test_the_schema_takes_the_forms() -> None:
    pages = [sheet_modal(FIELDS, page, ENGLISH) for page in (1, 2)]
    forms = [other_modal("traffic", "How much?", ENGLISH), *pages]
    assert judged(forms=forms)["forms"] == [[]] * 3
    answer = body(page_picker(FIELDS, ENGLISH), private=True)
    assert answer["flags"] == 1 << 6 | 1 << 2
    assert judged(answers=[answer])["answers"] == [[]]


def test_the_schema_takes_the_command_and_a_nonce() -> None:
    assert judged(commands=commands(wording()))["commands"] == [[]]
    assert judged(bodies=[{"content": "a", "nonce": nonce("say:1", 0), "enforce_nonce": True}])["bodies"] == [
        []
    ]
    assert judged(bodies=[{"content": "a", "nonce": "x" * 26}])["bodies"] != [[]]


WRONG: dict[str, Json] = {
    "a long embed": {"embeds": [{"description": "x" * 4_097}]},
    "a long label": {
        "components": [
            {"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "a", "label": "x" * 81}]}
        ]
    },
    "an unknown component": {"content": "x", "components": [{"type": 99}]},
    "a content that is none": {"content": 7},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_schema_refuses_what_discord_does_not_take(wrong: Json) -> None:
    assert judged(bodies=[wrong])["bodies"] != [[]]


def test_the_parser_reads_hostile_words_as_words() -> None:
    whole = [visible(each) for each in HOSTILE if len(each) < 300]  # it takes its time
    for text, found in zip(whole, parsed([literal(each) for each in whole]), strict=True):
        assert {*found["kinds"]} <= {"text", "newline", "br", "twemoji"}, text
        assert letters(str(found["words"]).replace(JOINER, "")) == letters(text)


def test_the_parser_finds_what_is_live_where_nothing_guards_it() -> None:
    kinds = {each for found in parsed([*HOSTILE[:24]]) for each in found["kinds"]}
    assert {"everyone", "here", "user", "role", "channel", "slashCommand", "emoji", "timestamp"} <= kinds
    assert {
        "link",
        "url",
        "spoiler",
        "strong",
        "em",
        "inlineCode",
        "heading",
        "blockQuote",
        "codeBlock",
    } <= kinds


def test_hostile_paragraphs_are_taken_whole() -> None:
    assert complaints(rendered(Document(tuple(Paragraph((Text(each),)) for each in HOSTILE)), ENGLISH)) == []
