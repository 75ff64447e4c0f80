"""Socket Mode with the real SDK's client: acknowledgements, redeliveries, reconnecting."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack, Person, Schedule
from tests.slack.talking import App

CHANNEL = "C0PLATFORM"


@dataclass
class Listener:
    """An app on a socket. It leaves the first `deaf` envelopes without an answer."""

    deaf: int = 0
    answer: Payload | None = None
    came: list[SocketModeRequest] = field(default_factory=list[SocketModeRequest])

    async def hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.came.append(request)
        if len(self.came) > self.deaf:
            response = SocketModeResponse(envelope_id=request.envelope_id, payload=self.answer)
            await client.send_socket_mode_response(response)


@pytest.fixture
async def listener(slack: FakeSlack) -> AsyncGenerator[Listener]:
    slack.over_sockets()
    web = AsyncWebClient(slack.team().token, base_url=slack.api_url)
    client: Any = SocketModeClient(
        slack.app_token, web_client=web, ping_interval=1
    )  # Any: its connect() and close() have no types
    listener = Listener()
    hear: Callable[[AsyncBaseSocketModeClient, SocketModeRequest], Awaitable[None]] = listener.hear
    client.socket_mode_request_listeners.append(hear)
    await client.connect()
    yield listener
    await client.close()


async def test_events_commands_and_interactions_come_in_envelopes(
    slack: FakeSlack, listener: Listener, ana: Person
) -> None:
    listener.answer = {"text": "On my way"}
    await ana.say(CHANNEL, "hello")
    ack = await ana.command("/wasm", "go", CHANNEL)
    await slack.deliveries.settled()
    assert sorted(request.type for request in listener.came) == ["events_api", "slash_commands"]
    assert {request.type: request.accepts_response_payload for request in listener.came} == {
        "events_api": False,
        "slash_commands": True,
    }
    assert (ack.body, ana.whispers(CHANNEL)) == ({"text": "On my way"}, ["On my way"])


async def test_what_is_not_acknowledged_comes_again(
    slack: FakeSlack, listener: Listener, ana: Person
) -> None:
    listener.deaf, slack.sockets.patience = 2, 0.1
    slack.deliveries.schedule = Schedule(retries=(0.0, 0.0, 0.0))
    await ana.say(CHANNEL, "hello")
    await slack.deliveries.settled()
    assert [(one.retry_attempt, one.retry_reason) for one in listener.came] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
    ]
    assert len({told["event_id"] for _, told, _, _ in slack.deliveries.attempts}) == 1
    assert len({one.envelope_id for one in listener.came}) == 3


async def test_a_dropped_connection_is_renewed_and_the_event_comes_again(
    slack: FakeSlack, listener: Listener, ana: Person
) -> None:
    listener.deaf = 1
    await ana.say(CHANNEL, "hello")
    await slack.until(lambda: listener.came)
    await slack.sockets.drop()
    await slack.deliveries.settled()
    assert [one.retry_attempt for one in listener.came] == [0, 1]
    assert slack.deliveries.attempts[0][3].reason == "socket_closed"


async def test_slack_asks_to_connect_anew(slack: FakeSlack, listener: Listener, ana: Person) -> None:
    (before,) = slack.sockets.open
    await slack.sockets.ask_to_reconnect()
    await slack.until(lambda: slack.sockets.open and slack.sockets.open[0] is not before)
    await ana.say(CHANNEL, "hello")
    await slack.deliveries.settled()
    assert len(listener.came) == 1


async def test_only_the_app_token_opens_a_connection_and_an_address_is_good_once(slack: FakeSlack) -> None:
    assert (await App(slack).call("apps.connections.open"))["error"] == "not_allowed_token_type"
    opened = await App(slack, slack.app_token).call("apps.connections.open")
    async with slack.session.ws_connect(opened["url"]) as socket:
        assert (await socket.receive_json())["type"] == "hello"
    async with slack.session.get(opened["url"].replace("ws://", "http://")) as again:
        assert again.status == 403
