"""How badly Slack may deliver: twice, late, in another order, or so that the first try is lost on either way.

One courier serves all conversations, and treats the events of each as its name says. Commands and buttons are brought
once: Slack never tries those again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.slack.payloads import Payload
from tests.slack.server import Ack
from tests.slack.server.deliveries import Courier, Kind
from tests.slack.server.wire import mapped

LATE = 1.5  # seconds, in which a conversation goes a good way

Try = Callable[[], Awaitable[Ack]]
Manner = Callable[[Try, Payload, int], Awaitable[Ack]]
"""How one attempt (counted from 0) is made: what brings it, the event."""

_BESIDE: set[asyncio.Task[Ack]] = set()
_CHANCE = Random(20261122)


def beside(bring: Try, pause: float) -> None:
    """Once more, after a while."""

    async def again() -> Ack:
        await asyncio.sleep(pause)
        return await bring()

    task = asyncio.create_task(again())
    _BESIDE.add(task)
    task.add_done_callback(_BESIDE.discard)


async def twice_and_late(bring: Try, _event: Payload, _attempt: int) -> Ack:
    """Twice at the same time, and once more long after."""
    beside(bring, 0.0)
    beside(bring, LATE)
    return await bring()


async def first_lost(bring: Try, _event: Payload, attempt: int) -> Ack:
    """The first try never arrives."""
    return await bring() if attempt else Ack(0, reason="connection_failed")


async def first_answer_lost(bring: Try, _event: Payload, attempt: int) -> Ack:
    """The first try arrives, and Slack hears nothing of it."""
    ack = await bring()
    return ack if attempt else Ack(0, reason="http_timeout")


async def mention_first(bring: Try, event: Payload, _attempt: int) -> Ack:
    """Of one post, `app_mention` arrives before `message`."""
    await asyncio.sleep(0.0 if event.get("type") == "app_mention" else 0.15)
    return await bring()


async def mention_late(bring: Try, event: Payload, _attempt: int) -> Ack:
    """Of one post, `app_mention` arrives when the conversation is under way."""
    await asyncio.sleep(LATE if event.get("type") == "app_mention" else 0.0)
    return await bring()


async def any_order(bring: Try, _event: Payload, _attempt: int) -> Ack:
    """Each event takes its own time."""
    await asyncio.sleep(_CHANCE.uniform(0.0, 0.4))
    return await bring()


MANNERS: Mapping[str, Manner] = {
    "twice and late": twice_and_late,
    "the first try is lost": first_lost,
    "the answer to the first try is lost": first_answer_lost,
    "the mention comes first": mention_first,
    "the mention comes late": mention_late,
    "in any order": any_order,
}


@dataclass(frozen=True, slots=True)
class Careless:
    """By channel, in which manner."""

    courier: Courier
    manners: Mapping[str, Manner]

    async def bring(self, kind: Kind, payload: Payload, attempt: int = 0, reason: str = "") -> Ack:
        async def once() -> Ack:
            return await self.courier.bring(kind, payload, attempt, reason)

        event = mapped(payload.get("event"))
        manner = self.manners.get(str(event.get("channel")))
        return await (manner(once, event, attempt) if manner else once())
