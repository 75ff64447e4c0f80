"""Whether the saving brings back what the change may cost, and what follows for the verdict."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment, Compared, Fit, Missing, Payback
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Component, Known, Metric, Topic, Unknown
from bot.core.events import VerdictCode
from bot.wording import wording
from tests.builders import brief, part, said, unknown

KNOWN = knowledge()
TODAY = date(2026, 11, 22)
V = VerdictCode
ABSENT = Missing(Topic.BUDGET, Metric.BUDGET_USD, costs=True)

LAMBDA = said("AWS Lambda", "platform:aws-lambda")
DEAR = said("memoria cara", "symptom:memory-cost")
COLD = said("arranques en frío", "symptom:cold-start")
RUST = part("core", "rust", "api")
NODE, ETL = part("api", "javascript", "api"), part("etl", "python", "etl")


def spending(usd: int) -> Known:
    return said(f"{usd} USD de presupuesto", budget_usd=usd)


def load(millions: int, *signals: str) -> Known:
    return said(
        "cifras", *signals, requests_per_month=millions * 1_000_000, wall_ms=200, cpu_ms=6, memory_mb=512
    )


def judged(given: Brief) -> Assessment:
    return assess(given, KNOWN, TODAY)


def on_lambda(*parts: Component, problem: Known = DEAR, **topics: Known | Unknown) -> Brief:
    return brief(*parts, infrastructure=LAMBDA, problem=problem, **topics)


def saved(given: Brief) -> tuple[Decimal, Decimal]:
    """The saving of the base, and of the best end of the range, USD a month."""
    costs = judged(given).costs
    assert isinstance(costs, Compared)
    assert costs.saving is not None
    target = next(each for each in costs.candidates if each.platform == costs.target)
    return costs.saving, costs.today.base - target.low


def rules(answer: Assessment) -> set[str]:
    return {each.rule for each in answer.findings}


SPIN = said("Spin", "target:spin")
BURSTS = ("load:bursty", "state:stateless")
PLUGINS = said("código de clientes", "goal:plugins")
VERDICTS: list[tuple[str, Brief, VerdictCode, bool]] = [
    (
        "nobody gave a budget",
        on_lambda(NODE, ETL, problem=COLD, traffic=load(400)),
        V.MIGRATE,
        False,
    ),
    (
        "it comes back within a year",
        on_lambda(NODE, ETL, problem=COLD, traffic=load(400), budget=spending(3_000)),
        V.MIGRATE,
        False,
    ),
    (
        "the saving was the only clear case, and cold starts hurt besides: a trial",
        on_lambda(NODE, ETL, problem=COLD, traffic=load(400), budget=spending(30_000)),
        V.PILOT,
        True,
    ),
    (
        "light handlers under bursts made a clear case by findings about the bill alone: a trial",
        on_lambda(NODE, ETL, traffic=load(400, *BURSTS), budget=spending(30_000)),
        V.PILOT,
        True,
    ),
    (
        "nothing but the bill, and no saving in the range pays it back",
        on_lambda(RUST, traffic=load(400), budget=spending(100_000)),
        V.STAY,
        True,
    ),
    (
        "nothing but the bill, and the best saving in the range would pay it back: a trial",
        on_lambda(ETL, traffic=load(400), budget=spending(10_000)),
        V.PILOT,
        True,
    ),
    (
        "other people's code is a clear case whatever is saved",
        on_lambda(RUST, traffic=load(400), objective=PLUGINS, target=SPIN, budget=spending(100_000)),
        V.MIGRATE,
        True,
    ),
    (
        "a part stays behind: no saving is named, and so no pay-back",
        on_lambda(NODE, part("etl", "python", "etl", "pandas"), traffic=load(400), budget=spending(100_000)),
        V.PARTIAL,
        False,
    ),
    (
        "a move that costs more has no pay-back",
        on_lambda(RUST, problem=COLD, traffic=load(1), budget=spending(100)),
        V.STAY,
        False,
    ),
]


@pytest.mark.parametrize(
    ("given", "verdict", "late"), [row[1:] for row in VERDICTS], ids=[row[0] for row in VERDICTS]
)
def test_a_budget_that_does_not_come_back_makes_no_migration(
    given: Brief, verdict: VerdictCode, late: bool
) -> None:
    answer = judged(given)
    assert answer.verdict is verdict
    assert ("C23" in rules(answer)) == late
    assert ("C23" in answer.would_change) == (late and verdict is not V.MIGRATE)
    assert any(each.fit is Fit.MOVE for each in answer.fits) == (verdict is not V.STAY)


def test_the_limit_is_the_last_month_that_is_in_time() -> None:
    saving, _ = saved(on_lambda(RUST, traffic=load(400)))
    limit = KNOWN.thresholds["payback_months"]
    within = judged(on_lambda(RUST, traffic=load(400), budget=spending(int(saving * limit))))
    beyond = judged(on_lambda(RUST, traffic=load(400), budget=spending(int(saving * (limit + 1)))))
    assert within.payback is not None
    assert beyond.payback is not None
    assert (within.payback.months, beyond.payback.months) == (limit, limit + 1)
    assert ("C23" in rules(within), "C23" in rules(beyond)) == (False, True)


def test_the_pay_back_is_the_budget_over_the_saving_with_the_best_of_the_range_beside_it() -> None:
    given = on_lambda(NODE, ETL, traffic=load(400), budget=spending(30_000))
    saving, best = saved(given)
    tenth = Decimal("0.1")
    months, at_best = (30_000 / saving).quantize(tenth), (30_000 / best).quantize(tenth)
    assert judged(given).payback == Payback(
        budget=Decimal(30_000),
        saving=saving,
        months=months,
        at_best=at_best,
        limit=Decimal(36),
        wanted=Decimal(834),  # 30 000 over 36, rounded up
        ceiling=Decimal(int(saving * 36)),
    )
    assert at_best < months


def test_the_caution_says_its_figures_and_what_would_turn_it() -> None:
    answer = judged(on_lambda(NODE, ETL, traffic=load(400), budget=spending(30_000)))
    assert answer.payback is not None
    (caution,) = [each for each in answer.findings if each.rule == "C23"]
    params = dict(caution.params)
    assert [each.quote for each in caution.because] == ["30000 USD de presupuesto"]
    assert params["budget"] == "30\N{NO-BREAK SPACE}000"
    assert params["saving"] == f"{answer.payback.saving:f}".rstrip("0")
    assert params["wanted"] == f"{answer.payback.wanted:f}"
    assert params["ceiling"].replace("\N{NO-BREAK SPACE}", "") == f"{answer.payback.ceiling:f}"
    for language in wording().languages:
        for key in ("C23.finding", "would_change.C23"):
            line = wording().line(language, "rules", key, **params)
            assert any(params[each] in line for each in ("months", "wanted"))
        plain = wording().line(language, "rules", "would_change.C23")
        assert not any(each.isdigit() for each in plain), "without the finding's figures there is none"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (on_lambda(RUST, traffic=load(400)), True),
        (on_lambda(RUST, traffic=load(400), budget=unknown()), True),
        (on_lambda(RUST, traffic=load(400), budget=spending(1000)), False),
        (on_lambda(RUST, traffic=load(1)), False),
        (on_lambda(RUST), False),
        (
            on_lambda(part("core", "go", "api"), part("etl", "python", "etl", "pandas"), traffic=load(400)),
            False,
        ),
        (
            on_lambda(NODE, part("etl", "python", "etl", "pandas"), traffic=load(400)),
            True,
        ),  # Node becomes Rust
        (on_lambda(NODE), True),
        (on_lambda(replace(RUST, today="javascript")), True),  # a what-if alone made it Rust
        (on_lambda(NODE, budget=spending(1000)), False),
        (
            brief(NODE, infrastructure=said("Kubernetes", "platform:kubernetes")),
            False,
        ),  # stays: nobody rewrites
    ],
)
def test_what_the_change_may_cost_is_asked_beside_a_saving_or_a_rewrite_and_never_made_up(
    given: Brief, asked: bool
) -> None:
    answer = judged(given)
    assert (ABSENT in answer.missing) == asked
    if given.quantity(Metric.BUDGET_USD) is None:
        assert answer.payback is None
