"""The doctor's row on the port: whether the bot listens there already, or can."""

import asyncio
import errno
import http.client
import socket

from adapters.web.application import ALIVE
from bot.hosting.findings import Finding

SECONDS = 2.0


async def listening(host: str, port: int) -> Finding:
    """Whether the bot listens there already, or can."""
    trouble, values = await asyncio.to_thread(binding, host, port), {"host": host, "port": str(port)}
    if trouble is None:
        return Finding("port", "ok", "port_ok", values)
    if trouble == errno.EADDRINUSE and await asyncio.to_thread(alive, host, port):
        return Finding("port", "ok", "port_ours", values)
    return Finding("port", "fail", "port_taken" if trouble == errno.EADDRINUSE else "port_bad", values)


def binding(host: str, port: int) -> int | None:
    """Why nothing can listen there, as an errno; None when it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        return error.errno or 0
    return None


def alive(host: str, port: int) -> bool:
    """Whether a bot of ours answers there. Blocks. No proxy of the environment stands between."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - listened on, never called
    asked = http.client.HTTPConnection(near, port, timeout=SECONDS)
    try:
        asked.request("GET", "/healthz")
        return asked.getresponse().read(len(ALIVE) + 1) == ALIVE.encode()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()
