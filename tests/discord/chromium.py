"""A Chromium without a window, spoken to by its own protocol: one page, changed by a script, one picture of a part."""

import asyncio
import base64
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp

MARK = "DevTools listening on "
SECONDS = 30.0


@dataclass(slots=True)
class Page:
    """An open page."""

    socket: aiohttp.ClientWebSocketResponse
    session: str = ""
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    async def ask(self, method: str, **params: object) -> dict[str, Any]:  # Any: JSON
        """One command of the protocol, and its result."""
        number = next(self._ids)
        told = {"id": number, "method": method, "params": params}
        await self.socket.send_json(told | ({"sessionId": self.session} if self.session else {}))
        async with asyncio.timeout(SECONDS):
            while True:
                said: dict[str, Any] = await self.socket.receive_json()  # Any: JSON
                if said.get("id") == number:
                    assert "error" not in said, said
                    result: dict[str, Any] = said["result"]  # Any: JSON
                    return result

    async def run(self, script: str) -> Any:  # Any: what the script gives
        """A script's value."""
        told = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until a script's value is true."""
        script = f"new Promise((done) => setInterval(() => ({script}) && done(true), 100))"
        await self.run(script)

    async def picture(self, place: Mapping[str, float], scale: float) -> bytes:
        """A PNG of a place: x, y, width and height in pixels."""
        clip = {**place, "scale": scale}
        told = await self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(told["data"])


@asynccontextmanager
async def opened(url: str, width: int, height: int) -> AsyncGenerator[Page]:
    """A page at an address. The browser is `chromium` on PATH, or what CHROMIUM says."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as profile:
        process = await asyncio.create_subprocess_exec(
            browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            async with (
                aiohttp.ClientSession() as client,
                client.ws_connect(await _address(process), max_msg_size=0) as socket,
            ):
                page = Page(socket)
                made = await page.ask("Target.createTarget", url="about:blank")
                told = await page.ask("Target.attachToTarget", targetId=made["targetId"], flatten=True)
                page.session = told["sessionId"]
                size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
                await page.ask("Emulation.setDeviceMetricsOverride", **size)
                await page.ask("Page.setBypassCSP", enabled=True)
                await page.ask("Page.navigate", url=url)
                yield page
        finally:
            process.terminate()
            await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    while line := (await process.stderr.readline()).decode():
        if line.startswith(MARK):
            return line.removeprefix(MARK).strip()
    raise RuntimeError("the browser does not start")
