"""Redis as the store sees it: verbs, which are scripts, and plain questions.

The library's own retries are off, for a script must know that it may have been carried out before. What is lost with a
connection is asked again here, at once and a moment later, with that word set; whoever still gets no answer is told.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol, cast

from redis.exceptions import NoScriptError, RedisClusterException, RedisError

from adapters.redis.errors import lost, meaning

if TYPE_CHECKING:
    from redis.asyncio import Redis, RedisCluster
    from redis.asyncio.client import PubSub

Word = str | bytes | int | float
AGAIN = 3  # the place of that word

_PAUSES = (0.0, 0.05, 0.25)  # seconds
_VERBS = {  # and what each begins with: to make functions that nobody calls would be a third of a script's time
    "accept": ("common", "mailbox"),
    "claim": ("common",),
    "commit": ("common", "mailbox", "outbox"),
    "forget": ("common", "outbox"),
    "give_up": ("common", "mailbox", "outbox"),
    "settle": ("common", "mailbox", "outbox"),
    "trace": ("common", "mailbox"),
    "wait": ("common", "outbox"),
}


class Server(Protocol):
    """Whoever carries out verbs and answers questions; tests have one that never waits. `place` is for errors."""

    @property
    def place(self) -> str: ...

    async def run(self, verb: str, keys: Sequence[str], words: Sequence[Word]) -> list[Any]:
        """Any: numbers, bytes, None, as the verb's script says."""
        ...

    async def ask(self, *words: Word) -> Any:
        """A command that only reads. Any: what the command gives."""
        ...

    def announcements(self) -> "PubSub":
        """A connection to hear announcements by."""
        ...

    async def aclose(self) -> None:
        """Let go of all connections."""
        ...


@cache
def scripts() -> Mapping[str, tuple[str, str]]:
    """The text of each verb and its name on the server."""
    folder = files("adapters.redis") / "lua"
    texts = {
        verb: "".join((folder / f"{name}.lua").read_text("utf-8") for name in (*begins, verb))
        for verb, begins in _VERBS.items()
    }
    return {
        verb: (text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest())
        for verb, text in texts.items()
    }


class RedisServer:
    """One server, or a cluster of them. Every call raises StoreUnusable when Redis cannot or will not."""

    def __init__(self, client: "Redis | RedisCluster", place: str) -> None:
        self.client = client
        self.place = place

    async def run(self, verb: str, keys: Sequence[str], words: Sequence[Word]) -> list[Any]:
        text, name = scripts()[verb]
        asked = list(words)
        for pause in (*_PAUSES, None):
            try:
                return await self._verb(text, name, len(keys), *keys, *asked)
            except (RedisError, RedisClusterException, OSError) as error:
                await self._patience(error, pause)
                asked[AGAIN] = "1"
        raise AssertionError(verb)

    async def ask(self, *words: Word) -> Any:
        for pause in (*_PAUSES, None):
            try:
                return await self._execute(*words)
            except (RedisError, RedisClusterException, OSError) as error:
                await self._patience(error, pause)
        raise AssertionError(words[0])

    def announcements(self) -> "PubSub":
        return self.client.pubsub()  # pyright: ignore[reportUnknownMemberType]  # the library's is untyped

    async def aclose(self) -> None:
        await self.client.aclose()

    async def _verb(self, text: str, name: str, *words: Word) -> list[Any]:
        try:
            answer: list[Any] = await self._execute("EVALSHA", name, *words)
        except NoScriptError:
            answer = await self._execute("EVAL", text, *words)
        return answer

    async def _execute(self, *words: Word) -> Any:
        return await cast("Awaitable[Any]", self.client.execute_command(*words))  # pyright: ignore[reportUnknownMemberType]  # the library's is untyped

    async def _patience(self, error: Exception, pause: float | None) -> None:
        """Wait a little, if that may help; else raise what the error means."""
        if pause is None or not lost(error):
            raise meaning(error, self.place) from error
        await asyncio.sleep(pause)
