"""What Slack adds of its own is there in every language, with the same blanks to fill."""

from collections.abc import Iterator, Mapping

import pytest
from jinja2 import meta

from adapters.slack.render import labels
from bot.wording import FALLBACK, Table, environment, wording

LANGUAGES = wording().languages


def sentences(table: Table, path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from sentences(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


def blanks(language: str) -> dict[str, set[str]]:
    """Each sentence's variables."""
    found = sentences(wording().table(language, "slack"))
    return {key: meta.find_undeclared_variables(environment().parse(text)) for key, text in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences(language: str) -> None:
    assert blanks(language) == blanks(FALLBACK)


def test_a_language_that_is_not_there_yet_gets_the_first_one() -> None:
    assert labels("", wording()).language == labels("de", wording()).language == FALLBACK
    assert labels("de", wording()).line("part", number=1, total=2) == "(1/2)"
