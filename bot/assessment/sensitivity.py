"""Which inputs the figure hangs on: each of them swung alone, everything else as it was given.

The same share up and down for every input (`sensitivity_share`), since nobody knows how sure a team is of each; the
factor by which Wasm multiplies CPU time over its published range. Nothing is judged again: the target and the languages
stay what they are, so that only the arithmetic moves. What moves nothing is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.assessment.catalogue import Knowledge
from bot.assessment.comparison import SIZING, STATED
from bot.assessment.costs import CENT, FORMULAS, Load, amount, load_of
from bot.assessment.shapes import Compared, Costs, Estimate
from bot.assessment.sums import Sensitivity, Swing
from bot.core.brief import Metric

ALL: Final = Decimal(1)  # no more than all requests start cold
NATIVE: Final = Decimal(1)
SHOWN: Final = 3  # of the swings: those that matter most

Inputs = Mapping[Metric, Decimal]


@dataclass(frozen=True, slots=True)
class _Figure:
    """Today's month and the target's, to be made again from other inputs; only the target's unless it `saves`."""

    today: Estimate
    target: Estimate
    saves: bool
    known: Knowledge

    def at(self, inputs: Inputs, factor: Decimal) -> Decimal:
        """The saving, or the target's month, in cents a month."""
        load = load_of(inputs)
        month = self._month(self.target, inputs, replace(load, cpu_ms=load.cpu_ms * factor))
        return self._month(self.today, inputs, load) - month if self.saves else month

    def _month(self, estimate: Estimate, inputs: Inputs, load: Load) -> Decimal:
        if estimate.price == STATED:
            return inputs[Metric.COST_USD_PER_MONTH].quantize(CENT)
        prices = self.known.prices
        return amount(FORMULAS[estimate.price](load, prices[estimate.price], prices[SIZING]))


def sensitivity_of(costs: Costs, target: str, known: Knowledge) -> Sensitivity | None:
    """The swings of the saving, or of the target's month where no saving may be named; None where nothing moves it."""
    if not isinstance(costs, Compared):
        return None
    month = next((each for each in costs.candidates if each.platform == target), None)
    if month is None:
        return None
    share = known.thresholds["sensitivity_share"]
    figure = _Figure(costs.today, month, costs.saving is not None, known)
    swings = sorted(_swings(figure, dict(costs.inputs), share), key=lambda each: -each.width)
    kept = tuple(each for each in swings if each.width)
    start = figure.at(dict(costs.inputs), _middle(month))
    return Sensitivity(target, figure.saves, share, start, kept) if kept else None


def _swings(figure: _Figure, inputs: Inputs, share: Decimal) -> Iterator[Swing]:
    """Every input in the order of the comparison, then the CPU factor; with what moves nothing."""
    middle = _middle(figure.target)
    for metric, value in inputs.items():
        low, high = value * (1 - share), value * (1 + share)
        high = min(high, ALL) if metric is Metric.COLD_START_SHARE else high
        ends = [figure.at({**inputs, metric: each}, middle) for each in (low, high)]
        yield Swing(metric, low, high, *ends)
    low, high = figure.target.cpu or (NATIVE, NATIVE)
    yield Swing(None, low, high, figure.at(inputs, low), figure.at(inputs, high))


def _middle(month: Estimate) -> Decimal:
    low, high = month.cpu or (NATIVE, NATIVE)
    return (low + high) / 2
