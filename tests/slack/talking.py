"""Talking to the server as an app does, without an SDK: a call and its answer."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack
from tests.slack.vectors import as_form


@dataclass(frozen=True, slots=True)
class App:
    """The app's token and Slack."""

    slack: FakeSlack
    token: str = "xoxb-T0ACME"

    async def call(self, method: str, **args: Any) -> Payload:
        """The answer to a JSON body."""
        answer = await self.ask(method, json.dumps(args), "application/json; charset=utf-8")
        told: Payload = await answer.json()
        return told

    async def form(self, method: str, **args: Any) -> Payload:
        """The answer to a form."""
        answer = await self.ask(method, urlencode(as_form(args)), "application/x-www-form-urlencoded")
        told: Payload = await answer.json()
        return told

    async def ask(
        self, method: str, body: str = "{}", kind: str = "application/json"
    ) -> aiohttp.ClientResponse:
        """The answer as HTTP has it."""
        headers = {"Content-Type": kind}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        answer = await self.slack.session.post(f"{self.slack.api_url}{method}", data=body, headers=headers)
        await answer.read()
        return answer

    async def post(self, text: str = "hello", **args: Any) -> Payload:
        """A message in the channel that the tests use."""
        return await self.call("chat.postMessage", channel="C0PLATFORM", text=text, **args)


def sdk(slack: FakeSlack) -> Any:
    """The real SDK, as installed, talking to this Slack."""
    return AsyncWebClient(slack.team().token, base_url=slack.api_url)
