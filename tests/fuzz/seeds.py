"""Small files of every format to begin from: those of the readers' own tests, and one of each sort that they lack.

A format that has no seed fails a test, so one that is added tomorrow is fuzzed tomorrow. The name is what the format
answers to; a text is invented, or is what once broke a reader.
"""

from typing import Final

from bot.assessment.evidence.gather import FORMATS
from bot.assessment.manifests.format import Format
from tests.manifests import test_any_language_file, test_packages_any_text, test_platforms_any_text

NAMES: Final = {
    "msbuild": "a.csproj",
    "libs.versions.toml": "libs.versions.toml",
}  # of formats whose id is no file's name
FOUND: Final[dict[str, tuple[str, ...]]] = {}  # what once broke a reader, by the file's name


def form_of(file: str) -> Format:
    """The first format that claims a file, as `gather` finds it."""
    return next(each for each in FORMATS if each.matches(file.lower()))


def _seeds() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form, text in test_any_language_file.SAMPLES.items():
        found[NAMES.get(form, form)] = (text,)
    for source in (test_packages_any_text.SAMPLES, test_platforms_any_text.SAMPLES, FOUND):
        for file, texts in source.items():
            found[file] = (*found.get(file, ()), *texts)
    return found


SEEDS: Final = _seeds()
"""Texts by a name that their format claims."""
