"""Today's bill beside what the same month would cost as Wasm; or what is missing to say so.

Today is priced when it runs on Lambda or on Cloudflare Workers, or when the team stated its bill: other platforms
bill machines whose number and size nobody gave. A stated bill may hold much else, so that only the target stands
beside it; and a system that stays on its platform has no other side to compare with. A saving is named only for
the whole system on the chosen target, with both sides computed; it may be negative. The money comes from the
billing model, not from Wasm as such.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.assessment.case import GB_SECOND_BILLED
from bot.assessment.catalogue import Host, Knowledge
from bot.assessment.costs import FORMULAS, MB_PER_GB, MS_PER_SECOND, Load, amount, load_of
from bot.assessment.facts import price_marks
from bot.assessment.rewriting import factor, rewrite
from bot.assessment.shapes import Compared, Costs, Estimate, Missing, NotComputed, StartupBill
from bot.assessment.statements import measured
from bot.assessment.sums import CostLine
from bot.assessment.targets import takes
from bot.core.brief import Brief, Component, Metric, SignalKind, Topic

SIZING: Final = "container-sizing"
LAMBDA: Final = "aws-lambda-x86"
WORKERS: Final = "cloudflare-workers"
STATED: Final = "stated-bill"
NEEDED_BY_LAMBDA: Final = (Metric.REQUESTS_PER_MONTH, Metric.WALL_MS, Metric.CPU_MS, Metric.MEMORY_MB)
NEEDED_BY_WORKERS: Final = (Metric.REQUESTS_PER_MONTH, Metric.CPU_MS)
NEEDED_BESIDE_A_BILL: Final = (Metric.REQUESTS_PER_MONTH, Metric.CPU_MS, Metric.COST_USD_PER_MONTH)
NEEDED_BY_STARTUP: Final = (
    Metric.REQUESTS_PER_MONTH,
    Metric.MEMORY_MB,
    Metric.COLD_START_MS,
    Metric.COLD_START_SHARE,
)
USED: Final = (*NEEDED_BY_LAMBDA, Metric.COLD_START_SHARE, Metric.COLD_START_MS)
PRICE_OF: Final = {"aws-lambda": LAMBDA, "cloudflare-workers": WORKERS}
NEEDED_FOR: Final = {"aws-lambda": NEEDED_BY_LAMBDA, "cloudflare-workers": NEEDED_BY_WORKERS}
ASKED_IN: Final = {
    Metric.COST_USD_PER_MONTH: Topic.BUDGET,
    Metric.COLD_START_MS: Topic.PROBLEM,
    Metric.COLD_START_SHARE: Topic.PROBLEM,
}


@dataclass(frozen=True, slots=True)
class Move:
    """The system, and where it would go; the chosen host first."""

    brief: Brief
    components: tuple[Component, ...]
    hosts: tuple[Host, ...]
    known: Knowledge
    today: date


def compare(move: Move) -> Costs:
    """Today against the hosts, or what is missing."""
    listed = _listed(move.brief)
    needed = NEEDED_FOR[listed] if listed else NEEDED_BESIDE_A_BILL
    missing = lacking(move.brief, needed)
    if missing:
        stated = measured(move.brief, Metric.COST_USD_PER_MONTH) is not None
        return NotComputed(missing, None if listed or stated else _platform(move.brief))
    load = load_of(dict(_inputs(move.brief, USED)))
    today = _priced_today(listed, load, move) if listed else _stated_today(move)
    hosts = (each for each in move.hosts if _takes_as_much(each, move))
    priced = (each for host in hosts if (each := _candidate(host, load, move)))
    target = move.hosts[0].target.id
    candidates = tuple(each for each in priced if _comparable(each, today, target))
    chosen = next((each for each in candidates if each.platform == target), None)
    return Compared(
        inputs=_inputs(move.brief, (*needed, *(USED if listed == "aws-lambda" else ()))),
        today=today,
        candidates=candidates,
        target=chosen.platform if chosen else None,
        saving=today.base - chosen.base if chosen else None,
    )


def _takes_as_much(host: Host, move: Move) -> bool:
    """Whether a host runs every part that the chosen one runs: the price of less is no alternative."""
    spoken = (each.language for each in move.components)
    return all(takes(host, each, move.known) for each in spoken if takes(move.hosts[0], each, move.known))


def _listed(brief: Brief) -> str | None:
    """Today's platform when a list prices it."""
    return next((each for each in NEEDED_FOR if brief.has(SignalKind.PLATFORM, each)), None)


def _comparable(candidate: Estimate, today: Estimate, target: str) -> bool:
    """Whether a row belongs beside today's bill: not the same place again; beside a stated bill the target alone."""
    if today.price == STATED:
        return candidate.platform == target
    return candidate.platform != today.platform


def without_saving(costs: Costs) -> Costs:
    """The same figures when a part stays behind: nobody told how the load is shared, so no saving is named."""
    return replace(costs, target=None, saving=None) if isinstance(costs, Compared) else costs


def saving_of(costs: Costs) -> Decimal | None:
    """The computed saving, USD a month; None when there is none to name."""
    return costs.saving if isinstance(costs, Compared) else None


def startup_bill(brief: Brief, known: Knowledge) -> StartupBill | None:
    """What start-ups add to a Lambda bill: share × requests × INIT seconds × GB × price, before the free tier.

    None when it does not run on Lambda. Without its inputs there is the published unit price and what is missing.
    """
    if not brief.has(SignalKind.PLATFORM, *GB_SECOND_BILLED):
        return None
    price = known.prices[LAMBDA].amounts["gb_second"]
    missing = lacking(brief, NEEDED_BY_STARTUP)
    if missing:
        return StartupBill(LAMBDA, price, ("lambda-init",), None, missing)
    given = dict(_inputs(brief, NEEDED_BY_STARTUP))
    seconds = given[Metric.COLD_START_SHARE] * given[Metric.REQUESTS_PER_MONTH] * given[Metric.COLD_START_MS]
    units = seconds / MS_PER_SECOND * given[Metric.MEMORY_MB] / MB_PER_GB
    line = CostLine("startup", units, "GB-s", price, units * price)
    return StartupBill(LAMBDA, price, ("lambda-init",), line, ())


def lacking(brief: Brief, metrics: Iterable[Metric]) -> tuple[Missing, ...]:
    """The metrics that a figure waits for."""
    return tuple(
        Missing(ASKED_IN.get(each, Topic.TRAFFIC), each, costs=True)
        for each in metrics
        if measured(brief, each) is None
    )


def _inputs(brief: Brief, metrics: Iterable[Metric]) -> tuple[tuple[Metric, Decimal], ...]:
    return tuple((each, found[0]) for each in dict.fromkeys(metrics) if (found := measured(brief, each)))


def _platform(brief: Brief) -> str | None:
    return next((each.value for each in brief.signals(SignalKind.PLATFORM) if not each.negated), None)


def _priced_today(platform: str, load: Load, move: Move) -> Estimate:
    price = move.known.prices[PRICE_OF[platform]]
    lines = FORMULAS[price.id](load, price, move.known.prices[SIZING])
    total = amount(lines)
    return Estimate(platform, price.id, lines, total, total, total, price_marks(price, move.today))


def _stated_today(move: Move) -> Estimate:
    bill = dict(_inputs(move.brief, (Metric.COST_USD_PER_MONTH,)))[Metric.COST_USD_PER_MONTH]
    lines = (CostLine("stated_bill", Decimal(1), "month", bill, bill),)
    total = amount(lines)
    return Estimate(_platform(move.brief) or "unknown", STATED, lines, total, total, total, ())


def _candidate(host: Host, load: Load, move: Move) -> Estimate | None:
    """None when the host names no price, or a part's factor there is unknown."""
    price = move.known.prices.get(host.target.price or "")
    formula = FORMULAS.get(price.id) if price else None
    span = _factors(host, move)
    if price is None or formula is None or span is None:
        return None
    sizing, (low, high) = move.known.prices[SIZING], span
    months = [formula(_slower(load, each), price, sizing) for each in (low, (low + high) / 2, high)]
    least, base, most = (amount(lines) for lines in months)
    marks = price_marks(price, move.today)
    return Estimate(host.target.id, price.id, months[1], least, base, most, marks, span)


def _slower(load: Load, times: Decimal) -> Load:
    return replace(load, cpu_ms=load.cpu_ms * times)


def _factors(host: Host, move: Move) -> tuple[Decimal, Decimal] | None:
    """The range over the parts that can run there; None when one is unknown or none can."""
    spans: list[tuple[Decimal, Decimal]] = []
    for component in move.components:
        if not takes(host, component.language, move.known):
            continue
        span = factor(rewrite(component, move.brief, host, move.known).language, host, move.known)
        if span is None:
            return None
        spans.append(span)
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None
