"""Sums of money as they are shown: every line is units × price = amount, so that whoever reads it can make it again.

Beside the bills of a month there are two sums of the whole change: what it costs once and when the saving has brought
that back, and how far the saving moves when one input is not what the team thinks.
"""

from dataclasses import dataclass
from decimal import Decimal

from bot.core.brief import Metric


@dataclass(frozen=True, slots=True)
class CostLine:
    """units × price = amount, in USD; `label` is a key of `[cost]` in rules.toml."""

    label: str
    units: Decimal
    unit: str
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Payback:
    """When the saving has brought back what the change costs once.

    `lines` add up to `cost`, USD. Both systems run for `double` months, in which nothing is saved; then the saving is
    `saving` USD a month. `month` is the first, counted from the first in which both run, at whose end the cumulated
    saving covers the cost; `at_best` is the same at the end of the CPU range that saves most. Up to month `limit` is in
    time: that takes a saving of `wanted` USD a month, or labour and training of `ceiling` USD at the most (0: none).
    """

    lines: tuple[CostLine, ...]
    cost: Decimal
    double: Decimal
    saving: Decimal
    month: Decimal
    at_best: Decimal
    limit: Decimal
    wanted: Decimal
    ceiling: Decimal


@dataclass(frozen=True, slots=True)
class Swing:
    """One input alone from `low` to `high`, in the metric's unit (`about` None: the factor by which Wasm multiplies CPU
    time), and what the figure is at both, USD a month."""

    about: Metric | None
    low: Decimal
    high: Decimal
    at_low: Decimal
    at_high: Decimal

    @property
    def width(self) -> Decimal:
        """How far the figure moves, USD a month."""
        return abs(self.at_high - self.at_low)

    @property
    def turns(self) -> bool:
        """Whether there is a saving at one end and none at the other."""
        return (self.at_low > 0) != (self.at_high > 0)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far `figure` (USD a month) moves when each input is off by `share` (0…1): the widest swing first.

    The figure is the saving when `saves`; else, where no saving may be named, the month on `platform`.
    """

    platform: str
    saves: bool
    share: Decimal
    figure: Decimal
    swings: tuple[Swing, ...]
