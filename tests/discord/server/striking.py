"""How a fault looks on the wire."""

import asyncio
import json
import socket as sockets
import struct
from collections.abc import Mapping

from aiohttp import web

from tests.discord.server.errors import Refused
from tests.discord.server.faults import Banned, Broken, Cut, Fault, RateLimited, Says, Slow


async def early(fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
    """The answer that takes the place of the request."""
    match fault:
        case RateLimited(seconds, everywhere):
            return limited(seconds, everywhere=everywhere)
        case Banned(seconds):
            headers = {} if seconds is None else {"Retry-After": str(seconds)}
            return web.Response(status=429, text="error code: 1015", headers=headers)
        case Broken(status, after=False):
            return _broken(status)
        case Cut(after=False):
            return _reset(request)
        case Says(code):
            return refusal(Refused(code))
        case Slow(seconds, before=True):
            await asyncio.sleep(seconds)
            return None
        case _:
            return None


async def late(fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
    """What happens to the answer once the request was done."""
    match fault:
        case Broken(status, after=True):
            return _broken(status)
        case Cut(after=True):
            return _reset(request)
        case Slow(seconds, before=False):
            await asyncio.sleep(seconds)
            return None
        case _:
            return None


def limited(seconds: float, *, everywhere: bool = False, **more: object) -> web.Response:
    """429 as Discord sends it."""
    told = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    scope = "global" if everywhere else "user"
    headers = {"Via": "1.1 google", "Retry-After": str(int(seconds) + 1), "X-RateLimit-Scope": scope}
    headers |= {"X-RateLimit-Global": "true"} if everywhere else {}
    return as_json(told | more, status=429, headers=headers)


def refusal(refused: Refused) -> web.Response:
    """An error as Discord answers it; 429 says how long."""
    if refused.status == 429:
        return limited(1.0, **refused.answer)
    return as_json(refused.answer, status=refused.status, headers={"Via": "1.1 google"})


def as_json(told: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON whose content type is exactly that: with a charset behind it the library takes it for a text."""
    body = json.dumps(told).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _broken(status: int) -> web.Response:
    return web.Response(status=status, text="<html>oops</html>", content_type="text/html")


def _reset(request: web.Request) -> web.StreamResponse:
    """Reset the connection; the response that is returned reaches nobody."""
    transport = request.transport
    if transport is not None:
        held: sockets.socket | None = transport.get_extra_info("socket")
        if held is not None:
            held.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)
