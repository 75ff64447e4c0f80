"""The desk behind Bolt: payloads go in as Slack sends them, and its answer is what Slack would get."""

import json
from typing import Literal
from urllib.parse import urlencode

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.incoming.bolt import bolt
from adapters.slack.render.controls import action
from bot.core.document import COMMAND
from tests.slack.incoming.desk import Desk
from tests.slack.incoming.ear import ANA, BEA, LATER, ROOT
from tests.slack.payloads import (
    Payload,
    Place,
    app_mention,
    button,
    message_sent,
    modal,
    view_submission,
)

Mode = Literal["http", "socket_mode"]

THREAD = f"C0PLATFORM:{ROOT}"
ASKS = app_mention(ANA, "<@U0BOT> we run AWS Lambda, with cold starts", ROOT)
QUESTION = message_sent(ANA, "How much traffic?", LATER, ROOT)
OTHER = button(*action("traffic", "other", "Other…"), "Other…")
SHEET = button(*action(COMMAND, "change", "Change"), "Change")
STOP = button(*action(COMMAND, "stop", "Stop"), "Stop")
GRID = Place(enterprise="E0GRID", org_install=True)


class Bolted(Desk):
    """The desk behind Bolt, asked in one mode or the other."""

    def __init__(self, mode: Mode) -> None:
        super().__init__()
        self.mode: Mode = mode
        self.installed: str | None = "xoxb-1"
        self.asked_for: list[str] = []
        self.app = bolt(self.listening, self._token)

    async def _token(self, workspace: str) -> str | None:
        self.asked_for.append(workspace)
        return self.installed

    async def send(self, payload: Payload) -> BoltResponse:
        return await self.app.async_dispatch(self._request(payload))

    def _request(self, payload: Payload) -> AsyncBoltRequest:
        if self.mode == "socket_mode":
            return AsyncBoltRequest(mode="socket_mode", body=payload)
        if "command" in payload or "ssl_check" in payload:
            return form(urlencode(payload))
        if payload["type"] in {"block_actions", "view_submission", "view_closed"}:
            return form(urlencode({"payload": json.dumps(payload)}))
        return AsyncBoltRequest(
            body=json.dumps(payload), headers={"content-type": ["application/json; charset=utf-8"]}
        )


def form(body: str) -> AsyncBoltRequest:
    return AsyncBoltRequest(body=body, headers={"content-type": ["application/x-www-form-urlencoded"]})


def body_of(answer: BoltResponse) -> Payload:
    found: Payload = json.loads(answer.body) if answer.body else {}
    return found


async def under_way(desk: Bolted) -> None:
    await desk.send(ASKS)
    await desk.work()
    desk.ear.taken.clear()


SENT = view_submission(
    BEA,
    modal(BEA, [{"type": "input", "block_id": "traffic"}], THREAD),
    {"traffic": {"typed": "three million a month"}},
)
