"""Which statements contradict each other, and which are about two parts of the system."""

from dataclasses import replace

import pytest

from bot.core.brief import Brief, Component, Known, Signal, SignalKind, Topic
from bot.core.conflicts import conflicts
from tests.builders import brief, part, said

API = part("api", "javascript", "api", label="API")
ETL = part("etl", "python", "etl", label="ETL")
PARTS = (API, ETL)


def use(sentence: str, *, negated: bool = False) -> Signal:
    return Signal(SignalKind.USE, "gpu", "GPU", negated, sentence)


def told(*signals: Signal, parts: tuple[Component, ...] = PARTS, later: tuple[Signal, ...] = ()) -> Brief:
    """A brief whose dependencies say these, and whose compliance (asked later) says the later ones."""
    answer = said("sin más")
    topics: dict[str, Known] = {"dependencies": replace(answer, signals=signals)}
    if later:
        topics["compliance"] = replace(answer, signals=later)
    return brief(*parts, **topics)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("La API no usa GPU", "El ETL usa GPU", False),
        ("En Node.js no hay GPU", "La parte de Python usa GPU", False),
        ("La API no usa GPU", "La API usa GPU", True),
        ("La API no usa GPU", "La API y el ETL usan GPU", True),
        ("No usamos GPU", "El ETL usa GPU", True),
        ("La API no usa GPU", "Usamos GPU", True),
        ("No usamos GPU", "Sí usamos GPU", True),
        ("", "", True),
    ],
)
def test_a_contradiction_is_about_the_same_part(one: str, other: str, contradict: bool) -> None:
    given = told(use(one, negated=True), use(other))
    assert bool(conflicts(given)) == contradict


def test_names_count_only_where_the_system_has_such_parts() -> None:
    assert conflicts(told(use("La API no usa GPU", negated=True), use("El ETL usa GPU"), parts=()))


def test_a_later_statement_about_the_same_part_is_found_behind_one_about_another() -> None:
    denied, elsewhere, here = (
        use("La API no usa GPU", negated=True),
        use("El ETL usa GPU"),
        use("La API usa GPU"),
    )
    (found,) = conflicts(told(denied, elsewhere, later=(here,)))
    assert (found.topic, found.earlier.sentence, found.later.sentence) == (
        Topic.DEPENDENCIES,
        "La API no usa GPU",
        "La API usa GPU",
    )


def test_a_contradiction_is_told_once_however_often_it_was_said() -> None:
    given = told(use("", negated=True), use(""), later=(use(""), use("", negated=True)))
    assert len(conflicts(given)) == 1


def test_what_is_said_twice_is_none() -> None:
    assert conflicts(told(use(""), later=(use(""),))) == ()


def test_state_of_two_parts_is_no_contradiction_either() -> None:
    stateless = Signal(SignalKind.STATE, "stateless", "sin estado", sentence="La API va sin estado")
    inside = Signal(SignalKind.STATE, "embedded-db", "base dentro", sentence="El ETL lleva la base dentro")
    assert conflicts(told(stateless, inside)) == ()
    assert conflicts(told(stateless, replace(inside, sentence="La API lleva la base dentro")))
