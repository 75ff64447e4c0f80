"""`wasm-architect assess` as a test calls it, in this process."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main

ROOT = Path(__file__).parents[2]
ANSWERS = """\
opening = "Dos funciones en AWS Lambda con Node.js; los arranques en frío son muy largos"
traffic = "8 millones de peticiones al mes, 120 ms cada una, 10 ms de CPU, a ráfagas, pico 10 veces la media"
state = "todo en DynamoDB"
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit status, stdout and stderr."""
    status = main(["assess", *map(str, arguments)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def told(
    capsys: pytest.CaptureFixture[str], *arguments: str | Path
) -> Mapping[str, Any]:  # Any: JSON as a script would read it
    """The JSON object that it prints."""
    return dict(json.loads(run(capsys, *arguments)[1]))
