"""What is compared, each a process of its own: how it is started, and what it takes of the processor."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks._bolt import SECRET

STARTS = 30.0  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Side:
    """A process and what came of talking to it."""

    name: str
    url: str
    pid: int
    seconds: list[float] = field(default_factory=list[float])  # until a message was acknowledged
    processor: list[float] = field(default_factory=list[float])  # seconds for a message, by round
    messages: list[float] = field(default_factory=list[float])  # a second, by round

    def taken(self) -> float:
        """Processor time so far, in seconds: user's and system's, of all its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


@asynccontextmanager
async def process(name: str, command: list[str], url: str, port: int, home: str) -> AsyncGenerator[Side]:
    """One side, up and listening."""
    bare = {
        key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "OPENAI", "LLM"))
    }
    ours = {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": url}
    ours |= {"PORT": str(port), "WASM_ARCHITECT_HOME": home, "PYTHONPATH": str(Path(__file__).parents[1])}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *command, env=bare | ours, cwd=home, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + STARTS
        while not await listens(port):
            if running.returncode is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} does not start")
            await asyncio.sleep(0.1)
        yield Side(name, f"http://127.0.0.1:{port}/slack/events", running.pid)
    finally:
        if running.returncode is None:
            running.terminate()
            await running.wait()


async def listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
