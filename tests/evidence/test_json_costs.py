"""The money in the JSON: as the schema says, and with the figures of the assessment."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from bot.assessing.json_costs import costs
from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.brief import Known
from tests.builders import brief, part, said
from tests.evidence.schema import check

SCHEMA = json.loads(Path("docs/assess.schema.json").read_text(encoding="utf-8"))
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
BUDGET = said("estimación", labour_person_weeks=6, training_person_weeks=1, person_week_usd=2_500)


def judged(millions: int, budget: Known) -> Assessment:
    load = said(
        "cifras", requests_per_month=millions * 1_000_000, wall_ms=200, cpu_ms=6, memory_mb=512, instances=3
    )
    given = brief(part("core", "rust", "api"), infrastructure=LAMBDA, traffic=load, budget=budget)
    return assess(given, knowledge(), date(2026, 11, 22))


def form(found: Assessment) -> Any:  # Any: JSON nests freely
    return json.loads(json.dumps(costs(found)))


@pytest.mark.parametrize(
    "found",
    [
        judged(400, BUDGET),
        judged(400, said("nada")),
        judged(1, BUDGET),
        judged(1, said("tope", budget_usd=10**9)),
        assess(brief(part("core", "rust")), knowledge(), date(2026, 11, 22)),
    ],
    ids=["paid", "no budget", "no saving", "a ceiling", "nothing told"],
)
def test_the_costs_are_as_the_schema_says(found: Assessment) -> None:
    check(form(found), cast("dict[str, object]", SCHEMA["properties"]["costs"]), SCHEMA, "costs")


def test_the_pay_back_and_the_swings_are_the_assessment_s() -> None:
    found = judged(400, BUDGET)
    told = form(found)
    assert found.payback is not None
    assert found.sensitivity is not None
    assert Decimal(told["payback"]["break_even_month"]) == found.payback.month
    assert sum(Decimal(each["amount"]) for each in told["payback"]["lines"]) == found.payback.cost
    swings = told["sensitivity"]["swings"]
    assert swings[0]["input"] == found.sensitivity.swings[0].about
    assert "cpu_factor" in {each["input"] for each in swings}


def test_what_was_not_computed_is_null_and_not_left_out() -> None:
    told = form(judged(1, said("nada")))
    assert told["payback"] is None
    late = form(judged(400, said("tope", budget_usd=10**9)))["payback"]
    assert Decimal(late["most_for_the_work"]) < 10**9
