"""What holds of a manifest, whatever the text was: its lines are the file's, its words are short, and nothing is told
without end. Every caller (property tests, the coverage-guided run, texts that hurt) demands the same."""

import re
from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.format import Format
from bot.assessment.manifests.shapes import Dependency, Manifest, Part
from bot.assessment.manifests.source import MOST_FOUND, MOST_TEXT, MOST_UNREAD

LONGEST_WORDS: Final = 160  # characters of a quote
LONGEST_NAME: Final = 500
LONGEST_TERMS: Final = 200  # of a version or a condition
LONGEST_CHAIN: Final = 64  # names
HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
FILE: Final = "a/file"


def read(form: Format, text: str) -> Manifest:
    """The manifest of a text, after what holds of every one."""
    manifest = form.read(FILE, text)
    held(manifest, text)
    return manifest


def held(manifest: Manifest, text: str) -> None:
    """Fails where something does not hold. `text` is what the reader was given."""
    window = text[: MOST_TEXT + 2]
    lines = window.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    kinds = (manifest.dependencies, manifest.parts, manifest.traits, manifest.figures, manifest.unread)
    found = [each for kind in kinds for each in kind]
    assert manifest.file == FILE
    assert len(found) - len(manifest.unread) <= MOST_FOUND
    assert len(manifest.unread) <= MOST_UNREAD + 1
    for each in found:
        assert each.at.file == FILE
        assert 1 <= each.at.line <= lines
    for each in manifest.dependencies:
        _dependency(each)
    for part in manifest.parts:
        _part(part)
    for words in _quoted(manifest):
        assert len(words) <= LONGEST_WORDS
        assert not HIDDEN.search(words)
    assert all(each.value > 0 and each.value.is_finite() for each in manifest.figures)


def _dependency(each: Dependency) -> None:
    assert 0 < len(each.name) <= LONGEST_NAME
    assert len(each.version) <= LONGEST_TERMS
    assert len(each.only) <= LONGEST_TERMS
    assert len(each.through) <= LONGEST_CHAIN
    assert not (each.direct and each.through)
    assert all(len(name) <= LONGEST_NAME for name in each.through)
    assert not HIDDEN.search("".join((each.name, each.version, each.only, *each.through)))


def _part(each: Part) -> None:
    words = (each.name, each.language or "", each.image or "", each.folder or "", each.runs, *each.needs)
    assert all(len(one) <= LONGEST_WORDS and not HIDDEN.search(one) for one in words)


def _quoted(manifest: Manifest) -> Iterator[str]:
    yield from (each.quote for each in manifest.traits)
    yield from (each.quote for each in manifest.figures)
    yield from (each.what for each in manifest.unread)
