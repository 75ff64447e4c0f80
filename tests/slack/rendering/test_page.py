"""The pictures in the docs are drawn from what is sent, and are small enough for a page."""

from html import unescape
from pathlib import Path
from re import sub

import pytest

from adapters.slack.render import Message
from tests.slack.rendering.page import page
from tests.slack.rendering.test_goldens import EACH, sent
from tests.slack.rendering.walking import letters, read

PICTURES = Path(__file__).parents[3] / "docs" / "slack"


@pytest.mark.parametrize(("name", "language"), [each for each in EACH if each[0] in {"plan", "sheet"}])
def test_the_page_shows_every_word_that_is_sent(name: str, language: str) -> None:
    parts = sent(name, language)
    shown = letters(unescape(sub(r"<[^>]*>", "", page("#platform", parts))))
    for part in parts:
        if isinstance(part, Message):
            worded = tuple(each for each in part.blocks if each["type"] not in {"actions", "context_actions"})
            assert read([Message("", worded)]) in shown


@pytest.mark.parametrize("name", ["question.png", "plan.png"])
def test_a_picture_is_small(name: str) -> None:
    assert 10_000 < (PICTURES / name).stat().st_size < 300_000
