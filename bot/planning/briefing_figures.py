"""The figures that a model is told: bills, start-ups and the pay-back, as code computed them, or what they wait for."""

from typing import Any

from bot.assessment.shapes import Compared, Costs, Estimate, Missing, Payback, StartupBill

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
    """How long the saving takes to bring the team's budget back; None without a budget or without a saving."""
    if found is None:
        return None
    return {
        "budget_usd": found.budget,
        "saving_usd_month": found.saving,
        "months": found.months,
        "months_at_best": found.at_best,
        "limit_months": found.limit,
        "in_time_with_saving_usd_month": found.wanted,
        "in_time_with_budget_usd": found.ceiling,
    }


def estimate(month: Estimate) -> Told:
    return {
        "platform": month.platform,
        "lines": [
            {"item": line.label, "units": line.units, "unit_price_usd": line.price, "amount_usd": line.amount}
            for line in month.lines
        ],
        "usd_month": {"low": month.low, "base": month.base, "high": month.high},
    }
