"""`make bench`: every benchmark, or those that are named (`make bench ARGS="turns startup"`), one after the other."""

import importlib
import sys
from pathlib import Path

ALL = tuple(sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py")))

for name in sys.argv[1:] or ALL:
    print(f"$ python -m benchmarks.{name}", flush=True)
    importlib.import_module(f"benchmarks.{name}").main()
    print(flush=True)
