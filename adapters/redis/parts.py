"""What the store's four protocols share: the server, the names of keys, clocks, seals, and where work may be.

Leases, back-offs and alarms are counted on the server's clock, so that those of the machines need not agree to the
second: a script is told what the caller's clock shows, and takes every moment as so far from then.
"""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.redis.lookout import Lookout
from adapters.redis.names import Names, member
from adapters.redis.server import Server, Word
from bot.core.effects import Effect
from bot.core.events import EVENT, Event, Key
from bot.core.storing import Outgoing, micros, span
from bot.ports.sealing import Sealing

TURNS, MESSAGES, JOBS = "t", "o", "j"
LANES = TURNS + MESSAGES + JOBS
UNREADABLE = "unreadable"

Seconds = Callable[[], float]


@dataclass(slots=True)
class Parts:
    """`elapsed` counts seconds and is never set; a store that is `pinned` counts leases by it, too, not by the server.
    `sender` names this process where others are told that something became ready; empty: nobody is told."""

    server: Server
    names: Names
    clock: Callable[[], datetime]
    elapsed: Seconds
    sealing: Sealing
    sender: str = ""
    pinned: bool = False
    lookouts: dict[str, Lookout] = field(init=False)

    def __post_init__(self) -> None:
        self.lookouts = {lane: Lookout(self.names.buckets) for lane in LANES}

    def at(self, moment: datetime) -> int:
        """A caller's moment on this process's own clock."""
        return span(moment - self.clock()) + int(self.elapsed() * 1_000_000)

    def clocks(self) -> tuple[int, str]:
        """What `shift` in common.lua asks for: the caller's clock, and the one to count by, if not the server's."""
        return micros(self.clock()), str(int(self.elapsed() * 1_000_000)) if self.pinned else ""

    async def write(self, verb: str, key: Key, *words: Word) -> bool:
        """One verb about one conversation."""
        who = (self.sender, member(key), key.thread, "0", _token())
        answer, rung = await self.server.run(verb, self.names.of(key), (*who, *words))
        bucket = self.names.bucket(key)
        for lane in rung.decode():
            self.lookouts[lane].ready(bucket)
        return bool(answer)

    async def take(
        self, lane: str, now: datetime, lease: timedelta, busy: Collection[str] = ()
    ) -> list[Any] | None:
        """What is due in a lane, under a lease, as claim.lua gives it."""
        lookout, at, tried = self.lookouts[lane], self.at(now), set[int]()
        words: Sequence[Word] = (
            "",
            "",
            "",
            "0",
            _token(),
            lane,
            micros(now),
            span(lease),
            *self.clocks(),
            *busy,
        )
        while (bucket := lookout.next(at, tried)) is not None:
            tried.add(bucket)
            wait, left, *found = await self.server.run("claim", self.names.of_bucket(bucket), words)
            lookout.looked(bucket, at, 0 if left else wait)
            if found:
                return found
        return None

    async def wait(self, lane: str, key: Key, until: datetime, *words: Word) -> bool:
        """Longer, or later; `words` are fence, effect and whether the attempt is excused."""
        fence, effect, excused = words
        waits = await self.write("wait", key, lane, fence, micros(until), *self.clocks(), effect, excused)
        self.lookouts[lane].sooner(self.names.bucket(key), self.at(until))
        return waits

    def mail(self, event: Event) -> bytes:
        """An event as it is stored."""
        return self.sealing.seal(EVENT.dump_json(event), *place(event.conversation, event.id))

    def parcels(self, key: Key, out: Sequence[tuple[Outgoing, Effect]]) -> list[Word]:
        """Effects as they are stored: five words each."""
        words: list[Word] = []
        for each, _ in out:
            body = self.sealing.seal(each.body.encode(), *place(key, each.id))
            words += (each.id, each.lane, each.job or "", each.language, body)
        return words


def _token() -> int:
    """Names a call: a number that Redis keeps exactly."""
    return secrets.randbits(52)


def place(key: Key, what: str) -> tuple[str, str, str, str]:
    """What a seal is bound to."""
    return key.platform, key.workspace, key.thread, what
