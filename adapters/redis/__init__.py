"""The engine for many processes: mailbox, state, outbox and timers of every conversation in Redis.

Each verb is one script (`lua/`), so each is one write, by whichever process it comes. One sorted set per bucket and
lane is ready queue, timers and leases in one: what a dead process held simply becomes due. Announcements wake the
others, and a look once a second finds what was not announced (`lookout`).
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

from adapters.redis.archive import RedisArchive
from adapters.redis.connecting import Settings, connected
from adapters.redis.listening import Listening
from adapters.redis.names import Names
from adapters.redis.outbox import RedisOutbox
from adapters.redis.parts import Parts
from adapters.redis.traces import RedisTraces
from adapters.redis.turns import RedisTurns
from bot.ports.sealing import Sealing, Unsealed

__all__ = ["BUCKETS", "RedisStore", "Settings", "create"]

BUCKETS = 32


class RedisStore(RedisTurns, RedisOutbox, RedisArchive, RedisTraces):
    """Turns, Outbox, Archive and Traces over one server or cluster. `create` opens it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def listening(self, rung: Callable[[str], None]) -> Listening:
        """What other processes announce; `rung` is told the lanes ("t" turns, "o" messages, "j" jobs)."""
        return Listening(self._parts, rung)

    async def aclose(self) -> None:
        """Let go of all connections. What is held comes free when its lease ends."""
        await self._parts.server.aclose()


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


async def create(
    settings: Settings,
    clock: Callable[[], datetime] = utc_now,
    sealing: Sealing | None = None,
    pinned: Callable[[], float] | None = None,
) -> RedisStore:
    """Open a store once the server was found fit. Leases last as the server's clock counts them, or `pinned` (seconds).
    Raises StoreUnusable (`bot.ports`)."""
    server = await connected(settings)
    names = Names(settings.prefix, BUCKETS)
    parts = Parts(server, names, clock, pinned or monotonic, sealing or Unsealed())
    parts.sender, parts.pinned = secrets.token_hex(4), pinned is not None
    return RedisStore(parts)
