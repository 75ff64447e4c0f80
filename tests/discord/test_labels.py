"""What Discord adds of its own is there in every language, with the same blanks to fill, and within its limits."""

import re
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta

from adapters.discord.installing.commands import LOCALES, commands
from adapters.discord.outgoing.nonces import LIMIT, nonce
from adapters.discord.render import labels
from bot.wording import FALLBACK, Table, environment, wording
from tests.discord.reading import shapes

LANGUAGES = wording().languages
MOST = {
    "other": 80,
    "choose": 150,
    "other_title": 45,
    "other_label": 45,
    "sheet_title": 45,
    "sheet_long": 100,
}


def sentences(table: Table, path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from sentences(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


def blanks(language: str) -> dict[str, set[str]]:
    """Each sentence's variables."""
    found = sentences(wording().table(language, "discord"))
    return {key: meta.find_undeclared_variables(environment().parse(text)) for key, text in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences(language: str) -> None:
    assert blanks(language) == blanks(FALLBACK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_of_ours_has_to_be_shortened(language: str) -> None:
    said = labels(language, wording())
    assert {key: len(said.line(key)) for key in MOST if len(said.line(key)) > MOST[key]} == {}
    assert len(said.line("sheet_title_of", page=25, pages=25)) <= 45


def test_a_language_that_is_not_there_yet_gets_the_first_one() -> None:
    assert labels("", wording()).language == labels("de", wording()).language == FALLBACK
    assert labels("de", wording()).line("part", number=1, total=2) == "(1/2)"


def test_the_command_speaks_every_language() -> None:
    (command,) = commands(wording())
    assert set(LOCALES) == set(LANGUAGES)
    locales = {locale for each in LOCALES.values() for locale in each}
    for each in shapes(dict(command)):
        if "name" in each:
            assert re.fullmatch(r"[a-z0-9_-]{1,32}", str(each["name"]))
            assert len(str(each["description"])) <= 100
        if "es-ES" in each:
            assert set(each) == locales
            assert all(len(str(text)) <= 100 for text in each.values())


def test_a_part_has_one_nonce_and_no_other_has_it() -> None:
    assert nonce("say:1", 0) == nonce("say:1", 0)
    assert len({nonce(f"say:{effect}", part) for effect in range(50) for part in range(20)}) == 1_000


@given(st.text(max_size=300), st.integers(0, 10_000))
def test_any_nonce_fits(effect: str, part: int) -> None:
    assert 1 <= len(nonce(effect, part)) <= LIMIT
