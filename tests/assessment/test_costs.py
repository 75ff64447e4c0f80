"""The formulas against the worked examples of the research, and no figure without its inputs."""

from datetime import date
from decimal import Decimal

import pytest

from bot.assessment.case import candidates, parts
from bot.assessment.comparison import Move, compare, saving_of, startup_bill, without_saving
from bot.assessment.costs import FORMULAS, Load, amount, lambda_month, vcpus
from bot.assessment.facts import knowledge
from bot.assessment.shapes import Compared, Costs, Mark, Missing, NotComputed
from bot.assessment.targets import alternatives, choose
from bot.core.brief import Brief, Metric, Topic
from tests.builders import brief, part, said, unknown

KNOWN = knowledge()
TODAY = date(2026, 11, 22)
SIZING = KNOWN.prices["container-sizing"]
JS, RS, PY = part("api", "javascript"), part("core", "rust"), part("etl", "python")
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
NUMBERS = said(
    "400M, 200 ms, 6 ms, 512 MB", requests_per_month=400_000_000, wall_ms=200, cpu_ms=6, memory_mb=512
)


def month(price: str, load: Load) -> Decimal:
    return amount(FORMULAS[price](load, KNOWN.prices[price], SIZING))


def load(millions: int, wall: int, cpu: int, memory: int) -> Load:
    return Load(
        Decimal(millions * 1_000_000),
        Decimal(cpu),
        Decimal(wall),
        Decimal(memory),
        Decimal("0.01"),
        Decimal(100),
    )


@pytest.mark.parametrize(
    ("given", "on_lambda", "on_workers", "on_fargate"),
    [(load(3, 50, 5, 128), 0, 5, 18), (load(1000, 200, 5, 512), 1868, 401, 352)],
)
def test_the_worked_examples_come_out(given: Load, on_lambda: int, on_workers: int, on_fargate: int) -> None:
    """USD a month, rounded, as the research states them; Lambda with one start in a hundred of 100 ms."""
    assert round(month("aws-lambda-x86", given)) == on_lambda
    assert round(month("cloudflare-workers", given)) == on_workers
    assert round(month("aws-fargate", given)) == on_fargate


def test_fastly_never_bills_less_than_its_minimum() -> None:
    small, large = load(1, 50, 5, 128), load(1000, 50, 5, 128)
    assert month("fastly-compute", small) == 50
    assert month("fastly-compute", large) == Decimal("495.00") + Decimal("245.00")


def test_arm_costs_less_than_x86() -> None:
    assert month("aws-lambda-arm", load(1000, 200, 5, 512)) < month("aws-lambda-x86", load(1000, 200, 5, 512))


@pytest.mark.parametrize("price", FORMULAS)
def test_lines_are_units_times_price(price: str) -> None:
    lines = FORMULAS[price](load(50, 50, 5, 512), KNOWN.prices[price], SIZING)
    assert all(each.amount == each.units * each.price for each in lines)
    assert amount(lines) == sum((each.amount for each in lines), Decimal(0)).quantize(Decimal("0.01"))


@pytest.mark.parametrize("missing", ["wall_ms", "memory_mb"])
def test_a_lambda_bill_is_not_made_up(missing: str) -> None:
    given = Load(
        Decimal(1),
        Decimal(1),
        None if missing == "wall_ms" else Decimal(1),
        None if missing == "memory_mb" else Decimal(1),
    )
    with pytest.raises(ValueError, match="needs wall time and memory"):
        lambda_month(given, KNOWN.prices["aws-lambda-x86"], SIZING)


@pytest.mark.parametrize(("requests", "expected"), [(3_000_000, "0.5"), (1_000_000_000, "9.75")])
def test_containers_are_sized_with_headroom_and_never_under_the_least(requests: int, expected: str) -> None:
    assert vcpus(Load(Decimal(requests), Decimal(5)), SIZING) == Decimal(expected)


def test_a_short_peak_is_not_paid_for_all_month() -> None:
    even = figures(brief(RS, infrastructure=LAMBDA, traffic=NUMBERS))
    peaks = figures(
        brief(RS, infrastructure=LAMBDA, traffic=NUMBERS, problem=said("picos de 8x", peak_to_mean=8))
    )
    assert even.candidates == peaks.candidates


def compared(given: Brief) -> Costs:
    components = candidates(parts(given))
    host = choose(given, components, KNOWN)
    others = alternatives(host, given, components, KNOWN)
    hosts = (host, *(KNOWN.hosts[each.id] for each in others))
    return compare(Move(given, components, hosts, KNOWN, TODAY))


def figures(given: Brief) -> Compared:
    costs = compared(given)
    assert isinstance(costs, Compared)
    return costs


def test_today_on_lambda_beside_every_priced_candidate() -> None:
    costs = figures(brief(RS, infrastructure=LAMBDA, traffic=NUMBERS))
    assert (costs.today.platform, costs.today.price, costs.today.base) == (
        "aws-lambda",
        "aws-lambda-x86",
        Decimal("739.80"),
    )
    assert [each.platform for each in costs.candidates] == ["spin", "cloudflare-workers"]
    assert costs.target == "spin"
    assert costs.saving == costs.today.base - costs.candidates[0].base
    assert dict(costs.inputs) == {
        Metric.REQUESTS_PER_MONTH: 400_000_000,
        Metric.WALL_MS: 200,
        Metric.CPU_MS: 6,
        Metric.MEMORY_MB: 512,
    }


def test_the_cpu_factor_of_the_languages_makes_the_range() -> None:
    """Rust 1.2 to 1.6; with Python kept beside it, up to 5; the base is the middle."""
    rust = figures(brief(RS, infrastructure=LAMBDA, traffic=NUMBERS)).candidates[0]
    both = figures(brief(RS, PY, infrastructure=LAMBDA, traffic=NUMBERS)).candidates[0]
    assert rust.low < rust.base < rust.high
    assert both.low == rust.low
    assert both.high > rust.high


def test_javascript_on_v8_has_no_factor_and_so_no_range() -> None:
    workers = said("Workers", "target:cloudflare-workers")
    costs = figures(brief(JS, infrastructure=LAMBDA, target=workers, traffic=NUMBERS))
    first = costs.candidates[0]
    assert (first.platform, first.low, first.high) == ("cloudflare-workers", first.base, first.base)
    assert first.marks == (), "a fresh primary price needs no caveat"
    assert Mark.LOW_CONFIDENCE in costs.today.marks


def test_cold_starts_are_in_today_s_bill_when_both_their_numbers_are_known() -> None:
    plain = figures(brief(RS, infrastructure=LAMBDA, traffic=NUMBERS))
    cold = figures(
        brief(
            RS,
            infrastructure=LAMBDA,
            traffic=NUMBERS,
            problem=said("2 %, 300 ms", cold_start_share="0.02", cold_start_ms=300),
        )
    )
    assert cold.today.base - plain.today.base == Decimal("20.00")


def test_a_small_load_saves_nothing_and_says_so() -> None:
    small = said("3M, 50 ms, 5 ms, 128 MB", requests_per_month=3_000_000, wall_ms=50, cpu_ms=5, memory_mb=128)
    saving = saving_of(compared(brief(RS, infrastructure=LAMBDA, traffic=small)))
    assert saving is not None
    assert saving < 0


def test_a_host_without_a_price_has_no_figure() -> None:
    costs = figures(
        brief(RS, infrastructure=LAMBDA, traffic=NUMBERS, target=said("Akamai", "target:akamai-functions"))
    )
    assert "akamai-functions" not in {each.platform for each in costs.candidates}
    assert (costs.target, costs.saving) == (None, None)


def test_machines_of_one_s_own_are_on_no_list() -> None:
    given = brief(
        RS,
        infrastructure=said("Kubernetes", "platform:kubernetes"),
        traffic=said("400M, 6 ms", requests_per_month=400_000_000, cpu_ms=6),
        budget=said("900 USD al mes", cost_usd_per_month=900),
    )
    costs = figures(given)
    assert costs.candidates == (), "Spin is not the target, and nobody knows what else the bill holds"
    assert (costs.target, costs.saving) == (None, None)


def test_what_runs_only_a_part_of_it_is_no_cheaper_place() -> None:
    everywhere, not_there = (
        figures(brief(each, PY, infrastructure=LAMBDA, traffic=NUMBERS)) for each in (JS, part("api", "go"))
    )
    assert "cloudflare-workers" in {each.platform for each in everywhere.candidates}
    assert "cloudflare-workers" not in {each.platform for each in not_there.candidates}
    assert not_there.target == "spin"


def test_today_on_workers_has_a_list_price_and_no_other_side() -> None:
    given = brief(
        JS,
        infrastructure=said("Cloudflare Workers", "platform:cloudflare-workers"),
        traffic=said("15M, 35 ms", requests_per_month=15_000_000, cpu_ms=35),
    )
    costs = figures(given)
    assert (costs.today.platform, costs.today.price) == ("cloudflare-workers", "cloudflare-workers")
    assert costs.today.base == Decimal("16.40"), "5 + 5 million requests + 495 million ms of CPU"
    assert "cloudflare-workers" not in {each.platform for each in costs.candidates}
    assert (costs.target, costs.saving) == (None, None)


def test_a_language_without_a_factor_has_no_figure() -> None:
    costs = figures(brief(part("api", "csharp"), infrastructure=LAMBDA, traffic=NUMBERS))
    assert costs.candidates == ()
    assert saving_of(costs) is None


def test_parts_that_a_host_cannot_take_do_not_count_there() -> None:
    both = figures(brief(RS, part("old", "java"), infrastructure=LAMBDA, traffic=NUMBERS)).candidates[0]
    alone = figures(brief(RS, infrastructure=LAMBDA, traffic=NUMBERS)).candidates[0]
    assert both.base == alone.base
    assert figures(brief(part("old", "java"), infrastructure=LAMBDA, traffic=NUMBERS)).candidates == ()


def lacking(given: Brief) -> tuple[list[Metric | None], str | None]:
    costs = compared(given)
    assert isinstance(costs, NotComputed)
    assert all(each.costs for each in costs.missing)
    return [each.metric for each in costs.missing], costs.unpriced


@pytest.mark.parametrize(
    ("given", "missing", "unpriced"),
    [
        (
            brief(JS, infrastructure=LAMBDA),
            [Metric.REQUESTS_PER_MONTH, Metric.WALL_MS, Metric.CPU_MS, Metric.MEMORY_MB],
            None,
        ),
        (
            brief(
                JS,
                infrastructure=LAMBDA,
                traffic=said("3M", requests_per_month=3e6, wall_ms=50, memory_mb=128),
            ),
            [Metric.CPU_MS],
            None,
        ),
        (
            brief(JS, infrastructure=LAMBDA, traffic=unknown()),
            [Metric.REQUESTS_PER_MONTH, Metric.WALL_MS, Metric.CPU_MS, Metric.MEMORY_MB],
            None,
        ),
        (
            brief(
                JS,
                infrastructure=said("k8s", "platform:kubernetes"),
                traffic=said("3M, 5 ms", requests_per_month=3e6, cpu_ms=5),
            ),
            [Metric.COST_USD_PER_MONTH],
            "kubernetes",
        ),
        (
            brief(
                JS,
                infrastructure=said("k8s", "platform:kubernetes"),
                budget=said("900 USD", cost_usd_per_month=900),
            ),
            [Metric.REQUESTS_PER_MONTH, Metric.CPU_MS],
            None,
        ),
        (
            brief(JS, infrastructure=said("Workers", "platform:cloudflare-workers")),
            [Metric.REQUESTS_PER_MONTH, Metric.CPU_MS],
            None,
        ),
        (brief(JS), [Metric.REQUESTS_PER_MONTH, Metric.CPU_MS, Metric.COST_USD_PER_MONTH], None),
        (
            brief(
                JS,
                infrastructure=LAMBDA,
                traffic=said(
                    "p95 de 200 ms", requests_per_month=3e6, wall_ms_p95=200, cpu_ms=5, memory_mb=128
                ),
            ),
            [Metric.WALL_MS],
            None,
        ),
    ],
)
def test_without_its_inputs_there_is_no_figure(
    given: Brief, missing: list[Metric], unpriced: str | None
) -> None:
    """A p95 is no mean: a bill made with it would be too high."""
    assert lacking(given) == (missing, unpriced)


def test_a_bill_that_was_stated_is_today_s_bill() -> None:
    given = brief(
        RS,
        infrastructure=said("una máquina", "platform:vm"),
        traffic=said("400M, 6 ms", requests_per_month=400_000_000, cpu_ms=6),
        budget=said("900 USD al mes", cost_usd_per_month=900),
    )
    costs = figures(given)
    assert (costs.today.platform, costs.today.price, costs.today.base) == (
        "vm",
        "stated-bill",
        Decimal(900),
    )
    assert costs.saving == 900 - costs.candidates[0].base
    nowhere = figures(
        brief(RS, traffic=said("4M, 6 ms, 900 USD", requests_per_month=4e6, cpu_ms=6, cost_usd_per_month=900))
    )
    assert nowhere.today.platform == "unknown"


def test_no_saving_is_named_when_a_part_stays_behind() -> None:
    costs = compared(brief(RS, infrastructure=LAMBDA, traffic=NUMBERS))
    stripped = without_saving(costs)
    assert isinstance(stripped, Compared)
    assert (stripped.target, stripped.saving) == (None, None)
    assert stripped.today == figures(brief(RS, infrastructure=LAMBDA, traffic=NUMBERS)).today
    nothing = NotComputed(())
    assert without_saving(nothing) is nothing


def test_what_start_ups_cost_on_lambda() -> None:
    given = brief(
        PY,
        infrastructure=LAMBDA,
        problem=said("1 % de 800 ms", cold_start_share="0.01", cold_start_ms=800),
        traffic=said("50M, 512 MB", requests_per_month=50_000_000, memory_mb=512),
    )
    bill = startup_bill(given, KNOWN)
    assert bill is not None
    assert bill.line is not None
    assert bill.line.units == 200_000
    assert bill.line.price == Decimal("0.0000166667")
    assert round(bill.line.amount, 2) == Decimal("3.33")
    assert bill.missing == ()


def test_without_numbers_only_the_unit_price_of_a_start_up_may_be_cited() -> None:
    bill = startup_bill(brief(PY, infrastructure=LAMBDA, traffic=said("3M", requests_per_month=3e6)), KNOWN)
    assert bill is not None
    assert bill.line is None
    assert bill.unit_price == Decimal("0.0000166667")
    assert bill.facts == ("lambda-init",)
    assert bill.missing == (
        Missing(Topic.TRAFFIC, Metric.MEMORY_MB, costs=True),
        Missing(Topic.PROBLEM, Metric.COLD_START_MS, costs=True),
        Missing(Topic.PROBLEM, Metric.COLD_START_SHARE, costs=True),
    )


def test_start_ups_are_billed_apart_on_lambda_only() -> None:
    assert startup_bill(brief(PY, infrastructure=said("k8s", "platform:kubernetes")), KNOWN) is None
