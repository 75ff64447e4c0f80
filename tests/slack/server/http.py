"""The doors of the server: the Web API, uploads, the file host, response_url, OAuth's page and Socket Mode.

Answers are as Slack's: HTTP 200 with `ok`, also for errors; 429 with Retry-After; 302 to a login page from the file
host when the token does not do. What a call needs is said in `x-oauth-scopes` and `x-accepted-oauth-scopes`.
"""

import asyncio
import base64
import json
import socket as sockets
import struct
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from aiohttp import web

from tests.slack.payloads import Payload
from tests.slack.server import entering, messages, reading, sharing, streams
from tests.slack.server.call import Call, Method, Refused
from tests.slack.server.faults import Broken, Cut, Fault, Faults, RateLimited, Says, Slow
from tests.slack.server.hooks import Hooks
from tests.slack.server.record import Asked
from tests.slack.server.sockets import Sockets
from tests.slack.server.wire import mapped
from tests.slack.server.world import World


@dataclass(slots=True)
class Doors:
    """Everything that can be asked over HTTP."""

    world: World
    oauth: entering.OAuth
    sockets: Sockets
    hooks: Hooks
    tell: messages.Tell
    faults: Faults = field(default_factory=Faults)
    asked: list[Asked] = field(default_factory=list[Asked])
    methods: dict[str, Method] = field(default_factory=dict[str, Method])
    base: str = ""

    def app(self) -> web.Application:
        for room in (messages.methods(self.tell), reading, streams, sharing, entering):
            self.methods |= room if isinstance(room, dict) else room.methods()
        app = web.Application(client_max_size=64 * 2**20)
        app.add_routes(
            [
                web.route("*", "/api/{method}", self.api),
                web.post("/upload/v1/{team}/{file}", self.upload),
                web.get("/files-pri/{place}/{name}", self.download),
                web.get("/login", _login),
                web.post("/hooks/{name:.+}", self.hook),
                web.get("/oauth/v2/authorize", self.authorize),
                web.get("/link/", self.sockets.connect),
            ]
        )
        return app

    # ---- the Web API ---------------------------------------------------------------------------------

    async def api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        args, token, body = await _read(request)
        known = self.world.grants.get(token)
        team = known.team if known else ""
        asked = Asked(time.time(), name, args, token, team, body, dict(request.headers), {})
        self.asked.append(asked)
        fault = self.faults.next(name, args)
        early = _early(fault, request)
        if early is None:
            asked.answer = self._answer(name, args, token, body)
            early = await _late(fault, request)
        answer = early or web.json_response(asked.answer, headers=self._scopes(name, token))
        asked.status = answer.status
        return answer

    def _answer(self, name: str, args: Payload, token: str, body: str) -> Payload:
        try:
            if body.startswith("error:"):
                raise Refused(body.removeprefix("error:"))
            if name == "apps.connections.open":
                if token != self.sockets.app_token:
                    raise Refused("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
                return {"ok": True, "url": self.sockets.ticket(self.base)}
            if name == "oauth.v2.access":
                return self.oauth.access(args)
            return self._called(name, args, token, body)
        except Refused as refused:
            return refused.answer

    def _called(self, name: str, args: Payload, token: str, body: str) -> Payload:
        method = self.methods.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        grant = entering.granted(self.world, token)
        if method.scopes and not set(method.scopes) & grant.scopes:
            raise Refused("missing_scope", needed=method.scopes[0], provided=",".join(sorted(grant.scopes)))
        read = args if body != "json" or method.json else {}
        return method.handler(Call(self.world, self.world.teams[grant.team], grant, read, self.base))

    def _scopes(self, name: str, token: str) -> dict[str, str]:
        grant, method = self.world.grants.get(token), self.methods.get(name)
        return {
            "x-oauth-scopes": ",".join(sorted(grant.scopes)) if grant else "",
            "x-accepted-oauth-scopes": ",".join(method.scopes) if method else "",
            "x-slack-req-id": f"req-{len(self.asked)}",
        }

    # ---- files ---------------------------------------------------------------------------------------

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Raw bytes or a multipart form; the size must be the one that was told."""
        asked = Asked(
            time.time(), "upload", {}, "", request.match_info["team"], "raw", dict(request.headers), {}
        )
        self.asked.append(asked)
        fault = self.faults.next("upload", {})
        early = _early(fault, request)
        if early is not None:
            return early
        shared = self.world.teams[request.match_info["team"]].files.get(request.match_info["file"])
        content = await _uploaded(request)
        if shared is None or shared.content is not None or len(content) != shared.length:
            return web.Response(status=400, text="bad upload")
        shared.content = content
        return await _late(fault, request) or web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file, for a token of its workspace with `files:read`; otherwise the way to the login page."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        team, _, file_id = request.match_info["place"].rpartition("-")
        self.asked.append(
            Asked(time.time(), "download", {"file": file_id}, token, team, "query", dict(request.headers), {})
        )
        fault = self.faults.next("download", {"file": file_id})
        early = _early(fault, request)
        if early is not None:
            return early
        grant = self.world.grants.get(token)
        if grant is None or grant.team != team or grant.revoked or "files:read" not in grant.scopes:
            return web.HTTPFound("/login")
        shared = self.world.teams[team].files.get(file_id)
        if shared is None or shared.content is None:
            return web.Response(status=404)
        return await _late(fault, request) or web.Response(body=shared.content, content_type="text/plain")

    # ---- the rest ------------------------------------------------------------------------------------

    async def hook(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        try:
            told = mapped(await request.json())
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        asked = Asked(
            time.time(), "response_url", told, "", name.split("/")[1], "json", dict(request.headers), {}
        )
        self.asked.append(asked)
        fault = self.faults.next("response_url", told)
        early = _early(fault, request)
        if early is not None:
            return early
        try:
            self.hooks.use(name, told)
        except Refused as refused:
            return web.json_response(refused.answer, status=404)
        asked.answer = {"ok": True}
        return await _late(fault, request) or web.Response(text="ok")

    async def authorize(self, request: web.Request) -> web.StreamResponse:
        """The page where a person allows the app; this one always does, as `user` for `team` of the query."""
        query = request.query
        team = self.world.teams[query.get("team", next(iter(self.world.teams)))]
        code = self.oauth.code(team, query.get("user", "U0ADMIN"), query.get("redirect_uri", ""))
        back = urlencode({"code": code, "state": query.get("state", "")})
        return web.HTTPFound(f"{query.get('redirect_uri') or 'http://127.0.0.1/slack/oauth_redirect'}?{back}")


async def _login(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html><body>Sign in to Slack</body></html>", content_type="text/html")


async def _read(request: web.Request) -> tuple[Payload, str, str]:
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


async def _uploaded(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""


def _early(fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
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


async def _late(fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
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
