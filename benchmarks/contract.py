"""The contract's time on each golden plan, and against reading the same plan from JSON.

A check is everything from the plan as a model's reply gives it to the report: its code parsed, every clause run. Each
round reads the plan anew and checks that, since a real plan is checked once: what the contract keeps between plans are
its words and what follows from the knowledge, nothing of a plan. Times are wall clock of one thread; the ratio to
json.loads and pydantic's validation says what it adds to a reply that has to be read anyway, whatever the machine.
"""

import gc
import json
import statistics
import time

from bot.assessment.facts import knowledge
from bot.planning.contract import check
from bot.planning.plan import Drafted
from tests.contracts.cases import CASES
from tests.contracts.mutants import GOLDEN, golden

WARMING, ROUNDS = 5, 400
GOAL_MS = 1.0


def main() -> None:
    """Print a line a plan, and how the goal is met."""
    print(f"{'plan':24}{'min':>8}{'median':>8}{'p95':>8} ms{'read':>9} ms{'ratio':>7}")
    best: list[float] = []
    for name in CASES:
        reads, checks = measured(name)
        best.append(min(checks))
        p95 = statistics.quantiles(checks, n=20)[-1]
        figures = f"{min(checks):8.2f}{statistics.median(checks):8.2f}{p95:8.2f}   {min(reads):9.3f}   "
        print(f"{name:24}{figures}{min(checks) / min(reads):7.0f}")
    mean, longest = statistics.mean(best), max(best)
    print(f"minimum a plan: mean {mean:.2f} ms, longest {longest:.2f} ms (goal: {GOAL_MS:.0f} ms)")


def measured(name: str) -> tuple[list[float], list[float]]:
    """Milliseconds of reading a plan from JSON, and of checking what was read, in many rounds."""
    kind, text = type(golden(name)), (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    for _ in range(WARMING):
        one_round(name, kind, text)
    gc.collect()
    gc.disable()
    try:
        rounds = [one_round(name, kind, text) for _ in range(ROUNDS)]
    finally:
        gc.enable()
    return [read for read, _ in rounds], [checked for _, checked in rounds]


def one_round(name: str, kind: type[Drafted], text: str) -> tuple[float, float]:
    case = CASES[name]
    begun = time.perf_counter_ns()
    plan = kind.model_validate(json.loads(text))
    read = time.perf_counter_ns()
    check(plan, case.brief, case.assessment, knowledge(), case.language)
    return (read - begun) / 1e6, (time.perf_counter_ns() - read) / 1e6


if __name__ == "__main__":
    main()
