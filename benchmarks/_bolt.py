"""The smallest Bolt app there is: it echoes. The yardstick of `slack`.

python -m benchmarks._bolt echo|twice
"""

import os
import re
import sys
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET = "signing-secret"


def echo(*, twice: bool) -> None:
    """Serve until killed; `twice` updates a message, too."""
    client = AsyncWebClient("xoxb-bench", base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=SECRET)

    @app.event(re.compile("message|app_mention"))  # pyright: ignore[reportUnknownMemberType] - Bolt leaves it untyped
    async def answer(event: dict[str, Any], say: Any) -> None:  # Any: Bolt's own
        if twice:
            await client.chat_update(  # pyright: ignore[reportUnknownMemberType] - the SDK leaves some types open
                channel=event["channel"], ts=event["ts"], text=event["text"]
            )
        await say(text=event["text"], thread_ts=event.get("thread_ts") or event["ts"])

    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    routes = [Route("/slack/events", events, methods=["POST"])]
    uvicorn.run(Starlette(routes=routes), port=int(os.environ["PORT"]), log_level="warning", access_log=False)


if __name__ == "__main__":
    echo(twice=sys.argv[1] == "twice")
