"""What a composed plan says of the cost of the change: as estimated, as a ceiling, or what an estimate still lacks."""

from datetime import date

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Known
from bot.planning.composed import compose
from bot.planning.contract import check
from bot.planning.plan import Diagnosis
from bot.wording import wording
from tests.builders import brief, part, said

KNOWN = knowledge()
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
LOAD = said(
    "400M, 200 ms, 6 ms, 512 MB", requests_per_month=400_000_000, wall_ms=200, cpu_ms=6, memory_mb=512
)
PROBLEM = said("arranques en frío", "symptom:cold-start")
WHOLE = said(
    "6 semanas-persona a 2.500 USD, 2 de formación",
    labour_person_weeks=6,
    training_person_weeks=2,
    person_week_usd=2_500,
)
COSTLY = said("200 a 2.500", labour_person_weeks=200, training_person_weeks=0, person_week_usd=2_500)
CEILING = said("20.000 USD de presupuesto", budget_usd=20_000)
BEGUN = said("6 semanas-persona a 2.500 USD", labour_person_weeks=6, person_week_usd=2_500)
JUST_WEEKS = said("6 semanas-persona", labour_person_weeks=6)


def team(budget: Known, language: str = "javascript") -> Brief:
    return brief(
        part("api", language, "api"), infrastructure=LAMBDA, problem=PROBLEM, traffic=LOAD, budget=budget
    )


def financial(given: Brief, language: str) -> str:
    """The financial section of a composed plan, which keeps the contract."""
    assessment = assess(given, KNOWN, date(2026, 11, 22))
    plan = compose(given, assessment, KNOWN, wording(), language)
    assert not isinstance(plan, Diagnosis)
    assert check(plan, given, assessment, KNOWN, language).violations == ()
    return plan.viability.financial


@pytest.mark.parametrize("budget", [WHOLE, COSTLY, CEILING, BEGUN, JUST_WEEKS, said("nada")])
@pytest.mark.parametrize("parts", ["javascript", "rust"])
@pytest.mark.parametrize("language", wording().languages)
def test_whatever_was_said_of_the_cost_keeps_the_contract(budget: Known, parts: str, language: str) -> None:
    assert financial(team(budget, parts), language)


def test_the_work_is_as_estimated_or_the_whole_ceiling() -> None:
    assert "Con las semanas-persona que dieron" in financial(team(WHOLE), "es")
    assert "Si se gasta entero su tope de 20 000 USD" in financial(team(CEILING), "es").replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize(
    ("budget", "lacking", "absent"),
    [
        (BEGUN, ["hace falta saber también las semanas-persona de formación."], "el costo de una"),
        (JUST_WEEKS, ["las semanas-persona de formación", "el costo de una semana-persona"], "de trabajo"),
    ],
)
def test_an_estimate_that_was_begun_is_told_what_it_lacks(
    budget: Known, lacking: list[str], absent: str
) -> None:
    told = financial(team(budget), "es").partition("Para decir en qué mes")[2]
    assert all(each in told for each in lacking)
    assert absent not in told
