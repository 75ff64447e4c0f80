"""How a load is spread over time: what a saving and a start-up are worth depends on it.

A peak is told as a multiple of the mean, or its rate stands beside the month's requests; failing both, in words.
Between the two thresholds a load is neither even nor bursty, and speaks neither for nor against a move.
"""

from decimal import Decimal
from typing import Final

from bot.assessment.case import Case
from bot.assessment.shapes import Because
from bot.assessment.statements import measured
from bot.core.brief import Brief, Metric, SignalKind

SECONDS_A_MONTH: Final = Decimal(2_626_560)  # as a rate a second is read: 30.4 days
TENTH: Final = Decimal("0.1")


def peak_to_mean(brief: Brief) -> tuple[Decimal, Because] | None:
    """How many times the mean the peak is, to a tenth where it is computed, with the words that told it."""
    told = measured(brief, Metric.PEAK_TO_MEAN)
    peak, month = measured(brief, Metric.PEAK_REQUESTS_PER_SECOND), measured(brief, Metric.REQUESTS_PER_MONTH)
    if told is not None or peak is None or month is None or not month[0]:
        return told
    return (peak[0] * SECONDS_A_MONTH / month[0]).quantize(TENTH), peak[1]


def bursts(case: Case) -> tuple[Because, ...]:
    """The words that tell a bursty load; none for any other."""
    peak = peak_to_mean(case.brief)
    if peak is not None:
        return (peak[1],) if peak[0] > case.known.thresholds["bursty_peak_to_mean"] else ()
    return case.says(SignalKind.LOAD, "bursty")


def small_or_even(case: Case) -> tuple[Because, ...]:
    """The words that tell few requests, an even load, or one that comes now and then; none for any other."""
    few = case.number(Metric.REQUESTS_PER_MONTH)
    if few and few[0] < case.known.thresholds["small_requests_per_month"]:
        return (few[1],)
    peak = peak_to_mean(case.brief)
    if peak is not None:
        return (peak[1],) if peak[0] < case.known.thresholds["steady_peak_to_mean"] else ()
    return case.says(SignalKind.LOAD, "steady", "sporadic")
