"""The real scripts on a real server, without a loop's waiting: for the model, and for virtual time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import redis
from redis.asyncio.client import PubSub
from redis.exceptions import NoScriptError

from adapters.redis import RedisStore
from adapters.redis.names import Names
from adapters.redis.parts import Parts
from adapters.redis.server import Word, scripts
from bot.ports.sealing import Unsealed

FEW = 4  # buckets: each is looked at once a second, and here years go by


class Inline:
    """A server that answers before anything else happens."""

    place = "inline"

    def __init__(self, client: redis.Redis, changed: Mapping[str, str] | None = None) -> None:
        self.client = client
        self.changed = changed or {}  # verbs with another text

    # Any: as in the protocol
    async def run(self, verb: str, keys: Sequence[str], words: Sequence[Word]) -> list[Any]:
        text, name = scripts()[verb]
        if verb in self.changed:
            return list(await self.ask("EVAL", self.changed[verb], len(keys), *keys, *words))
        try:
            return list(await self.ask("EVALSHA", name, len(keys), *keys, *words))
        except NoScriptError:
            return list(await self.ask("EVAL", text, len(keys), *keys, *words))

    async def ask(self, *words: Word) -> Any:
        return self.client.execute_command(*words)  # type: ignore[no-untyped-call]  # the library's is untyped

    def announcements(self) -> PubSub:
        """Nobody hears them here: there is a sweep."""
        raise NotImplementedError

    async def aclose(self) -> None:
        self.client.close()


def inline_store(
    server: redis.Redis | Inline, clock: Callable[[], datetime], elapsed: Callable[[], float]
) -> RedisStore:
    """A store whose time is given, and which nobody else hears of."""
    inline = server if isinstance(server, Inline) else Inline(server)
    return RedisStore(Parts(inline, Names("inline", FEW), clock, elapsed, Unsealed(), pinned=True))
