"""What a request says: arguments, token, and how they came."""

import base64
import json
from urllib.parse import parse_qs

from aiohttp import web

from tests.slack.payloads import Payload
from tests.slack.server.wire import mapped


async def read(request: web.Request) -> tuple[Payload, str, str]:
    """Arguments, token and kind of body; "error:…" names what to answer."""
    args: Payload = dict(request.query)
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token.startswith("Basic "):
        pair = base64.b64decode(token.removeprefix("Basic ")).decode().partition(":")
        args |= {"client_id": pair[0], "client_secret": pair[2]}
        token = ""
    raw, kind = await request.read(), request.content_type
    if not raw or request.method == "GET":
        return args, token or str(args.pop("token", "")), "query"
    if kind == "application/json":
        try:
            told: object = json.loads(raw)
        except ValueError:
            return args, token, "error:invalid_json"
        return args | mapped(told), token, "json" if isinstance(told, dict) else "error:json_not_object"
    if kind == "multipart/form-data":
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    else:
        args |= {name: values[-1] for name, values in parse_qs(raw.decode(), keep_blank_values=True).items()}
    return args, token or str(args.pop("token", "")), "form"
