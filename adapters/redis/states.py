"""A conversation's state as bytes: packed tightly, for most conversations rest for good; sealed for its version."""

import zlib

from adapters.redis.parts import place
from bot.core.conversation import Conversation
from bot.core.events import Key
from bot.core.stored import dump, load
from bot.ports.sealing import Sealing

_LEVEL = 6


def packed(sealing: Sealing, state: Conversation, key: Key, version: int) -> bytes:
    """What `unpacked` reads."""
    return sealing.seal(zlib.compress(dump(state), _LEVEL), *place(key, str(version)))


def unpacked(sealing: Sealing, key: Key, stored: bytes) -> tuple[int, Conversation | None]:
    """(version, state) of what STATE holds (common.lua); None before the first turn. Raises one of NOT_READ."""
    line, _, body = stored.partition(b"\n")
    version = int(line.split(b" ")[1])
    if not body:
        return version, None
    try:
        return version, load(zlib.decompress(sealing.opened(body, *place(key, str(version)))))
    except zlib.error as error:
        raise ValueError("not packed by us") from error
