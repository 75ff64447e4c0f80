"""An app's address, for tests of deliveries: what came there, and what it answers."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from aiohttp import web

from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack


@dataclass
class Door:
    """An app's address: what came, and what it answers in turn (the last answer serves all that follow)."""

    answers: list[web.Response] = field(default_factory=list[web.Response])
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list[tuple[dict[str, str], bytes]])
    url: str = ""
    pause: float = 0.0

    async def post(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.pause)
        self.came.append((dict(request.headers), await request.read()))
        told = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return web.Response(status=told.status, body=told.body, headers=told.headers)

    def answer(self, *statuses: int, body: Payload | None = None, **headers: str) -> None:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        text = json.dumps(body) if body else ""
        self.answers = [web.Response(status=status, text=text, headers=told) for status in statuses]

    @property
    def events(self) -> list[Payload]:
        return [
            json.loads(body) for headers, body in self.came if headers["Content-Type"] == "application/json"
        ]

    @property
    def interactions(self) -> list[Payload]:
        forms = [parse_qs(body.decode()) for _, body in self.came]
        return [json.loads(form["payload"][0]) for form in forms if "payload" in form]

    @property
    def retries(self) -> list[tuple[str | None, str | None]]:
        return [(head.get("X-Slack-Retry-Num"), head.get("X-Slack-Retry-Reason")) for head, _ in self.came]


@asynccontextmanager
async def opened(slack: FakeSlack) -> AsyncGenerator[Door]:
    door = Door()
    door.answer(200)
    app = web.Application()
    app.router.add_post("/slack/events", door.post)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    slack.deliver_to(door.url)
    yield door
    await slack.deliveries.close()
    await runner.cleanup()
