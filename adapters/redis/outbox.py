"""Effects after the commit. Messages of a conversation leave in order; jobs run beside them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.redis.names import key_of
from adapters.redis.parts import JOBS, MESSAGES, UNREADABLE, Parts, place
from bot.core.effects import EFFECT, Forget, StartJob
from bot.core.events import Event, JobFailed, Key
from bot.core.storing import NOT_READ, micros
from bot.ports import Delivery


class RedisOutbox:
    """What waits to be carried out, and who holds it."""

    _parts: Parts  # set by the store

    async def claim_message(
        self, now: datetime, lease: timedelta, busy: Collection[str] = ()
    ) -> Delivery | None:
        return await _claim(self._parts, MESSAGES, now, lease, busy)

    async def claim_job(self, now: datetime, lease: timedelta) -> Delivery | None:
        return await _claim(self._parts, JOBS, now, lease, ())

    async def hold(self, delivery: Delivery, now: datetime, lease: timedelta) -> bool:
        return await _wait(self._parts, _held(delivery), now + lease)

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        if isinstance(delivery.effect, Forget):
            return await _settle(self._parts, _held(delivery), "forgotten")
        if isinstance(result, JobFailed):
            return await _settle(self._parts, _held(delivery), "parked", result.reference, result)
        return await _settle(self._parts, _held(delivery), "done", "", result)

    async def put_off(
        self, delivery: Delivery, retry_at: datetime | None, reason: str, *, excused: bool = False
    ) -> None:
        if retry_at is None:
            await _settle(self._parts, _held(delivery), "parked", reason)
            return
        await _wait(self._parts, _held(delivery), retry_at, excused=excused)


@dataclass(frozen=True, slots=True)
class Held:
    """An effect that is held; it may be one that nobody can read."""

    lane: str
    key: Key
    id: str
    fence: int


async def _claim(
    parts: Parts, lane: str, now: datetime, lease: timedelta, busy: Collection[str]
) -> Delivery | None:
    while found := await parts.take(lane, now, lease, busy):
        owner, fence, tries, excused, name, language, body = found
        held = Held(lane, key_of(owner), name.decode(), fence)
        try:
            effect = EFFECT.validate_json(parts.sealing.opened(body, *place(held.key, held.id)))
        except NOT_READ:
            await _settle(parts, held, "parked", UNREADABLE)
            continue
        return Delivery(held.id, held.key, language.decode(), effect, fence, tries, excused)
    return None


async def _settle(parts: Parts, held: Held, how: str, reason: str = "", result: Event | None = None) -> bool:
    event = ("", b"") if result is None else (result.id, parts.mail(result))
    words = (held.lane, held.id, held.fence, how, reason, micros(parts.clock()))
    return await parts.write("settle", held.key, *words, *event, *parts.clocks())


async def _wait(parts: Parts, held: Held, until: datetime, *, excused: bool = False) -> bool:
    return await parts.wait(held.lane, held.key, until, held.fence, held.id, int(excused))


def _held(delivery: Delivery) -> Held:
    lane = JOBS if isinstance(delivery.effect, StartJob) else MESSAGES
    return Held(lane, delivery.key, delivery.id, delivery.fence)
