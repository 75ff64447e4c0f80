"""What differs between two judgements: only what differs, thing by thing, with nothing decided anew."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.assessment.difference import Both, Difference, Judged, difference
from bot.assessment.facts import knowledge
from bot.assessment.gaps import of_the_costs
from bot.assessment.shapes import Compared
from bot.assessment.verdict import assess
from bot.core.brief import Assumed, Brief, Known, Metric, Topic
from bot.core.events import VerdictCode
from tests.builders import brief, part, said, unknown

KNOWN = knowledge()
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
COLD = said("arranques en frío", "symptom:cold-start")
NODE, ETL = part("api", "javascript", "api"), part("etl", "python", "etl")


def load(millions: int) -> Known:
    return said("cifras", requests_per_month=millions * 1_000_000, wall_ms=200, cpu_ms=6, memory_mb=512)


def judged(given: Brief) -> Judged:
    return Judged(given, assess(given, KNOWN, date(2026, 11, 22)))


def between(before: Brief, after: Brief) -> Difference:
    return difference(judged(before), judged(after))


BASE = brief(
    NODE, ETL, infrastructure=LAMBDA, problem=COLD, traffic=load(400), skills=said("Rust", "skill:rust")
)


def test_the_same_answers_differ_in_nothing() -> None:
    found = between(BASE, BASE)
    assert (found.of_the_brief, found.of_the_judgement) == (False, False)
    assert (found.verdict.before, found.verdict.after) == (VerdictCode.MIGRATE, VerdictCode.MIGRATE)


def test_a_number_is_set_beside_what_it_was_with_the_figures_that_follow_from_it() -> None:
    after = BASE.with_answer(Topic.TRAFFIC, load(3))
    found = between(BASE, after)
    (number,) = found.numbers
    assert number.about == "traffic"
    assert number.before == BASE.quantity(Metric.REQUESTS_PER_MONTH)
    assert number.after == after.quantity(Metric.REQUESTS_PER_MONTH)
    assert found.answers == (), "its words differ by the number alone"
    figures = {each.about: each for each in found.figures}
    costs = [judged(each).assessment.costs for each in (BASE, after)]
    for name in ("today", "saving"):
        sides = [
            each.today.base if name == "today" else each.saving
            for each in costs
            if isinstance(each, Compared)
        ]
        assert (figures[name].before, figures[name].after) == tuple(sides)


def test_the_pay_back_and_the_start_ups_are_figures_too() -> None:
    counted = said("2 % de 900 ms", "symptom:cold-start", cold_start_share="0.02", cold_start_ms=900)
    after = BASE.with_answer(Topic.PROBLEM, counted).with_answer(
        Topic.BUDGET, said("3000 USD", budget_usd=3000)
    )
    figures = {each.about: each for each in between(BASE, after).figures}
    assessment = judged(after).assessment
    assert assessment.payback is not None
    assert assessment.startup is not None
    assert assessment.startup.line is not None
    assert figures["payback"] == Both("payback", None, assessment.payback.month)
    assert figures["startup"] == Both("startup", None, assessment.startup.line.amount)


def test_a_figure_that_one_side_cannot_compute_is_none_there() -> None:
    without = replace(BASE, entries=tuple(each for each in BASE.entries if each.topic is not Topic.TRAFFIC))
    found = between(without, BASE)
    assert of_the_costs(judged(without).assessment)
    assert {each.before for each in found.figures} == {None}
    assert {each.before for each in found.numbers} == {None}
    assert all(isinstance(each.after, Decimal) for each in found.figures)


def test_rules_that_appear_and_go_are_told_by_rule_and_part() -> None:
    found = between(BASE, brief(NODE, part("etl", "python", "etl", "pandas"), **topics(BASE)))
    assert ("B04", "etl") in {(each.rule, each.component) for each in found.appeared}
    assert ("F07", "etl") not in {(each.rule, each.component) for each in found.gone}
    assert found.verdict == Both("", VerdictCode.MIGRATE, VerdictCode.PARTIAL)
    (etl,) = [each for each in found.parts if each.about == "etl"]
    assert etl.before is not None
    assert etl.after is not None
    assert (etl.before.language, etl.after.language) == ("python", None)


def test_what_is_assumed_and_what_nobody_knows_are_no_answers() -> None:
    assumed = Known("", (), (), Assumed("default_objective"))
    assert not between(BASE, BASE.with_answer(Topic.OBJECTIVE, assumed)).of_the_brief
    assert not between(BASE, BASE.with_answer(Topic.TARGET, unknown())).of_the_brief
    wanted = between(BASE, BASE.with_answer(Topic.TARGET, said("wasmCloud", "target:wasmcloud")))
    assert [each.about for each in wanted.answers] == ["target"]
    assert wanted.target is not None
    assert (wanted.target.before, wanted.target.after) == ("spin", "wasmcloud")


def test_a_part_that_a_what_if_rewrites_is_told_by_the_language_that_it_is_in() -> None:
    rewritten = replace(NODE, language="go", today="javascript")
    found = between(BASE, replace(BASE, components=(rewritten, ETL)))
    (api,) = found.parts
    assert api.after is not None
    assert (api.after.component.today, api.after.language) == ("javascript", "go")
    assert api.after.language_reason == "as_supposed"


def topics(given: Brief) -> dict[str, Known]:
    return {each.topic.value: each.answer for each in given.entries if isinstance(each.answer, Known)}
