"""Names that follow from what happened, so that doing a turn again gives the same names.

An effect is named after the event that caused it and its place among the effects; whoever posts it uses the
name as idempotency key. The workspace is part of it, so two tenants never share one.
"""

from hashlib import blake2b

from bot.core.events import Key


def effect_id(key: Key, event: str, index: int) -> str:
    """24 hexadecimal digits: short enough for every platform's idempotency key (Discord's nonce takes 25)."""
    seed = "\x1f".join((key.platform, key.workspace, key.thread, event, str(index)))
    return blake2b(seed.encode(), digest_size=12).hexdigest()
