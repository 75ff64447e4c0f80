"""OAuth's state: a random word that goes out with a person and must come back, once, within ten minutes.

It proves that whoever brings a code is who was sent to fetch it. Kept on the disk, so that a restart in between
strands nobody; only its hash is kept, so that a copy of the file lets nobody in.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from adapters.slack.installing.installations import connected

LIFE = 600  # seconds


@dataclass(frozen=True, slots=True)
class States:
    """In the file of the installations. `clock` in seconds since the epoch. Blocks."""

    path: Path
    clock: Callable[[], float]

    def issue(self) -> str:
        """A new one; those that ran out are swept away."""
        state, now = secrets.token_urlsafe(32), self.clock()
        with connected(self.path) as connection:
            connection.execute("DELETE FROM states WHERE expires <= ?", (now,))
            connection.execute("INSERT INTO states VALUES (?, ?)", (hashed(state), now + LIFE))
        return state

    def consume(self, state: str) -> bool:
        """Whether it was issued, has not run out and was not used; it is used now."""
        with connected(self.path) as connection:
            gone = connection.execute(
                "DELETE FROM states WHERE state = ? AND expires > ?", (hashed(state), self.clock())
            )
            return gone.rowcount == 1


def hashed(state: str) -> bytes:
    """What is kept of it."""
    return hashlib.sha256(state.encode(errors="replace")).digest()
