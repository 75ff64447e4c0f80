"""How the time and the memory of every reader grow with what hurts it: `python -m tests.fuzz.growth [SIZE] [FILE…]`.

Each shape is read at a size (characters) and at four times that. Listed is what takes more than 1.8 times as long as it
should (the best CPU time of three), or more than a second for a hundred thousand characters. Minutes long, and at the
mercy of the machine: the default run has `test_hostile`, which knows no clock but the kernel's.
"""

import gc
import sys
import time
import tracemalloc
from collections.abc import Iterator
from typing import Final

from tests.fuzz.holding import FILE
from tests.fuzz.hostile import HEADS, NO_HEAD, UNITS, repeated
from tests.fuzz.seeds import SEEDS, form_of

TIMES: Final = 4
MOST_GROWTH: Final = TIMES * 1.8
SMALL: Final = 0.05  # seconds; what is below says nothing
SLOW: Final = 10e-6  # seconds for a character
TRIES: Final = 3


def shapes(file: str) -> Iterator[tuple[str, str, str]]:
    """The head, the shape's name and its unit, for a file's format."""
    for head in HEADS.get(file, NO_HEAD):
        for name, unit in UNITS.items():
            yield head, name, unit


def seconds(file: str, text: str, tries: int = 1) -> float:
    """The best CPU time of a few readings."""
    found: list[float] = []
    for _ in range(tries):
        gc.collect()
        begun = time.process_time()
        form_of(file).read(FILE, text)
        found.append(time.process_time() - begun)
    return min(found)


def growth(file: str, head: str, unit: str, size: int) -> tuple[float, float]:
    """The CPU seconds for the longer text, and how many times as many as for the shorter; in doubt, measured again."""
    long, short = head + repeated(unit, TIMES * size), head + repeated(unit, size)
    taken = seconds(file, long)
    if taken <= SMALL or taken / seconds(file, short) <= MOST_GROWTH:
        return taken, 0.0
    taken = seconds(file, long, TRIES)
    return taken, taken / seconds(file, short, TRIES)


def memory(file: str, text: str) -> float:
    """The most bytes at a time, for each character."""
    tracemalloc.start()
    form_of(file).read(FILE, text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / len(text)


def main() -> None:
    """Prints what grows too much, and for each format its slowest shape."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    for file in sys.argv[2:] or SEEDS:
        worst = (0.0, "", "")
        for head, name, unit in shapes(file):
            taken, grows = growth(file, head, unit, size)
            worst = max(worst, (taken, head, name))
            if grows > MOST_GROWTH or taken > SLOW * TIMES * size:
                print(f"{file}: {name} after {head!r}: {taken:.2f} s, grows {grows:.1f} times")
        taken, head, name = worst
        held = memory(file, head + repeated(UNITS[name], TIMES * size))
        print(
            f"{file}: at most {taken:.2f} s ({name} after {head!r}, {held:.0f} bytes a character)", flush=True
        )


if __name__ == "__main__":
    main()
