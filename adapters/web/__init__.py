"""The HTTP server, run beside the rest of the bot: it takes no signals, and stops when it is told to."""

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from adapters.web.application import Ready, application

__all__ = ["Ready", "Taken", "Web", "application"]

GRACE = 3  # seconds for requests under way when the server stops; Slack has hung up by then


class Taken(Exception):
    """Nothing can listen there: the port is taken, or the address is not this machine's."""


class _Quiet(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """The process has handlers of its own."""
        yield


class Web:
    """One application on one address, which is taken when this is made. Raises Taken."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
        self._host = host
        self._server = _Quiet(config)
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            self._socket = socket.create_server((host, port), family=family, backlog=config.backlog)
        except OSError as trouble:
            raise Taken from trouble

    @property
    def address(self) -> str:
        """`http://host:port`, with the port that was found free where 0 was asked for."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._socket.getsockname()[1]}"

    async def run(self) -> None:
        """Until cancelled; then requests under way are finished."""
        serving = asyncio.create_task(self._server.serve([self._socket]))
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self._server.should_exit = True
            await serving
            raise
