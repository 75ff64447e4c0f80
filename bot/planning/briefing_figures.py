"""The figures that a model is told: bills, start-ups and the pay-back, as code computed them, or what they wait for."""

from typing import Any

from bot.assessment.sensitivity import SHOWN
from bot.assessment.shapes import Compared, Costs, Estimate, Missing, StartupBill
from bot.assessment.sums import CostLine, Payback, Sensitivity, Swing

Told = dict[str, Any]  # Any: JSON nests freely


def missing(gap: Missing) -> Told:
    return {"topic": gap.topic, "metric": gap.metric, "for": "costs" if gap.costs else "verdict"}


def costs(found: Costs) -> Told:
    """The computed costs, or what they wait for."""
    if not isinstance(found, Compared):
        return {"computed": False, "missing": [missing(each) for each in found.missing]}
    return {
        "computed": True,
        "today": estimate(found.today),
        "candidates": [estimate(each) for each in found.candidates],
        "target": found.target,
        "saving_usd_month": found.saving,
    }


def startup(bill: StartupBill | None) -> Told | None:
    """What start-ups add to today's bill, as far as it can be told."""
    if bill is None:
        return None
    return {
        "unit_price_usd_gb_second": bill.unit_price,
        "usd_month": bill.line.amount if bill.line else None,
        "missing": [missing(each) for each in bill.missing],
        "fact_ids": bill.facts,
    }


def payback(found: Payback | None) -> Told | None:
    """What the change costs once and the month in which it is back; None without that cost or without a saving."""
    if found is None:
        return None
    return {
        "lines": [cost_line(each) for each in found.lines],
        "one_off_usd": found.cost,
        "both_run_months": found.double,
        "saving_usd_month": found.saving,
        "break_even_month": found.month,
        "break_even_month_at_best": found.at_best,
        "limit_month": found.limit,
        "in_time_with_saving_usd_month": found.wanted,
        "in_time_with_labour_and_training_usd": found.ceiling or None,
    }


def sensitivity(found: Sensitivity | None) -> Told | None:
    """The inputs that matter most, each alone; None where the target's month was not computed."""
    if found is None:
        return None
    return {
        "figure": "saving" if found.saves else "month",
        "platform": found.platform,
        "usd_month": found.figure,
        "inputs": [swing(each) for each in found.swings[:SHOWN]],
    }


def swing(each: Swing) -> Told:
    return {
        "input": each.about.value if each.about else "cpu_factor",
        "low": each.low,
        "high": each.high,
        "usd_month_at_low": each.at_low,
        "usd_month_at_high": each.at_high,
    }


def estimate(month: Estimate) -> Told:
    return {
        "platform": month.platform,
        "lines": [cost_line(each) for each in month.lines],
        "usd_month": {"low": month.low, "base": month.base, "high": month.high},
    }


def cost_line(line: CostLine) -> Told:
    return {"item": line.label, "units": line.units, "unit_price_usd": line.price, "amount_usd": line.amount}
