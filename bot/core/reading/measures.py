"""What one amount measures: a reader for each kind of unit.

A reader answers None for what it is not sure of. A month has 30.4 days (365 / 12, rounded), so a rate a day is taken
times 30.4; a mean rate a second times 2 626 560; 1 GB is 1 024 MB, as clouds allot memory.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.core.brief import Metric, Topic
from bot.core.reading.surroundings import BESIDE, FAR, NEAR, Context

DAYS_A_MONTH: Final = Decimal("30.4")
HOURS_A_MONTH: Final = DAYS_A_MONTH * 24
TIMES_A_MONTH: Final[Mapping[str, Decimal]] = {
    "s": HOURS_A_MONTH * 3600,
    "min": HOURS_A_MONTH * 60,
    "hour": HOURS_A_MONTH,
    "day": DAYS_A_MONTH,
    "week": DAYS_A_MONTH / 7,
    "month": Decimal(1),
    "quarter": Decimal(1) / 3,
    "year": Decimal(1) / 12,
}
MILLISECONDS: Final = {"ms": Decimal(1), "s": Decimal(1000), "min": Decimal(60_000)}
MEGABYTES: Final = {"mb": Decimal(1), "gb": Decimal(1024)}
WEEKS: Final = {
    "week": Decimal(1),
    "month": DAYS_A_MONTH / 7,
    "quarter": DAYS_A_MONTH * 3 / 7,
    "semester": DAYS_A_MONTH * 6 / 7,
    "year": DAYS_A_MONTH * 12 / 7,
}
CHANGE: Final = Decimal(1000)  # USD; a smaller bare sum is no budget for a change ("a $300 laptop")
MANY: Final = Decimal(100_000)  # "3M al mes", without a unit, counts requests
OF_A_PEAK: Final = frozenset(
    {"s", "min", "hour", "day"}
)  # "3M a month in bursts" is the sum, whatever its shape


@dataclass(frozen=True, slots=True)
class Read:
    """What an amount measures; `by` is the family of words that told it, to be quoted with it."""

    metric: Metric
    value: Decimal
    by: str = ""


def _requests(context: Context) -> Read | None:
    amount = context.amount
    per = {"rps": "s", "rpm": "min"}.get(amount.unit or "", amount.per)
    if amount.unit == "request" and per is None and context.near("monthly", NEAR):
        per = "month"
    if amount.unit is None and _counts_requests(context):
        per = per or "month"
    elif amount.unit not in {"rps", "rpm", "request"} or context.preceded("wish"):
        return None
    if per is None or per not in TIMES_A_MONTH:
        return None
    if context.near("peak") and per in OF_A_PEAK:
        return Read(
            Metric.PEAK_REQUESTS_PER_SECOND, amount.value * TIMES_A_MONTH[per] / TIMES_A_MONTH["s"], "peak"
        )
    return Read(Metric.REQUESTS_PER_MONTH, amount.value * TIMES_A_MONTH[per])


def _counts_requests(context: Context) -> bool:
    """ "3M al mes" and "peticiones al mes: 3M", but not "pagamos 3 mil al mes"."""
    if any(context.near(each, NEAR) for each in ("bill", "invoice", "budget")):
        return False
    large = context.amount.value >= MANY
    counted = context.followed("calls") and context.followed(
        "monthly", NEAR
    )  # "30 million plug-in calls a month"
    return (large and (context.amount.per is not None or counted)) or (
        context.preceded("calls", NEAR) and context.preceded("monthly")
    )


def _duration(context: Context) -> Read | None:
    factor = MILLISECONDS.get(context.amount.unit or "")
    if factor is None or context.amount.per is not None or context.wished or context.near("other-percentile"):
        return None
    value = context.amount.value * factor
    cpu, cold, p95 = (context.distance(each) for each in ("cpu", "cold", "p95"))
    if cpu <= BESIDE and cpu <= min(cold, p95):
        return Read(Metric.CPU_MS, value, "cpu")
    if cold < FAR and cold <= p95 + 1:
        return Read(Metric.COLD_START_MS, value, "cold")
    if p95 < FAR:
        return Read(Metric.WALL_MS_P95, value, "p95")
    if context.amount.unit == "ms" or context.near("wall", NEAR):
        return Read(Metric.WALL_MS, value)
    return None


def _memory(context: Context) -> Read | None:
    factor = MEGABYTES.get(context.amount.unit or "")
    if factor is None or context.amount.per is not None:
        return None
    elsewhere = context.near("not-memory") or context.wished or context.followed("not-now")
    if elsewhere and context.distance("memory") >= context.distance("not-memory"):
        return None
    return Read(Metric.MEMORY_MB, context.amount.value * factor)


def _money(context: Context) -> Read | None:
    amount = context.amount
    if amount.unit != "usd" or amount.per in {"s", "min", "hour"}:
        return None
    if context.near("budget", NEAR) or (context.near("cap") and not amount.per):
        return None if amount.per else Read(Metric.BUDGET_USD, amount.value)
    if _one_off(context) or (context.about is Topic.BUDGET and amount.per is None):
        return Read(Metric.BUDGET_USD, amount.value)
    if context.wished or not (amount.per or context.near("invoice", NEAR) or context.near("monthly")):
        return None
    return Read(Metric.COST_USD_PER_MONTH, amount.value * TIMES_A_MONTH[amount.per or "month"])


def _one_off(context: Context) -> bool:
    """A bare sum, neither a bill nor a saving: what a change may cost ("30.000 USD y un trimestre")."""
    billed = any(context.near(each, NEAR) for each in ("invoice", "monthly", "bill"))
    large = context.amount.value >= CHANGE
    return large and context.amount.per is None and not billed and not context.near("wish", NEAR)


def _cold_share(context: Context) -> Read | None:
    share = context.amount.value / 100
    if context.amount.unit != "percent" or share > 1 or context.wished or not context.near("cold", NEAR):
        return None
    return Read(Metric.COLD_START_SHARE, share, "cold")


def _counted(context: Context) -> Read | None:
    """People, tenants and instances: whole numbers right before what they count."""
    amount = context.amount
    if amount.unit is not None or amount.per is not None or amount.value != amount.value.to_integral_value():
        return None
    if context.preceded("team", 1):
        return Read(Metric.TEAM_SIZE, amount.value, "team")
    if context.followed("people", 0):
        return Read(Metric.TEAM_SIZE, amount.value, "people")
    if context.followed("persons", 0) and (context.opens or context.about is Topic.SKILLS):
        return Read(Metric.TEAM_SIZE, amount.value, "persons")
    if context.followed("tenants", 1):
        return Read(Metric.TENANTS, amount.value, "tenants")
    if context.followed("instances", 0):
        return Read(Metric.INSTANCES, amount.value, "instances")
    return None


def _peak_ratio(context: Context) -> Read | None:
    times = context.amount.unit == "times" or context.followed("ratio", 0)
    if not times or not context.near("peak", NEAR):
        return None
    return Read(Metric.PEAK_TO_MEAN, context.amount.value, "ratio")


def _deadline(context: Context) -> Read | None:
    factor = WEEKS.get(context.amount.unit or "")
    if factor is None or context.amount.per is not None or context.preceded("not-deadline", 1):
        return None
    told = (
        context.preceded("deadline", 1) or context.near("due") or context.near("budget") or context.with_sum
    )
    if not told and context.about is not Topic.BUDGET:
        return None
    weeks = (
        context.amount.value * factor
    ).to_integral_value()  # nobody who says "six months" means 26.07 weeks
    return Read(Metric.DEADLINE_WEEKS, weeks, "deadline")


READERS: Final[Sequence[Callable[[Context], Read | None]]] = (
    _requests,
    _duration,
    _memory,
    _money,
    _cold_share,
    _peak_ratio,
    _counted,
    _deadline,
)
