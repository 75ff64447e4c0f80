"""aimock, an independent server with OpenAI's interface, in a process of its own.

It is a Node program from `tests/node` (`make aimock` fetches it). Without it these tests are skipped at home
and fail in CI.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parents[1] / "node" / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
LISTENING = "listening on "

Fixture = dict[str, Any]  # Any: aimock's own JSON


def node() -> str:
    """The Node program, or an end to the test."""
    found = shutil.which("node")
    missing = (
        "node is not on PATH" if found is None else None if PROGRAM.exists() else "run `make aimock` first"
    )
    if found is not None and missing is None:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"aimock cannot run: {missing}")
    pytest.skip(f"aimock cannot run: {missing}")


@contextmanager
def aimock(folder: Path, fixtures: Sequence[Fixture]) -> Generator[str]:
    """The base URL of a server that plays these fixtures."""
    script = folder / "fixtures.json"
    script.write_text(json.dumps({"fixtures": list(fixtures)}), encoding="utf-8")
    command = (
        node(),
        str(PROGRAM),
        "--port",
        "0",
        "--fixtures",
        str(script),
        "--chunk-size",
        "200",
        "--strict",
    )
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            yield f"{address(server)}/v1"
        finally:
            server.terminate()


def address(server: "subprocess.Popen[str]") -> str:
    """Where it listens, as it says when it does."""
    said: list[str] = []
    for line in server.stdout or ():
        said.append(line)
        if LISTENING in line:
            return line.split(LISTENING)[1].strip()
    pytest.fail("aimock did not start: " + "".join(said))


def says(text: str, nth: int | None = None, **more: Any) -> Fixture:  # Any: see Fixture
    """A whole answer; `nth` counts requests from 0, None is any request that no other fixture takes."""
    return fixture({"content": text, "usage": {"prompt_tokens": 4000, "completion_tokens": 1500}}, nth, more)


def refuses(status: int, message: str, nth: int | None = None, **more: Any) -> Fixture:  # Any: see Fixture
    """An error."""
    response = {
        "error": {
            "message": message,
            "type": more.pop("type", "server_error"),
            "code": more.pop("code", None),
        }
    }
    return fixture(response | {"status": status} | more, nth, {})


def fixture(response: Fixture, nth: int | None, more: Fixture) -> Fixture:
    match = {"endpoint": "chat"} | ({} if nth is None else {"sequenceIndex": nth})
    return {"match": match, "response": response} | more
