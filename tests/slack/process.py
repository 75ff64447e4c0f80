"""The real bot as a process of its own, beside the Slack of the tests."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.nursery import Born
from tests.slack.server import FakeSlack

STARTS = 60.0  # seconds a start may take on a busy machine
STOPS = 15.0
SETTINGS = ("SLACK_", "DISCORD_", "OPENAI_", "LLM_")


@dataclass(slots=True)
class Bot:
    """`serve`, over HTTP or over Socket Mode; it can be killed and started again on the same data. `module` is what
    runs; `loaded`: it is born with its imports done."""

    slack: FakeSlack
    home: Path
    over_sockets: bool
    more: Mapping[str, str] = field(default_factory=dict[str, str])
    module: str = "bot"
    loaded: bool = False
    process: asyncio.subprocess.Process | Born | None = None
    said: list[str] = field(default_factory=list[str])
    _reading: asyncio.Task[None] | None = None

    async def start(self, *, cold: bool = False) -> None:
        """Until it says where it listens; then Slack delivers there. `cold`: as a shell starts it, whatever it is
        usually."""
        self.process = await (self._born() if self.loaded and not cold else self._started())
        ready = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read(ready))
        address: str = await asyncio.wait_for(ready, STARTS)
        if self.over_sockets:
            self.slack.over_sockets()
            await self.slack.until(lambda: self.slack.sockets.connected, STARTS)
        else:
            self.slack.deliver_to(f"{address}/slack/events")

    async def kill(self) -> None:
        """SIGKILL: nothing is finished."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; the exit status."""
        return await self._end(signal.SIGTERM)

    async def _born(self) -> Born:
        return await Born.start(("serve",), self._environment(), self.home)

    async def _started(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", self.module, "serve",
            env=self._environment(),
            cwd=self.home,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def _end(self, how: signal.Signals) -> int:
        process = self.process
        if process is None:
            return 0
        with suppress(ProcessLookupError):
            process.send_signal(how)
        status = await asyncio.wait_for(process.wait(), STOPS)
        if self._reading is not None:
            await self._reading
        self.process = None
        return status

    async def _read(self, ready: "asyncio.Future[str]") -> None:
        """What it says; the address is in the first line."""
        stream = self.process.stderr if self.process else None
        while stream is not None and (line := await stream.readline()):
            self.said.append(line.decode().rstrip())
            if "/readyz" in self.said[-1] and not ready.done():
                ready.set_result(self.said[-1].partition("/readyz")[0].rpartition(" ")[2])
        if not ready.done():
            ready.set_exception(RuntimeError("\n".join(self.said)))

    def _environment(self) -> dict[str, str]:
        """This machine's, without any setting that may stand in it."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
        return {**ours, **self._settings(), **self.more}

    def _settings(self) -> dict[str, str]:
        door = (
            {"SLACK_APP_TOKEN": self.slack.app_token}
            if self.over_sockets
            else {"SLACK_SIGNING_SECRET": self.slack.signing_secret}
        )
        return {
            **({} if "SLACK_CLIENT_ID" in self.more else {"SLACK_BOT_TOKEN": self.slack.team().token}),
            "SLACK_API_URL": self.slack.api_url,
            "WASM_ARCHITECT_HOME": str(self.home / "data"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PORT": "0",
            **door,
        }

    @property
    def log(self) -> str:
        """The bot's own log."""
        return (self.home / "data" / "wasm-architect.log").read_text(encoding="utf-8")


@asynccontextmanager
async def running(
    slack: FakeSlack,
    home: Path,
    *,
    over_sockets: bool = False,
    more: Mapping[str, str] | None = None,
    module: str = "bot",
    loaded: bool = False,
) -> AsyncGenerator[Bot]:
    """A bot that is up."""
    bot = Bot(slack, home, over_sockets, more or {}, module, loaded)
    try:
        await bot.start()
        yield bot
    finally:
        await bot.kill()
