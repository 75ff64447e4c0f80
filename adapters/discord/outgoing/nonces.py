"""The nonce of a part: Discord takes a message with one only once, for some minutes. Pure.

It comes from the effect's id and the part's number alone, so whoever tries again sends the same, in another process
too.
"""

from base64 import b32encode
from hashlib import blake2b

LIMIT = 25  # characters, Discord's


def nonce(effect: str, part: int) -> str:
    """24 characters; `part` counts the parts of a message from 0."""
    digest = blake2b(f"{part}:{effect}".encode(), digest_size=15).digest()
    return b32encode(digest).decode()
