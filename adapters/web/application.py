"""What the process answers over HTTP: whether it lives, whether it is ready, what it counts, and what platforms bring.

A proxy should pass a platform's own routes to the world, and nothing else. Labels are words of ours, never anything out
of a request: their number stays small.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALIVE = "ok"  # what `/healthz` says

Ready = Callable[[], Awaitable[Mapping[str, bool]]]


def application(
    routes: Sequence[BaseRoute], ready: Sequence[Ready], registries: Sequence[CollectorRegistry]
) -> ASGIApp:
    """The application. Each of `ready` names its parts and whether they work; `registries` are the platforms' own, with
    names of their own."""
    ours = CollectorRegistry()

    async def alive(_: Request) -> Response:
        return PlainTextResponse(ALIVE)

    async def is_ready(_: Request) -> Response:
        parts = {name: works for each in ready for name, works in (await each()).items()}
        return JSONResponse(parts, 200 if all(parts.values()) else 503)

    async def metrics(_: Request) -> Response:
        text = b"".join(generate_latest(each) for each in (ours, *registries))
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    every = [Route("/healthz", alive), Route("/readyz", is_ready), Route("/metrics", metrics), *routes]
    known = frozenset(each.path for each in every if isinstance(each, Route))
    name, about = "wasm_architect_requests", "Requests by route and HTTP status."
    return Counted(Starlette(routes=every), known, Counter(name, about, ("route", "status"), registry=ours))


@dataclass(frozen=True, slots=True)
class Counted:
    """Around the application: each request by its route and status; unknown paths are one route."""

    app: ASGIApp
    known: frozenset[str]
    requests: Counter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = scope["path"] if scope["path"] in self.known else "other"
                self.requests.labels(route, str(message["status"])).inc()
            await send(message)

        await self.app(scope, receive, sent)
