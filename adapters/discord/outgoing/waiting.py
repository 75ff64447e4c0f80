"""What is to be said in a thread in which the bot may not speak now: it stays in the outbox, and what comes after it.

It is tried again as long as somebody may still open the thread or give the permission: after half of the time that it
has waited already, so that who does it at once need not wait for long. After some days it is given up, and parked.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.discord.outgoing.means import Means
from adapters.discord.traced import WAITING
from bot.core.brief import Brief
from bot.core.conversation import Closed
from bot.core.events import Key
from bot.ports import Archive, Later, Undeliverable

log = logging.getLogger(__name__)

LEAST, MOST = 15.0, 300.0  # seconds between two tries
GIVEN_UP = 3 * 24 * 3_600.0  # seconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """`archive` knows whether there is anything left to wait for."""

    means: Means
    archive: Archive

    async def wait(self, key: Key, traces: Mapping[str, str], error: str) -> None:
        """Raises `Later`, or `Undeliverable` when that has been done for long enough. Nothing waits in a conversation
        that is about to be forgotten: it would hold that up."""
        if await self._leaving(key):
            return
        now, since = self.means.now(), traces.get(WAITING)
        if since is None:
            await self.means.traces.trace(key, WAITING, f"{now:.0f}")
        pause = pause_after(now - float(since or now))
        if pause is None:
            log.warning("%s: what was to be said there is given up: %s", key, error)
            raise Undeliverable(error)
        raise Later(pause)

    async def _leaving(self, key: Key) -> bool:
        """Whether it has ended and nothing is known of it: somebody had it forgotten, or never said anything."""
        kept = await self.archive.load(key)
        return kept is not None and isinstance(kept.phase, Closed) and kept.phase.brief == Brief()


def pause_after(waited: float) -> float | None:
    """The seconds until the next try; None when there is to be none."""
    return None if waited >= GIVEN_UP else min(max(waited / 2, LEAST), MOST)
