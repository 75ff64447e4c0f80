"""How soon `wasm-architect --help` answers, against importing pydantic alone.

Each is started afresh, in turns, so that a busy machine slows both; compiled modules are kept from the first start
on, as they are on a machine where the program is installed. Medians say what is usual here, minimums what is possible.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 20
GOAL = 1.5
COMMANDS = {
    "wasm-architect --help": [sys.executable, "-m", "bot", "--help"],
    'python -c "import pydantic"': [sys.executable, "-c", "import pydantic"],
}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """From the start to the end of a process."""
    began = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> None:
    """Print medians, minimums and ratios."""
    with tempfile.TemporaryDirectory() as compiled:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = kept | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONPATH": str(Path(__file__).parents[1])}
        for command in COMMANDS.values():
            seconds(command, environment)
        rounds = [[seconds(command, environment) for command in COMMANDS.values()] for _ in range(ROUNDS)]
    print(f"start-up: {ROUNDS} rounds")
    for name, times in zip(COMMANDS, zip(*rounds, strict=True), strict=True):
        print(
            f"  {name:28}  median {statistics.median(times) * 1000:6.0f} ms   minimum {min(times) * 1000:6.0f} ms"
        )
    ours, yardstick = zip(*rounds, strict=True)
    median = statistics.median(mine / its for mine, its in rounds)
    print(
        f"  {'ratio':28}  median {median:6.2f}      minimum {min(ours) / min(yardstick):6.2f}      goal ≤ {GOAL}"
    )


if __name__ == "__main__":
    main()
