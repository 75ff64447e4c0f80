"""The door with Bolt behind it: answered when the listener is done, delivered again when it was not."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.incoming.door import handed_to
from tests.slack.installing.behind import Behind, open_door

Listener = Callable[[], Awaitable[None]]


def bolt(listener: Listener) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")

    app = AsyncApp(authorize=authorize, process_before_response=True, request_verification_enabled=False)

    @app.event("app_mention")  # pyright: ignore[reportUnknownMemberType] - Bolt leaves patterns untyped
    async def mentioned() -> None:
        await listener()

    return app


MENTION = json.dumps(
    {
        "type": "event_callback",
        "team_id": "T1",
        "event": {"type": "app_mention", "user": "U1", "text": "hola"},
    }
).encode()


async def test_bolt_answers_only_when_the_listener_is_done() -> None:
    done: list[str] = []

    async def slowly() -> None:
        await asyncio.sleep(0.05)
        done.append("on the disk")

    async with open_door(Behind(), handed_to(bolt(slowly))) as standing:
        assert (await standing.deliver(MENTION))[0] == 200
        assert done == ["on the disk"]


async def test_a_listener_in_bolt_that_raises_is_delivered_again() -> None:
    async def fails() -> None:
        raise OSError("the disk is full")

    async with open_door(Behind(), handed_to(bolt(fails))) as standing:
        assert (await standing.deliver(MENTION))[0] == 500


async def test_slack_s_question_who_is_there_is_answered() -> None:
    async def nothing() -> None: ...

    asked = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    async with open_door(Behind(), handed_to(bolt(nothing))) as standing:
        status, body = await standing.deliver(asked)
    assert status == 200
    assert "3eZbrw1a" in body
