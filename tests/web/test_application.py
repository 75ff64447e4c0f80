"""What the process answers over HTTP, whichever platforms it serves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.standing import standing


@dataclass
class Parts:
    """Something that is served, and how its parts stand."""

    parts: dict[str, bool] = field(default_factory=dict[str, bool])

    async def ready(self) -> Mapping[str, bool]:
        return self.parts


async def greeted(_: Request) -> Response:
    return PlainTextResponse("hola")


async def test_alive_is_not_ready_and_every_part_is_named() -> None:
    store, platform = Parts({"store": True}), Parts({"chat": False})
    async with standing(ready=(store.ready, platform.ready)) as server:
        assert await server.get("/healthz") == (200, "ok")
        status, body = await server.get("/readyz")
        assert (status, json.loads(body)) == (503, {"store": True, "chat": False})
        platform.parts = {"chat": True}
        status, body = await server.get("/readyz")
        assert (status, json.loads(body)) == (200, {"store": True, "chat": True})


async def test_each_platform_brings_its_pages_and_what_it_counts() -> None:
    registry = CollectorRegistry()
    Counter("wasm_architect_greeted", "Greetings.", registry=registry).inc()
    async with standing((Route("/chat/hello", greeted),), registries=(registry,)) as server:
        assert await server.get("/chat/hello") == (200, "hola")
        counted = (await server.get("/metrics"))[1]
    assert "wasm_architect_greeted_total 1.0" in counted
    assert 'wasm_architect_requests_total{route="/chat/hello",status="200"} 1.0' in counted


async def test_what_is_counted_holds_nothing_out_of_a_request() -> None:
    async with standing((Route("/chat/hello", greeted),)) as server:
        assert (await server.get("/wp-login.php?nuestro"))[0] == 404
        assert (await server.get("/chat/hello?nuestro"))[0] == 200
        counted = (await server.get("/metrics"))[1]
    assert 'requests_total{route="other",status="404"} 1.0' in counted
    assert "wp-login" not in counted
    assert "nuestro" not in counted
