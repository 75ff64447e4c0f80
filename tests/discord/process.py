"""`wasm-architect serve` as a process of its own, beside whichever chats the tests have made."""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.discord.server import FakeDiscord
from tests.journeys.shell import environment
from tests.nursery import Born
from tests.slack.server import FakeSlack

STARTS = 60.0  # seconds a start may take on a busy machine
STOPS = 15.0
SERVE = ("serve", "--lang", "en")
# What `python -m bot` does, on a machine where these modules are not installed.
WITHOUT = (
    "import sys; sys.modules.update(dict.fromkeys({0!r})); from bot.__main__ import main; sys.exit(main())"
)


def settings_of(*chats: FakeDiscord | FakeSlack) -> dict[str, str]:
    """The environment in which the bot lives in these."""
    found = {"PORT": "0"}
    for each in chats:
        match each:
            case FakeDiscord():
                found |= {"DISCORD_TOKEN": each.token}
                found |= {"DISCORD_API_URL": each.api_url, "DISCORD_GATEWAY_URL": each.gateway_url}
            case FakeSlack():
                found |= {"SLACK_BOT_TOKEN": each.team().token, "SLACK_APP_TOKEN": each.app_token}
                found |= {"SLACK_API_URL": each.api_url}
    return found


@dataclass(slots=True)
class Served:
    """The process; it can be killed and started again on the same data. `missing`: modules that are not there;
    `module` is what runs; `loaded`: it is born with its imports done."""

    home: Path
    env: Mapping[str, str]
    missing: Sequence[str] = ()
    module: str = "bot"
    loaded: bool = False
    said: list[str] = field(default_factory=list[str])
    process: asyncio.subprocess.Process | Born | None = None
    address: str = ""
    _reading: "asyncio.Task[None] | None" = None

    async def start(self, *, cold: bool = False) -> None:
        """Until it says that it runs. `cold`: as a shell starts it, whatever it is usually."""
        self.process = await (self._born() if self.loaded and not cold else self._started())
        ready = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read(ready))
        self.address = await asyncio.wait_for(ready, STARTS)

    async def kill(self) -> None:
        """SIGKILL: nothing is finished."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> tuple[int, float]:
        """SIGTERM; the exit status, and the seconds that it took."""
        began = time.monotonic()
        status = await self._end(signal.SIGTERM)
        return status, time.monotonic() - began

    async def readiness(self) -> dict[str, bool]:
        async with aiohttp.ClientSession() as client, client.get(f"{self.address}/readyz") as answer:
            told: dict[str, bool] = await answer.json()
            assert answer.status == (200 if all(told.values()) else 503)
            return told

    async def until_ready(self) -> None:
        """Until every part works."""
        async with asyncio.timeout(STARTS):
            while not all((await self.readiness()).values()):  # noqa: ASYNC110 - it is asked over HTTP
                await asyncio.sleep(0.02)

    @property
    def log(self) -> str:
        """The bot's own log."""
        return (self.home / "wasm-architect.log").read_text(encoding="utf-8")

    async def _born(self) -> Born:
        return await Born.start(SERVE, environment(self.home, self.env), self.home)

    async def _started(self) -> asyncio.subprocess.Process:
        code = ("-c", WITHOUT.format([*self.missing])) if self.missing else ("-m", self.module)
        return await asyncio.create_subprocess_exec(
            sys.executable, *code, *SERVE,
            env=environment(self.home, self.env),
            cwd=self.home,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def _end(self, how: signal.Signals) -> int:
        process = self.process
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(how)
        status = await asyncio.wait_for(process.wait(), STOPS)
        if self._reading is not None:
            await self._reading
        self.process = None
        return status

    async def _read(self, ready: "asyncio.Future[str]") -> None:
        """What it says; the address is in the line that says that it runs."""
        stream = self.process.stderr if self.process else None
        while stream is not None and (line := await stream.readline()):
            self.said.append(line.decode().rstrip())
            if "/readyz" in self.said[-1] and not ready.done():
                ready.set_result(self.said[-1].partition("/readyz")[0].rpartition(" ")[2])
        if not ready.done():
            ready.set_exception(RuntimeError("\n".join(self.said)))


@asynccontextmanager
async def serving(
    home: Path,
    env: Mapping[str, str],
    missing: Sequence[str] = (),
    module: str = "bot",
    *,
    loaded: bool = False,
) -> AsyncGenerator[Served]:
    """A process that is up."""
    served = Served(home, env, missing, module, loaded)
    try:
        await served.start()
        yield served
    finally:
        await served.kill()
