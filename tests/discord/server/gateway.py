"""The gateway: sessions that outlive their connections, so that what was missed is replayed after a resumption.

An event goes to each session whose shard and intents it is for, gets that session's next number, and is kept there.
A session has at most one connection; without one it only keeps. Close codes: 4004 (token), 4014 (intents).
"""

import json
import time
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.discord.payloads import Payload
from tests.discord.server import shapes
from tests.discord.server.links import Link
from tests.discord.server.record import Told
from tests.discord.server.stripping import stripped
from tests.discord.server.wire import mapped
from tests.discord.server.world import World

DISPATCH, BEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
MEMBERS, PRESENCES = 1 << 1, 1 << 8  # privileged, and never granted here
INTERVAL = 41_250  # milliseconds between heartbeats


@dataclass(slots=True)
class Session:
    """`told`: every event so far; the number of the first is 1. `link`: the connection, if there is one."""

    id: str
    intents: int
    shard: int
    shards: int
    link: Link | None = None
    told: list[tuple[str, Payload]] = field(default_factory=list[tuple[str, Payload]])

    def hears(self, event: str, guild: str | None) -> bool:
        """Whether an event is for it."""
        if guild is not None and (int(guild) >> 22) % self.shards != self.shard:
            return False
        if guild is None and self.shard != 0:
            return False
        if event.startswith("MESSAGE_"):
            return bool(self.intents & (GUILD_MESSAGES if guild else DIRECT_MESSAGES))
        return event == "INTERACTION_CREATE" or bool(self.intents & GUILDS)


@dataclass(slots=True, repr=False)
class Gateway:
    """All sessions. `copies`: how often each event is sent, as numbers of their own."""

    world: World
    record: list[Told] = field(default_factory=list[Told])
    sessions: dict[str, Session] = field(default_factory=dict[str, Session])
    links: list[Link] = field(default_factory=list[Link])
    copies: int = 1
    resumed: int = 0
    identified: int = 0

    # ---- events --------------------------------------------------------------------------------------

    def tell(self, event: str, payload: Payload) -> None:
        """Send an event to those whom it is for."""
        guild = payload.get("guild_id") or (payload.get("id") if event.startswith("GUILD_") else None)
        for session in self.sessions.values():
            if session.hears(event, str(guild) if guild else None):
                bare = guild is not None and not session.intents & CONTENT and event.startswith("MESSAGE_")
                shown = stripped(payload, self.world.bot.id) if bare else payload
                for _ in range(self.copies):
                    self._send(session, event, shown)

    def _send(self, session: Session, event: str, payload: Payload) -> None:
        session.told.append((event, payload))
        self._say(session, len(session.told))

    def _say(self, session: Session, seq: int, *, again: bool = False) -> None:
        event, payload = session.told[seq - 1]
        if session.link is not None:
            self.record.append(Told(time.time(), session.id, seq, event, payload, again))
            session.link.send(DISPATCH, payload, seq, event)

    # ---- trouble -------------------------------------------------------------------------------------

    def drop(self, *, forget: bool = False) -> int:
        """Cut every connection without a word; `forget` its session too. How many were cut."""
        if forget:
            self.sessions.clear()
        cut = len(self.links)
        for link in list(self.links):
            link.abort()
        return cut

    def reconnect(self) -> None:
        """Ask everybody to connect anew (opcode 7)."""
        for link in self.links:
            link.send(RECONNECT, None)

    def invalidate(self) -> None:
        """End every session (opcode 9): nothing is replayed."""
        self.sessions.clear()
        for link in self.links:
            link.send(INVALID, payload=False)

    def poison(self, event: str = "MESSAGE_CREATE", payload: Payload | None = None) -> None:
        """An event whose payload is not as documented: the library's parser raises KeyError on it (no `id`)."""
        for session in self.sessions.values():
            self._send(session, event, payload or {"channel_id": "1", "author": {}})

    # ---- connections ---------------------------------------------------------------------------------

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """A connection, until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        link = Link(socket, request, request.query.get("compress", ""))
        self.links.append(link)
        try:
            async with link.pumping():
                link.send(HELLO, {"heartbeat_interval": INTERVAL})
                with suppress(ConnectionError):
                    async for frame in socket:
                        if frame.type is WSMsgType.TEXT:
                            await self._hear(link, mapped(json.loads(frame.data)))
        finally:
            self.links.remove(link)
            self._left(link, ended=socket.close_code in (1000, 1001))
        return socket

    def _left(self, link: Link, *, ended: bool) -> None:
        """A session waits to be resumed, unless the client said that it is at an end (close code 1000 or 1001)."""
        for session in [each for each in self.sessions.values() if each.link is link]:
            session.link = None
            if ended:
                del self.sessions[session.id]

    async def _hear(self, link: Link, told: Payload) -> None:
        match told.get("op"):
            case kind if kind == BEAT:
                link.send(ACK, None)
            case kind if kind == IDENTIFY:
                await self._identify(link, mapped(told.get("d")))
            case kind if kind == RESUME:
                await self._resume(link, mapped(told.get("d")))
            case _:
                return

    async def _identify(self, link: Link, told: Payload) -> None:
        intents, (shard, shards) = int(told["intents"]), told.get("shard") or (0, 1)
        if told["token"] != self.world.token:
            await link.socket.close(code=4004, message=b"Authentication failed.")
        elif intents & (MEMBERS | PRESENCES) or (intents & CONTENT and not self.world.reads_content):
            await link.socket.close(code=4014, message=b"Disallowed intent(s).")
        else:
            self.identified += 1
            self._open(Session(f"session-{self.world.id()}", intents, shard, shards, link))

    def _open(self, session: Session) -> None:
        """READY, with servers that are still out of reach; each of them follows."""
        self.sessions[session.id] = session
        guilds = [each for each in self.world.guilds.values() if each.inside]
        own = [each for each in guilds if (int(each.id) >> 22) % session.shards == session.shard]
        ready: Payload = {
            "v": 10,
            "user": shapes.user(self.world.bot),
            "guilds": [{"id": each.id, "unavailable": True} for each in own],
            "session_id": session.id,
            "resume_gateway_url": f"{self.world.base.replace('http', 'ws', 1)}/gateway",
            "shard": [session.shard, session.shards],
            "application": {"id": self.world.bot.id, "flags": self.world.flags},
        }
        self._send(session, "READY", ready)
        for each in own:
            if each.reachable:
                self._send(session, "GUILD_CREATE", shapes.guild(self.world, each))

    async def _resume(self, link: Link, told: Payload) -> None:
        session = self.sessions.get(str(told.get("session_id")))
        if told["token"] != self.world.token:
            await link.socket.close(code=4004, message=b"Authentication failed.")
        elif session is None:
            link.send(INVALID, payload=False)
        else:
            session.link = link
            self.resumed += 1
            for seq in range(int(told["seq"] or 0) + 1, len(session.told) + 1):
                self._say(session, seq, again=True)
            self._send(session, "RESUMED", {})
