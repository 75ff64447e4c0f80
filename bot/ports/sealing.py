"""What is stored may be sealed. A seal is bound to its place: what is copied elsewhere does not open there."""

from dataclasses import dataclass
from typing import Protocol


class Unopened(ValueError):
    """Sealed with a key that is not there, for another place, or altered. Holds nothing of the content."""


class Sealing(Protocol):
    """`place` says whose it is and what: platform, workspace, thread, and a version or the id of an event or effect."""

    def seal(self, body: bytes, *place: str) -> bytes: ...

    def opened(self, sealed: bytes, *place: str) -> bytes:
        """Raises Unopened."""
        ...


@dataclass(frozen=True, slots=True)
class Unsealed:
    """No seal: the store's own disk is trusted."""

    def seal(self, body: bytes, *place: str) -> bytes:
        return body

    def opened(self, sealed: bytes, *place: str) -> bytes:
        return sealed
