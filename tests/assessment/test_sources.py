"""Which facts an answer shows, and in which order: what decides first, nothing about where nobody goes."""

from datetime import date

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.brief import Brief
from bot.core.events import VerdictCode
from tests.builders import brief, part, said

KNOWN = knowledge()
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
COLD = said("arranques en frío", "symptom:cold-start")
COUNTED = said("el 2 % de 900 ms", "symptom:cold-start", cold_start_share="0.02", cold_start_ms=900)
NODE, ETL = part("api", "javascript", "api"), part("etl", "python", "etl")
NUMBERS = said("cifras", requests_per_month=400_000_000, wall_ms=200, cpu_ms=6, memory_mb=512)
WORKERS = said("Workers", "target:cloudflare-workers")

MOVING = brief(NODE, ETL, infrastructure=LAMBDA, problem=COUNTED, traffic=NUMBERS)


def judged(given: Brief) -> Assessment:
    return assess(given, KNOWN, date(2026, 11, 22))


def shown(given: Brief) -> list[str]:
    return [each.fact.id for each in judged(given).sources]


def test_what_decides_comes_first_then_the_target_the_languages_the_figures_and_the_nearest_alternative() -> (
    None
):
    answer = judged(MOVING)
    ids = [each.fact.id for each in answer.sources]
    weigh = {fact for each in answer.findings if each.rule[0] == "F" for fact in each.facts}
    assert set(ids[: len(weigh)]) == weigh
    assert ids[len(weigh) :] == [
        *("spin4", "spin-reuse"),
        *("lang-rust", "lang-js", "lang-py"),
        "cpu-multipliers",
        "lambda-init",
        "akamai-fn",
    ]


def test_alternatives_that_are_only_named_bring_no_facts() -> None:
    answer = judged(MOVING)
    named = {fact for each in answer.alternatives[1:] for fact in each.facts}
    nearer = {fact for each in answer.alternatives[:1] for fact in each.facts}
    assert answer.target is not None
    assert named - nearer - set(answer.target.facts)
    assert not (named - nearer - set(answer.target.facts)) & set(shown(MOVING))


@pytest.mark.parametrize("ids", [{"pep783", "pyodide-lock"}, {"cf-limits", "cf-node", "cf-not-wasi"}])
def test_what_concerns_a_host_that_nobody_chose_is_left_out(ids: set[str]) -> None:
    assert not ids & set(shown(MOVING))


def test_notes_come_after_what_counts() -> None:
    given = brief(
        NODE,
        part("etl", "python", "etl", "our-own-lib"),
        infrastructure=LAMBDA,
        problem=COLD,
        target=WORKERS,
        traffic=said("100 MB", memory_mb=100),
    )
    ids = shown(given)
    assert ids.index("classification-limits") > ids.index("cf-python")


def test_to_stay_cites_no_place_and_no_language() -> None:
    given = brief(NODE, infrastructure=said("Kubernetes", "platform:kubernetes"))
    answer = judged(given)
    assert answer.verdict is VerdictCode.STAY
    assert answer.sources == ()


def test_to_stay_for_money_still_cites_the_figures() -> None:
    small = said("cifras", requests_per_month=3_000_000, wall_ms=50, cpu_ms=5, memory_mb=128)
    ids = shown(brief(NODE, infrastructure=LAMBDA, problem=COLD, traffic=small))
    assert {"billing-model", "cpu-multipliers"} <= set(ids)
    assert not {"spin4", "lang-js", "lang-rust"} & set(ids)


def test_a_blocked_system_cites_its_blockers_alone() -> None:
    given = brief(
        part("tienda", "java", "monolith"),
        infrastructure=LAMBDA,
        problem=COLD,
        state=said("dentro", "state:embedded-db"),
    )
    answer = judged(given)
    blockers = [fact for each in answer.findings if each.rule[0] == "B" for fact in each.facts]
    assert shown(given) == list(dict.fromkeys(blockers))
