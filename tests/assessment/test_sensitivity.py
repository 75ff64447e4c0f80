"""Each input swung alone, the widest swing first, and where the saving turns."""

from datetime import date
from decimal import Decimal

import pytest

from bot.assessment.case import candidates, parts
from bot.assessment.comparison import Move, compare, without_saving
from bot.assessment.facts import knowledge
from bot.assessment.sensitivity import sensitivity_of
from bot.assessment.shapes import Compared, NotComputed
from bot.assessment.sums import Sensitivity, Swing
from bot.assessment.targets import choose
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Known, Metric
from tests.builders import brief, part, said

KNOWN = knowledge()
TODAY = date(2026, 11, 22)
SHARE = KNOWN.thresholds["sensitivity_share"]
RUST, SPIN = part("core", "rust", "api"), said("Spin", "target:spin")
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
HOST = "spin"


def load(millions: int, **more: int | str) -> Known:
    numbers: dict[str, int | str] = {
        "requests_per_month": millions * 1_000_000,
        "wall_ms": 200,
        "cpu_ms": 6,
        "memory_mb": 512,
    }
    return said("cifras", **(numbers | more))


def on_lambda(traffic: Known) -> Brief:
    return brief(RUST, infrastructure=LAMBDA, target=SPIN, traffic=traffic)


def on_a_machine(bill: int) -> Brief:
    numbers = load(400, cost_usd_per_month=bill)
    return brief(RUST, infrastructure=said("una máquina", "platform:vm"), target=SPIN, traffic=numbers)


def compared(given: Brief) -> Compared:
    components = candidates(parts(given))
    costs = compare(Move(given, components, (choose(given, components, KNOWN),), KNOWN, TODAY))
    assert isinstance(costs, Compared)
    return costs


def swung(given: Brief) -> Sensitivity:
    found = sensitivity_of(compared(given), HOST, KNOWN)
    assert found is not None
    return found


def saving(given: Brief) -> Decimal:
    named = compared(given).saving
    assert named is not None
    return named


def about(found: Sensitivity) -> dict[Metric | None, Swing]:
    return {each.about: each for each in found.swings}


def test_the_figure_to_begin_with_is_the_computed_saving() -> None:
    found = swung(on_lambda(load(400)))
    assert (found.platform, found.saves, found.share) == (HOST, True, SHARE)
    assert found.figure == saving(on_lambda(load(400)))


@pytest.mark.parametrize(
    ("name", "low", "high"), [("memory_mb", 384, 640), ("wall_ms", 150, 250), ("cpu_ms", "4.5", "7.5")]
)
def test_an_input_swung_is_the_saving_that_the_swung_input_gives(
    name: str, low: int | str, high: int | str
) -> None:
    swing = about(swung(on_lambda(load(400))))[Metric(name)]
    assert (swing.low, swing.high) == (Decimal(low), Decimal(high))
    assert swing.at_low == saving(on_lambda(load(400, **{name: low})))
    assert swing.at_high == saving(on_lambda(load(400, **{name: high})))
    assert swing.width == abs(swing.at_high - swing.at_low)


def test_a_stated_bill_is_swung_as_itself() -> None:
    swing = about(swung(on_a_machine(1_000)))[Metric.COST_USD_PER_MONTH]
    assert [swing.low, swing.high, swing.width] == [750, 1_250, 500]


def test_the_cpu_factor_goes_over_its_published_range() -> None:
    costs = compared(on_lambda(load(400)))
    (target,) = [each for each in costs.candidates if each.platform == HOST]
    swing = about(swung(on_lambda(load(400))))[None]
    assert (swing.low, swing.high) == target.cpu
    assert (swing.at_low, swing.at_high) == (
        costs.today.base - target.low,
        costs.today.base - target.high,
    )


def test_the_widest_swing_comes_first_and_what_moves_nothing_is_left_out() -> None:
    found = swung(on_lambda(load(400, cold_start_ms=800)))
    widths = [each.width for each in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert all(widths)
    assert Metric.COLD_START_MS not in about(found), "without their share, start-ups are in no bill"


def test_no_more_than_all_requests_start_cold() -> None:
    found = about(swung(on_lambda(load(400, cold_start_ms=800, cold_start_share="0.9"))))
    share = found[Metric.COLD_START_SHARE]
    assert (share.low, share.high) == (Decimal("0.675"), Decimal(1))


def test_it_is_said_where_the_saving_turns() -> None:
    target = 10_000 - saving(on_a_machine(10_000))
    clear, close = (swung(on_a_machine(int(target * times))) for times in (10, Decimal("1.1")))
    assert not any(each.turns for each in clear.swings)
    assert about(close)[Metric.COST_USD_PER_MONTH].turns
    assert all(each.turns == (min(each.at_low, each.at_high) <= 0) for each in close.swings)


def test_where_no_saving_may_be_named_the_target_s_month_is_swung() -> None:
    costs = compared(on_lambda(load(400)))
    (target,) = [each for each in costs.candidates if each.platform == HOST]
    found = sensitivity_of(without_saving(costs), HOST, KNOWN)
    assert found is not None
    assert (found.saves, found.figure) == (False, target.base)
    assert set(about(found)) <= {Metric.REQUESTS_PER_MONTH, Metric.CPU_MS, None}


def test_without_the_target_s_month_there_is_nothing_to_swing() -> None:
    assert sensitivity_of(NotComputed(()), HOST, KNOWN) is None
    assert sensitivity_of(compared(on_lambda(load(400))), "akamai-functions", KNOWN) is None


def test_a_target_without_a_range_has_one_end() -> None:
    workers = said("Workers", "target:cloudflare-workers")
    given = brief(part("api", "javascript"), infrastructure=LAMBDA, target=workers, traffic=load(400))
    found = assess(given, KNOWN, TODAY).sensitivity
    assert found is not None
    assert found.platform == "cloudflare-workers"
    assert None not in about(found)
