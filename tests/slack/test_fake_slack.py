"""The whole of it with a real Bolt app on the other side: over HTTP and over Socket Mode, the same journey."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.server import FakeSlack, Person, seen
from tests.slack.vectors import actions, button, entry, modal, plain

CHANNEL = "C0PLATFORM"
QUESTION = [
    actions(
        button(1, text=plain("AWS"), action_id="cloud"), button(2, text=plain("Other…"), action_id="other")
    )
]


# Any, here: Bolt hands over what the wire had, and its registering methods have no types.


async def mentioned(event: Any, say: Any) -> None:
    await say("Where?", blocks=QUESTION, thread_ts=event["ts"])


async def heard() -> None:
    """A message that is no mention."""


async def commanded(ack: Any, command: Any) -> None:
    await ack(f"You said {command['text']}")


async def pressed(ack: Any, body: Any, client: Any) -> None:
    await ack()
    await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="AWS it is")


async def other(ack: Any, body: Any, client: Any) -> None:
    await ack()
    view = modal(entry("Cloud"), private_metadata=body["message"]["ts"], callback_id="other")
    await client.views_open(trigger_id=body["trigger_id"], view=view)


async def filled(ack: Any, view: Any, client: Any) -> None:
    await ack()
    said = view["state"]["values"]["b"]["i"]["value"]
    await client.chat_update(channel=CHANNEL, ts=view["private_metadata"], text=f"{said} it is")


def app_of(slack: FakeSlack) -> Any:
    """Asks where a system runs, by button or by modal, and says what it heard."""
    client = AsyncWebClient(slack.team().token, base_url=slack.api_url)
    app: Any = AsyncApp(client=client, signing_secret=slack.signing_secret, process_before_response=True)
    app.event("app_mention")(mentioned)
    app.event("message")(heard)
    app.command("/wasm")(commanded)
    app.action("cloud")(pressed)
    app.action("other")(other)
    app.view("other")(filled)
    return app


@asynccontextmanager
async def over_http(slack: FakeSlack) -> AsyncGenerator[None]:
    runner = web.AppRunner(app_of(slack).web_app("/slack/events"), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield
    await slack.deliveries.settled()
    await runner.cleanup()


@asynccontextmanager
async def over_sockets(slack: FakeSlack) -> AsyncGenerator[None]:
    handler: Any = AsyncSocketModeHandler(app_of(slack), slack.app_token)  # Any: untyped methods
    await handler.connect_async()
    slack.over_sockets()
    yield
    await slack.deliveries.settled()
    await handler.close_async()


@pytest.mark.parametrize("way", [over_http, over_sockets])
async def test_a_journey_with_a_real_bolt_app(slack: FakeSlack, ana: Person, way: Any) -> None:
    async with way(slack):
        await ana.command("/wasm", "go & see", CHANNEL)
        assert ana.whispers(CHANNEL) == ["You said go & see"]

        first, second = [await ana.mention(CHANNEL, text) for text in ("one?", "two?")]
        by_button = (await slack.until(lambda: slack.replies(first)))[0]
        by_modal = (await slack.until(lambda: slack.replies(second)))[0]

        await ana.press(by_button, "AWS")
        await slack.until(lambda: seen(by_button) == "AWS it is")

        await ana.press(by_modal, "Other…")
        await ana.submit(await ana.modal(), {"Cloud": "Our own cellar"})
        await slack.until(lambda: seen(by_modal) == "Our own cellar it is")
    assert slack.doubled() == []
    assert [asked.method for asked in slack.asked if not asked.ok] == []
