"""The money of an assessment for scripts: bills line by line, the one-off cost with its pay-back, and the swings."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.assessment.shapes import Assessment, Compared, Estimate
from bot.assessment.sums import CostLine, Payback, Sensitivity

Json = Mapping[str, object]
CPU_FACTOR: Final = (
    "cpu_factor"  # the input of a swing that is no metric: by how much Wasm multiplies CPU time
)


def costs(found: Assessment) -> Json:
    """What was computed, or that nothing was."""
    known = found.costs
    if not isinstance(known, Compared):
        return {"kind": known.kind, "unpriced": known.unpriced}
    return {
        "kind": known.kind,
        "inputs": [{"metric": metric.value, "value": str(value)} for metric, value in known.inputs],
        "today": _estimate(known.today),
        "candidates": [_estimate(each) for each in known.candidates],
        "target": known.target,
        "saving": None if known.saving is None else str(known.saving),
        "payback": _payback(found.payback) if found.payback else None,
        "sensitivity": _sensitivity(found.sensitivity) if found.sensitivity else None,
    }


def _estimate(each: Estimate) -> Json:
    return {
        "platform": each.platform,
        "price": each.price,
        "lines": _lines(each.lines),
        "low": str(each.low),
        "base": str(each.base),
        "high": str(each.high),
        "marks": [mark.value for mark in each.marks],
    }


def _payback(paid: Payback) -> Json:
    return {
        "lines": _lines(paid.lines),
        "cost": str(paid.cost),
        "both_run_months": str(paid.double),
        "saving": str(paid.saving),
        "break_even_month": str(paid.month),
        "break_even_month_at_best": str(paid.at_best),
        "limit_month": str(paid.limit),
        "wanted_saving": str(paid.wanted),
        "most_for_the_work": str(paid.ceiling) if paid.ceiling else None,
    }


def _sensitivity(found: Sensitivity) -> Json:
    return {
        "figure": "saving" if found.saves else "month",
        "platform": found.platform,
        "share": str(found.share),
        "start": str(found.figure),
        "swings": [
            {
                "input": each.about.value if each.about else CPU_FACTOR,
                "low": str(each.low),
                "high": str(each.high),
                "at_low": str(each.at_low),
                "at_high": str(each.at_high),
            }
            for each in found.swings
        ],
    }


def _lines(lines: Iterable[CostLine]) -> list[Json]:
    return [
        {
            "label": line.label,
            "units": str(line.units),
            "unit": line.unit,
            "price": str(line.price),
            "amount": str(line.amount),
        }
        for line in lines
    ]
