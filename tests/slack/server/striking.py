"""How a fault looks on the wire."""

import asyncio
import socket as sockets
import struct

from aiohttp import web

from tests.slack.server.faults import Broken, Cut, Fault, RateLimited, Says, Slow


def early(fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
    """The answer that takes the place of the call."""
    match fault:
        case RateLimited(seconds):
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
            )
        case Broken(status, after=False):
            return web.Response(status=status, text="<html>oops</html>", content_type="text/html")
        case Cut(after=False):
            return _reset(request)
        case Says(error):
            return web.json_response({"ok": False, "error": error})
        case _:
            return None


async def late(fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
    """What happens to the answer once the call was done."""
    match fault:
        case Broken(status, after=True):
            return web.Response(status=status, text="<html>oops</html>", content_type="text/html")
        case Cut(after=True):
            return _reset(request)
        case Slow(seconds):
            await asyncio.sleep(seconds)
            return None
        case _:
            return None


def _reset(request: web.Request) -> web.StreamResponse:
    """Reset the connection; the response that is returned reaches nobody."""
    transport = request.transport
    if transport is not None:
        held: sockets.socket | None = transport.get_extra_info("socket")
        if held is not None:
            held.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)
