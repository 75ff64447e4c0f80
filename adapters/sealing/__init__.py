"""Bodies at rest: AES-256-GCM, each bound to its place, so that a row copied over another's opens nothing.

    version (1) · key (4) · nonce (12) · ciphertext and tag

The first key seals, all open. A new key is put in front; what was sealed with an older one is sealed anew when it is
next written, so the old one stays until retention has ended. Bodies from before there was a key open as they are.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.ports.sealing import Unopened

__all__ = ["Sealed"]

VERSION = b"\x01"  # no JSON and nothing that zlib packed begins with it
KEY_ID, NONCE = 4, 12
PURPOSE = b"wasm-architect: bodies at rest"
_HEAD = len(VERSION) + KEY_ID + NONCE


@dataclass(frozen=True, slots=True)
class Sealed:
    """`keys`: 32 bytes each, at least one. Raises ValueError for keys of another length, or none."""

    keys: Sequence[bytes] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.keys or any(len(key) != 32 for key in self.keys):
            raise ValueError("a key has 32 bytes")

    def seal(self, body: bytes, *place: str) -> bytes:
        """The same body is sealed differently each time."""
        key, nonce = self.keys[0], os.urandom(NONCE)
        return b"".join((VERSION, key_id(key), nonce, AESGCM(key).encrypt(nonce, body, bound(place))))

    def opened(self, sealed: bytes, *place: str) -> bytes:
        """Raises Unopened."""
        if sealed[:1] != VERSION:
            return sealed
        name, nonce, content = sealed[1 : 1 + KEY_ID], sealed[1 + KEY_ID : _HEAD], sealed[_HEAD:]
        for key in self.keys:
            if key_id(key) == name and len(nonce) == NONCE:
                try:
                    return AESGCM(key).decrypt(nonce, content, bound(place))
                except InvalidTag:
                    continue
        raise Unopened("sealed with another key, for another place, or altered")


def bound(place: Sequence[str]) -> bytes:
    """A place as associated data: no two places give the same."""
    parts = (part.encode() for part in place)
    return b"".join(b"%d:%b" % (len(part), part) for part in parts)


def key_id(key: bytes) -> bytes:
    """Which key it was, without saying anything of the key."""
    return hashlib.sha256(PURPOSE + b": key id\0" + key).digest()[:KEY_ID]
