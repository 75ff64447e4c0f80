"""What moving a part asks of the team, recomputed by hand from the published points."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.assessment.effort import Effort, Size, effort_of
from bot.assessment.facts import knowledge
from bot.assessment.shapes import ComponentFit, Fit
from bot.core.brief import Component

KNOWN = knowledge()
POINTS = KNOWN.thresholds
API = Component("api", "api", "typescript", None)


def fit(
    becomes: str | None, *rules: str, fate: Fit = Fit.MOVE, reason: str = "kept_language"
) -> ComponentFit:
    return ComponentFit(API, fate, becomes, reason, rules)


def effort(moved: ComponentFit, unclassified: int = 0) -> Effort:
    found = effort_of(moved, unclassified, KNOWN)
    assert found is not None
    return found


def test_what_stays_asks_for_nothing_and_of_what_is_undecided_nobody_knows() -> None:
    assert effort(fit(None, "B04", fate=Fit.STAY, reason="blocked"), 40) == Effort(Size.NONE)
    assert effort_of(fit(None, fate=Fit.STAY, reason="not_decided"), 0, KNOWN) is None


def test_a_part_that_keeps_its_language_with_nothing_against_it_is_small() -> None:
    assert effort(fit("typescript")) == Effort(Size.SMALL)


def test_a_rewrite_is_large_by_itself() -> None:
    assert effort(fit("rust")) == Effort(Size.LARGE, (("rewrite", POINTS["effort_rewrite"]),))


@pytest.mark.parametrize("language", ["csharp", "kotlin", "fortran"])
def test_tools_that_are_not_ready_cost_by_themselves(language: str) -> None:
    there = replace(fit(language, fate=Fit.LATER), component=replace(API, language=language))
    assert effort(there) == Effort(Size.MEDIUM, (("toolchain", POINTS["effort_toolchain"]),))


def test_only_cautions_that_weigh_count_each_once() -> None:
    assert KNOWN.rules["C22"].weight == 0
    found = effort(fit("typescript", "C22", "F02", "C01", "C07"))
    assert found == Effort(Size.MEDIUM, (("cautions", 2 * POINTS["effort_caution"]),))


@pytest.mark.parametrize(("unclassified", "points"), [(1, 1), (5, 1), (6, 2), (16, 4)])
def test_packages_to_try_count_in_lots_that_have_begun(unclassified: int, points: int) -> None:
    found = effort(fit("typescript"), unclassified)
    assert found.points == (("packages", Decimal(points)),)
    expected = Size.LARGE if points >= 4 else Size.MEDIUM if points >= 2 else Size.SMALL
    assert found.size is expected
