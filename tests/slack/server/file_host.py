"""Where files lie: uploads come here, downloads want the token of an app that may read them."""

import time
from dataclasses import dataclass

from aiohttp import web

from tests.slack.server.faults import Faults
from tests.slack.server.record import Asked
from tests.slack.server.striking import early, late
from tests.slack.server.world import World


@dataclass(slots=True)
class FileHost:
    """The file host of all workspaces."""

    world: World
    faults: Faults
    asked: list[Asked]

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/upload/v1/{team}/{file}", self.upload),
            web.get("/files-pri/{place}/{name}", self.download),
            web.get("/login", _login),
        ]

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Raw bytes or a multipart form; the size must be the one that was told."""
        asked = Asked(
            time.time(), "upload", {}, "", request.match_info["team"], "raw", dict(request.headers), {}
        )
        self.asked.append(asked)
        fault = self.faults.next("upload", {})
        instead = early(fault, request)
        if instead is not None:
            return instead
        shared = self.world.teams[request.match_info["team"]].files.get(request.match_info["file"])
        content = await _uploaded(request)
        if shared is None or shared.content is not None or len(content) != shared.length:
            return web.Response(status=400, text="bad upload")
        shared.content = content
        return await late(fault, request) or web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file, for a token of its workspace with `files:read`; otherwise the way to the login page."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        team, _, file_id = request.match_info["place"].rpartition("-")
        self.asked.append(
            Asked(time.time(), "download", {"file": file_id}, token, team, "query", dict(request.headers), {})
        )
        fault = self.faults.next("download", {"file": file_id})
        instead = early(fault, request)
        if instead is not None:
            return instead
        grant = self.world.grants.get(token)
        if grant is None or grant.team != team or grant.revoked or "files:read" not in grant.scopes:
            raise web.HTTPFound("/login")
        shared = self.world.teams[team].files.get(file_id)
        if shared is None or shared.content is None:
            return web.Response(status=404)
        return await late(fault, request) or web.Response(body=shared.content, content_type="text/plain")


async def _login(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html><body>Sign in to Slack</body></html>", content_type="text/html")


async def _uploaded(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""
