"""The doors of the server: REST under `/api/v10`, the gateway, and the files at `/attachments`.

Every request is recorded, then perhaps spoilt (`faults.py`), then answered. JSON goes out as exactly
`application/json`. What nobody knows is answered with 404 and kept in `unexpected`.
"""

import json
import mimetypes
import time
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from tests.discord.server import rest
from tests.discord.server.errors import NotServed, Refused, Unauthorized
from tests.discord.server.faults import Faults
from tests.discord.server.gateway import Gateway
from tests.discord.server.record import Asked
from tests.discord.server.rest.call import Answer, Call
from tests.discord.server.stage import Stage
from tests.discord.server.striking import as_json, early, late, refusal
from tests.discord.server.things import File


@dataclass(slots=True, repr=False)
class Doors:
    """Everything that can be asked."""

    stage: Stage
    gateway: Gateway
    faults: Faults = field(default_factory=Faults)
    asked: list[Asked] = field(default_factory=list[Asked])
    unexpected: list[Asked] = field(default_factory=list[Asked])

    def app(self) -> web.Application:
        app = web.Application(client_max_size=256 * 2**20)
        app.add_routes(
            [
                web.route("*", "/api/v10{path:/.*}", self.api),
                web.get("/gateway", self.enter),
                web.get("/attachments/{channel}/{file}/{name}", self.download),
            ]
        )
        return app

    async def api(self, request: web.Request) -> web.StreamResponse:
        """REST."""
        path = request.match_info["path"]
        asked = Asked(time.time(), request.method, path, dict(request.query), {})
        self.asked.append(asked)
        files, broken = await self._read(request, asked)
        fault = self.faults.next(asked)
        instead = await early(fault, request)
        if instead is None:
            try:
                answer = self._answered(request, asked, files, broken=broken)
                done: web.Response = as_json(answer) if answer is not None else web.Response(status=204)
            except Refused as refused:
                asked.code = int(refused.answer["code"])
                done = refusal(refused)
            asked.status = done.status
            return await late(fault, request) or done
        asked.status = instead.status
        return instead

    def _answered(
        self, request: web.Request, asked: Asked, files: tuple[File, ...], *, broken: bool
    ) -> Answer:
        known = rest.found(asked.method, asked.path)
        if known is None:
            self.unexpected.append(asked)
            raise NotServed
        handler, ids, guarded = known
        if guarded and request.headers.get("Authorization") != f"Bot {self.stage.world.token}":
            raise Unauthorized
        if broken:
            raise Refused(50109)
        return handler(Call(self.stage, ids, asked.query, asked.body, files))

    async def _read(self, request: web.Request, asked: Asked) -> tuple[tuple[File, ...], bool]:
        """The files of a request, and whether its JSON could not be read; what was read goes on the record."""
        files: list[File] = []
        text: bytes | None = None
        if request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                if not isinstance(part, BodyPartReader):
                    continue
                if part.name == "payload_json":
                    text = bytes(await part.read())
                    continue
                content = bytes(await part.read())
                name = part.filename or part.name or "unknown"
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                files.append(File(self.stage.world.id(), name, content, kind))
                asked.files = {**asked.files, part.name or name: content}
        elif request.can_read_body:
            text = await request.read()
        try:
            asked.body = json.loads(text) if text else {}
        except ValueError:
            return tuple(files), True
        return tuple(files), False

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """The gateway; a fault keeps it shut."""
        asked = Asked(time.time(), "GET", "/gateway", dict(request.query), {})
        self.asked.append(asked)
        return await early(self.faults.next(asked), request) or await self.gateway.connect(request)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file, as long as a message has it."""
        asked = Asked(time.time(), "GET", request.path, dict(request.query), {})
        self.asked.append(asked)
        fault = self.faults.next(asked)
        instead = await early(fault, request)
        if instead is not None:
            return instead
        held = self.stage.world.file(request.match_info["channel"], request.match_info["file"])
        if held is None:
            return web.Response(status=404, text="This content is no longer available.")
        return await late(fault, request) or web.Response(body=held.content, content_type=held.kind)
