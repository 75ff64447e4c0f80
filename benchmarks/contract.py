"""The contract's time on each golden plan, and against reading the same plan from JSON.

A check is everything from the plan as a model's reply gives it to the report: its code parsed, every clause run, no
result kept from an earlier one. Times are wall clock of one thread; the ratio to json.loads and pydantic's
validation says what it adds to a reply that has to be read anyway, whatever the machine.
"""

import gc
import json
import statistics
import time
from collections.abc import Callable

from bot.assessment.facts import knowledge
from bot.planning.contract import check
from tests.contracts.cases import CASES
from tests.contracts.mutants import GOLDEN, golden

ROUNDS = 400
GOAL_MS = 1.0


def main() -> None:
    """Print a line a plan, and how the goal is met."""
    print(f"{'plan':24}{'min':>8}{'median':>8}{'p95':>8} ms{'read':>9} ms{'ratio':>7}")
    best: list[float] = []
    for name in CASES:
        checks, reads = measure(name)
        best.append(min(checks))
        p95 = statistics.quantiles(checks, n=20)[-1]
        figures = f"{min(checks):8.2f}{statistics.median(checks):8.2f}{p95:8.2f}   {min(reads):9.3f}   "
        print(f"{name:24}{figures}{min(checks) / min(reads):7.0f}")
    mean, longest = statistics.mean(best), max(best)
    print(f"minimum a plan: mean {mean:.2f} ms, longest {longest:.2f} ms (goal: {GOAL_MS:.0f} ms)")


def measure(name: str) -> tuple[list[float], list[float]]:
    """Milliseconds of checking a plan, and of reading it from JSON."""
    plan, case, text = golden(name), CASES[name], (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    return (
        timed(lambda: check(plan, case.brief, case.assessment, knowledge(), case.language)),
        timed(lambda: type(plan).model_validate(json.loads(text))),
    )


def timed(work: Callable[[], object]) -> list[float]:
    """Milliseconds of each of many runs, the caches of the first ones filled."""
    for _ in range(5):
        work()
    gc.collect()
    gc.disable()
    times: list[float] = []
    try:
        for _ in range(ROUNDS):
            begun = time.perf_counter_ns()
            work()
            times.append((time.perf_counter_ns() - begun) / 1e6)
    finally:
        gc.enable()
    return times


if __name__ == "__main__":
    main()
