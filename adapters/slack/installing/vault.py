"""Tokens at rest: AES-256-GCM, each bound to the workspace it belongs to.

    version (1) · key (4) · nonce (12) · ciphertext and tag

The first key encrypts, all decrypt: a new key is put in front, everything is sealed anew at the next start, and then
the old one can go. Whose token it is goes in as associated data, so that a row copied over another's opens nothing.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
KEY_ID, NONCE = 4, 12
PURPOSE = b"wasm-architect: slack tokens"


class Unreadable(Exception):
    """Sealed with a key that is not there, for another owner, or altered. Holds nothing of the content."""


@dataclass(frozen=True, slots=True)
class Vault:
    """`keys`: 32 bytes each, at least one."""

    keys: Sequence[bytes] = field(repr=False)

    def seal(self, text: str, owner: str) -> bytes:
        """Encrypt for an owner; the same text is sealed differently each time."""
        key, nonce = self.keys[0], os.urandom(NONCE)
        return b"".join(
            (VERSION, key_id(key), nonce, AESGCM(key).encrypt(nonce, text.encode(), owner.encode()))
        )

    def open(self, sealed: bytes, owner: str) -> str:
        """Decrypt; raises Unreadable."""
        name, nonce, content = sealed[1:5], sealed[5:17], sealed[17:]
        for key in self.keys:
            if sealed[:1] == VERSION and key_id(key) == name and len(nonce) == NONCE:
                try:
                    return AESGCM(key).decrypt(nonce, content, owner.encode()).decode()
                except InvalidTag:
                    continue
        raise Unreadable(owner)

    def current(self, sealed: bytes) -> bool:
        """Whether it was sealed with the first key."""
        return sealed[1:5] == key_id(self.keys[0])


def key_id(key: bytes) -> bytes:
    """Which key it was, without saying anything of the key."""
    return hashlib.sha256(PURPOSE + b": key id\0" + key).digest()[:KEY_ID]


def derived(secret: str) -> bytes:
    """A key out of a secret that is as long as a key, such as the client secret (HKDF, SHA-256)."""
    return HKDF(hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
