"""What a month costs on a platform, as lines of units × price, in USD.

Published formulas over list prices (`data/prices.toml`), without discounts, data transfer, gateways or
databases. No figure without its inputs: requests a month, CPU time, and for Lambda wall time and memory.
CPU time in Wasm is native time × the language's factor, a range: hence low, base (its middle) and high.

| platform | formula a month |
|---|---|
| Lambda   | (R − free) × price per request + (R × (wall + cold share × INIT) × GB − free) × price per GB-second |
| Workers  | fixed + (R − included) × price per request + (R × CPU − included) × price per CPU millisecond |
| Fastly   | the same without a fixed part, and never less than the minimum |
| Fargate  | vCPUs × seconds × price + GB × seconds × price, sized by `vcpus` below |
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from bot.assessment.catalogue import Price
from bot.assessment.sums import CostLine
from bot.core.brief import Metric

MILLION: Final = Decimal(1_000_000)
MB_PER_GB: Final = Decimal(1024)
MS_PER_SECOND: Final = Decimal(1000)
CENT: Final = Decimal("0.01")
ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Load:
    """A month's work. Times in ms a request.

    `cold_share` (0…1 of the requests) and `init_ms` add Lambda's billed start-ups; None of both adds nothing.
    """

    requests: Decimal
    cpu_ms: Decimal
    wall_ms: Decimal | None = None
    memory_mb: Decimal | None = None
    cold_share: Decimal | None = None
    init_ms: Decimal | None = None


def load_of(inputs: Mapping[Metric, Decimal]) -> Load:
    """What a team told of its load, as a month's work. KeyError without requests and CPU time."""
    return Load(
        requests=inputs[Metric.REQUESTS_PER_MONTH],
        cpu_ms=inputs[Metric.CPU_MS],
        wall_ms=inputs.get(Metric.WALL_MS),
        memory_mb=inputs.get(Metric.MEMORY_MB),
        cold_share=inputs.get(Metric.COLD_START_SHARE),
        init_ms=inputs.get(Metric.COLD_START_MS),
    )


Lines = tuple[CostLine, ...]
Formula = Callable[[Load, Price, Price], Lines]


def amount(lines: Lines) -> Decimal:
    """The sum of the lines, in cents."""
    return sum((each.amount for each in lines), ZERO).quantize(CENT)


def lambda_month(load: Load, price: Price, _: Price) -> Lines:
    """AWS Lambda. Needs wall time and memory; 0 of either when it is not known would be a lie, so it raises."""
    if load.wall_ms is None or load.memory_mb is None:
        raise ValueError("a Lambda bill needs wall time and memory")
    per = price.amounts
    billed_ms = load.wall_ms + (load.cold_share or ZERO) * (load.init_ms or ZERO)
    gb_seconds = load.requests * billed_ms / MS_PER_SECOND * load.memory_mb / MB_PER_GB
    return (
        _line("requests", _over(load.requests, per["free_req"]) / MILLION, "million", per["per_million_req"]),
        _line("gb_seconds", _over(gb_seconds, per["free_gb_s"]), "GB-s", per["gb_second"]),
    )


def workers_month(load: Load, price: Price, _: Price) -> Lines:
    """Cloudflare Workers, paid plan: wall time is free."""
    fixed = _line("fixed", Decimal(1), "month", price.amounts["fixed_month"])
    return (fixed, *_requests_and_cpu(load, price.amounts))


def fastly_month(load: Load, price: Price, _: Price) -> Lines:
    """Fastly Compute: billed by use over an account minimum."""
    lines = _requests_and_cpu(load, price.amounts)
    short = price.amounts["minimum_month"] - sum((each.amount for each in lines), ZERO)
    return (*lines, _line("minimum", Decimal(1), "month", short)) if short > 0 else lines


def fargate_month(load: Load, price: Price, sizing: Price) -> Lines:
    """Containers on Fargate, running all month."""
    size = sizing.amounts
    count = vcpus(load, sizing)
    seconds = size["seconds_per_month"]
    return (
        _line("vcpu_seconds", count * seconds, "vCPU-s", price.amounts["vcpu_second"]),
        _line("memory_seconds", count * size["gb_per_vcpu"] * seconds, "GB-s", price.amounts["gb_second"]),
    )


def vcpus(load: Load, sizing: Price) -> Decimal:
    """How many vCPUs the load needs on average: mean load × headroom ÷ utilisation, in steps, never under the least.

    All four are the sizing's assumptions. Containers are taken to follow the load, so that a short peak is not
    paid for all month; the headroom stands for what is started ahead of it.
    """
    size = sizing.amounts
    mean = load.requests / size["seconds_per_month"] * load.cpu_ms / MS_PER_SECOND
    steps = (mean * size["headroom"] / size["utilisation"] / size["vcpu_step"]).to_integral_value(
        ROUND_CEILING
    )
    return max(size["vcpu_minimum"], steps * size["vcpu_step"])


FORMULAS: Final[Mapping[str, Formula]] = {
    "aws-lambda-x86": lambda_month,
    "aws-lambda-arm": lambda_month,
    "cloudflare-workers": workers_month,
    "fastly-compute": fastly_month,
    "aws-fargate": fargate_month,
}


def _requests_and_cpu(load: Load, per: Mapping[str, Decimal]) -> Lines:
    requests = _over(load.requests, per["req_included"]) / MILLION
    cpu = _over(load.requests * load.cpu_ms, per["cpu_ms_included"]) / MILLION
    return (
        _line("requests", requests, "million", per["per_million_req"]),
        _line("cpu_ms", cpu, "million ms", per["per_million_cpu_ms"]),
    )


def _over(used: Decimal, included: Decimal) -> Decimal:
    return max(ZERO, used - included)


def _line(label: str, units: Decimal, unit: str, price: Decimal) -> CostLine:
    return CostLine(label, units, unit, price, units * price)
