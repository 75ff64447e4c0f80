"""What lies on the server, and what is left of what was forgotten."""

from collections.abc import Sequence
from typing import Any

from adapters import redis
from adapters.redis.server import Word
from bot.core.effects import Forget
from bot.core.events import Timer
from bot.ports import Alarm, Tenant
from tests.contracts.store import (
    ANA,
    HELLO,
    LEASE,
    START,
    WORK,
    claimed,
    job,
    later,
    message,
    said,
    turn,
)
from tests.redis.inline import Inline, inline_store
from tests.redis.opening import opened
from tests.redis.servers import Running, empty_server


class Interrupted(Inline):
    """Before a conversation of a workspace is forgotten, somebody else forgets it, and it begins anew."""

    done = False

    # Any: as in the protocol
    async def run(self, verb: str, keys: Sequence[str], words: Sequence[Word]) -> list[Any]:
        if verb == "forget" and not self.done:
            self.done = True
            other = inline_store(Inline(self.client), lambda: START, lambda: 0.0)
            await other.forget(ANA)
            assert await other.accept(said("2"))
        return await super().run(verb, keys, words)


async def everything(store: redis.RedisStore) -> None:
    """A conversation that leaves something everywhere."""
    await store.trace(ANA, "root", "C1:1.0")
    await turn(store, said("1"), HELLO, WORK, WORK, alarm=Alarm(later(60), Timer.REMINDER))
    await store.accept(said("2"))
    await store.give_back(await claimed(store), None, "ValueError")
    await store.put_off(await message(store), None, "Undeliverable")
    await turn(store, said("3"), HELLO, WORK)
    await job(store)
    await store.accept(said("4"))


class TestTidiness:
    async def test_of_what_is_forgotten_nothing_is_left(self) -> None:
        running = empty_server()
        async with opened(running) as store:
            for forget in (store.forget(ANA), store.forget(Tenant("test", "acme"))):
                await everything(store)
                await forget
                assert left(running) == {"count"}
            await turn(store, said("1"), WORK, HELLO, Forget())
            await store.settle(await message(store), None)
            await store.settle(await message(store), None)
            assert left(running) == {"count"}

    async def test_who_begins_anew_while_a_workspace_is_forgotten_stays(self) -> None:
        with empty_server().client() as client:
            store = inline_store(Interrupted(client), lambda: START, lambda: 0.0)
            await turn(store, said("1"))
            await store.forget(Tenant("test", "acme"))
            held = await claimed(store)
            assert (held.event, held.conversation) == (said("2"), None)

    async def test_a_conversation_at_rest_keeps_its_state_and_little_else(self) -> None:
        running = empty_server()
        async with opened(running) as store:
            await turn(store, said("1"), HELLO, WORK)
            await store.settle(await message(store), None)
            await store.settle(await job(store), None)
            assert left(running) == {"count", "state", "all", "seen"}

    async def test_every_key_that_a_script_touches_is_declared(self) -> None:
        """Where they are not, some managed services refuse them."""
        running = empty_server()
        touched = 0
        with running.overheard() as heard:
            async with opened(running) as store:
                await everything(store)
                assert await store.claim(later(100), LEASE) is not None
                await store.forget(ANA)
        declared: set[str] = set()
        for by_script, words in heard:
            if words[0] in {"EVALSHA", "EVAL"}:
                declared = {word for word in words if word.startswith("wasm-architect:")}
            elif by_script and words[0] not in {"TIME", "PUBLISH"}:
                touched += 1
                assert words[1] in declared, words
        assert touched > 100


def left(running: Running) -> set[str]:
    """The kinds of keys that there are."""
    names: list[bytes] = running.ask("KEYS", "*")
    return {name.decode().split(":")[2] for name in names}
