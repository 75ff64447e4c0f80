"""The doors of the server: the Web API, uploads, the file host, response_url, OAuth's page and Socket Mode.

Answers are as Slack's: HTTP 200 with `ok`, also for errors; 429 with Retry-After; 302 to a login page from the file
host when the token does not do. What a call needs is said in `x-oauth-scopes` and `x-accepted-oauth-scopes`.
"""

import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from aiohttp import web

from tests.slack.payloads import Payload
from tests.slack.server import entering, messages, reading, sharing, streams
from tests.slack.server.asking import read
from tests.slack.server.call import Call, Method, Refused
from tests.slack.server.faults import Faults
from tests.slack.server.file_host import FileHost
from tests.slack.server.hooks import Hooks
from tests.slack.server.record import Asked
from tests.slack.server.sockets import Sockets
from tests.slack.server.striking import early, late
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
        self.methods |= messages.methods(self.tell) | sharing.methods(self.tell)
        self.methods |= reading.methods() | streams.methods() | entering.methods()
        app = web.Application(client_max_size=64 * 2**20)
        app.add_routes(
            [
                web.route("*", "/api/{method}", self.api),
                *FileHost(self.world, self.faults, self.asked).routes(),
                web.post("/hooks/{name:.+}", self.hook),
                web.get("/oauth/v2/authorize", self.authorize),
                web.get("/link/", self.sockets.connect),
            ]
        )
        return app

    # ---- the Web API ---------------------------------------------------------------------------------

    async def api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        args, token, body = await read(request)
        known = self.world.grants.get(token)
        team = known.team if known else ""
        asked = Asked(time.time(), name, args, token, team, body, dict(request.headers), {})
        self.asked.append(asked)
        fault = self.faults.next(name, args)
        instead = early(fault, request)
        if instead is None:
            asked.answer = self._answer(name, args, token, body)
            instead = await late(fault, request)
        answer = instead or web.json_response(asked.answer, headers=self._scopes(name, token))
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
        instead = early(fault, request)
        if instead is not None:
            return instead
        try:
            self.hooks.use(name, told)
        except Refused as refused:
            return web.json_response(refused.answer, status=404)
        asked.answer = {"ok": True}
        return await late(fault, request) or web.Response(text="ok")

    async def authorize(self, request: web.Request) -> web.StreamResponse:
        """The page where a person allows the app; this one always does, as `user` for `team` of the query."""
        query = request.query
        team = self.world.teams[query.get("team", next(iter(self.world.teams)))]
        code = self.oauth.code(team, query.get("user", "U0ADMIN"), query.get("redirect_uri", ""))
        back = urlencode({"code": code, "state": query.get("state", "")})
        raise web.HTTPFound(f"{query.get('redirect_uri') or 'http://127.0.0.1/slack/oauth_redirect'}?{back}")
