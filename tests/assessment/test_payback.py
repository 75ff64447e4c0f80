"""Whether the saving brings back what the change may cost, and what follows for the verdict."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment, Compared, Fit, Missing
from bot.assessment.sums import CostLine, Payback
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


DOUBLE, LIMIT = KNOWN.thresholds["double_running_months"], KNOWN.thresholds["payback_months"]


def paid(given: Brief) -> Payback:
    payback = judged(given).payback
    assert payback is not None
    return payback


def bills(given: Brief) -> tuple[Decimal, Decimal, Decimal]:
    """Today's month, the target's, and the target's at the best end of the range."""
    costs = judged(given).costs
    assert isinstance(costs, Compared)
    target = next(each for each in costs.candidates if each.platform == costs.target)
    return costs.today.base, target.base, target.low


def test_the_change_costs_the_work_and_both_systems_at_once_and_is_paid_when_the_saving_has_covered_it() -> (
    None
):
    given = on_lambda(NODE, ETL, traffic=load(400), budget=spending(3_000))
    today, target, low = bills(given)
    payback = paid(given)
    assert [(each.label, each.units, each.price) for each in payback.lines] == [
        ("ceiling", 1, 3_000),
        ("double_running", DOUBLE, target),
    ]
    assert payback.cost == 3_000 + DOUBLE * target
    assert payback.saving == today - target
    saved_before, saved_then = (payback.saving * (payback.month - DOUBLE - late) for late in (1, 0))
    assert saved_before < payback.cost <= saved_then
    at_best = (today - low) * (payback.at_best - DOUBLE)
    assert at_best - (today - low) < 3_000 + DOUBLE * low <= at_best
    assert payback.at_best < payback.month


def test_labour_and_training_are_person_weeks_times_what_one_costs() -> None:
    weeks = said("estimación", labour_person_weeks=6, training_person_weeks="1.5", person_week_usd=2_500)
    payback = paid(on_lambda(NODE, ETL, traffic=load(400), budget=weeks))
    price = Decimal(2_500)
    assert payback.lines[:2] == (
        CostLine("labour", Decimal(6), "person-weeks", price, Decimal(15_000)),
        CostLine("training", Decimal("1.5"), "person-weeks", price, Decimal(3_750)),
    )
    assert payback.cost == 18_750 + payback.lines[2].amount


def test_an_estimate_counts_before_the_ceiling_and_the_ceiling_before_half_an_estimate() -> None:
    whole = said("todo", labour_person_weeks=6, training_person_weeks=0, person_week_usd=2_500, budget_usd=9)
    half = said("medio", labour_person_weeks=6, person_week_usd=2_500, budget_usd=9_000)
    labels = [
        [each.label for each in paid(on_lambda(NODE, ETL, traffic=load(400), budget=each)).lines]
        for each in (whole, half)
    ]
    assert labels == [["labour", "training", "double_running"], ["ceiling", "double_running"]]


def test_an_estimate_that_was_begun_names_what_it_lacks_and_gives_no_figure() -> None:
    answer = judged(on_lambda(NODE, ETL, traffic=load(400), budget=said("6 semanas", labour_person_weeks=6)))
    wanted = {each.metric for each in answer.missing if each.topic is Topic.BUDGET}
    assert wanted == {Metric.TRAINING_PERSON_WEEKS, Metric.PERSON_WEEK_USD}
    assert answer.payback is None


def test_the_limit_is_the_last_month_that_is_in_time() -> None:
    plain = on_lambda(RUST, traffic=load(400))
    today, target, _ = bills(plain)
    most = int((today - target) * (LIMIT - DOUBLE) - DOUBLE * target)
    within, beyond = (on_lambda(RUST, traffic=load(400), budget=spending(most + more)) for more in (0, 1))
    assert (paid(within).month, paid(beyond).month) == (LIMIT, LIMIT + 1)
    assert ("C23" in rules(judged(within)), "C23" in rules(judged(beyond))) == (False, True)
    assert paid(beyond).ceiling == most, "the most that the work may cost is what it may cost"


def test_the_saving_that_is_wanted_is_the_least_that_is_in_time() -> None:
    """A dollar more of saving is a dollar less on the target's bill, which is paid while both run."""
    given = on_lambda(NODE, ETL, traffic=load(400), budget=spending(30_000))
    today, _, _ = bills(given)
    wanted = paid(given).wanted
    for saving, in_time in ((wanted, True), (wanted - 1, False)):
        cost = 30_000 + DOUBLE * (today - saving)
        assert (saving * (LIMIT - DOUBLE) >= cost) == in_time


def test_where_running_both_alone_outlasts_the_limit_no_ceiling_helps() -> None:
    bill = said("factura", cost_usd_per_month=408)
    vm = brief(
        RUST,
        infrastructure=said("una máquina", "platform:vm"),
        problem=bill,
        traffic=said("400M, 6 ms", requests_per_month=400_000_000, cpu_ms=6),
    )
    _, target, _ = bills(vm)
    tight = vm.with_answer(Topic.PROBLEM, said("factura", cost_usd_per_month=target + 5))
    given = tight.with_answer(Topic.BUDGET, spending(1_000))
    (caution,) = [each for each in judged(given).findings if each.rule == "C23"]
    assert paid(given).ceiling == 0
    assert "ceiling" not in dict(caution.params)
    for language in wording().languages:
        assert wording().line(language, "rules", "would_change.C23", **dict(caution.params))


def test_the_caution_says_its_figures_and_what_would_turn_it() -> None:
    answer = judged(on_lambda(NODE, ETL, traffic=load(400), budget=spending(30_000)))
    assert answer.payback is not None
    (caution,) = [each for each in answer.findings if each.rule == "C23"]
    params = dict(caution.params)
    assert [each.quote for each in caution.because] == ["30000 USD de presupuesto"]
    assert params["cost"].replace("\N{NO-BREAK SPACE}", "") == f"{answer.payback.cost:f}".rstrip("0")
    assert params["saving"] == f"{answer.payback.saving:f}".rstrip("0")
    assert params["month"] == f"{answer.payback.month:f}"
    assert params["wanted"] == f"{answer.payback.wanted:f}"
    assert params["ceiling"].replace("\N{NO-BREAK SPACE}", "") == f"{answer.payback.ceiling:f}"
    for language in wording().languages:
        for key in ("C23.finding", "would_change.C23"):
            line = wording().line(language, "rules", key, **params)
            assert any(params[each] in line for each in ("month", "wanted"))
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
