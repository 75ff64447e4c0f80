"""The bot as it would be without care: it sends again what was cut off, without a nonce and without a look at what is
there, and reads nothing of what was written while it was away.

    python -m tests.discord.faults.naive serve
"""

import sys
from collections.abc import Sequence

from adapters.discord import client
from adapters.discord.asking import Request, put
from adapters.discord.calls import Ask, Attachment
from adapters.discord.incoming import catching_up
from adapters.discord.incoming.backlog import Backlog
from adapters.discord.outgoing import parts, threads
from bot.__main__ import main
from bot.hosting.fields import Json


def without_nonce(ask: Ask, body: Json | None, files: Sequence[Attachment]) -> Request:
    """A request by which nobody can know a message again."""
    held = {name: value for name, value in (body or {}).items() if name not in ("nonce", "enforce_nonce")}
    return put(ask, None if body is None else held, files)


def always(*_: object) -> bool:
    """Whatever it is, it is sent again."""
    return True


async def nothing_found(*_: object) -> None:
    """As if the thread had been looked up in vain."""


async def nothing_missed(*_: object) -> Backlog:
    """As if nobody had written."""
    return Backlog({}, {})


def careless() -> None:
    """Take the care out."""
    for where, name, instead in (
        (client, "put", without_nonce),
        (client, "repeatable", always),
        (parts.Sender, "_found", nothing_found),
        (threads.Threads, "_earlier", nothing_found),
        (catching_up, "backlog", nothing_missed),
    ):
        setattr(where, name, instead)


if __name__ == "__main__":
    careless()
    raise SystemExit(main(sys.argv[1:]))
