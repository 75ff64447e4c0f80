"""Effects after the commit. Messages of a conversation leave in order; jobs run beside them."""

import sqlite3
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from adapters.sqlite import forgetting, tables
from adapters.sqlite.desk import Box, Letter, Parcel
from adapters.sqlite.parts import UNREADABLE, Mail, Parts
from bot.core.effects import EFFECT, Forget
from bot.core.events import Event, JobFailed
from bot.core.storing import NOT_READ, span
from bot.ports import Delivery

Take = Callable[[int, int], Parcel | None]  # what is due at a time, put back at another


class SqliteOutbox:
    """What waits to be carried out, and who holds it."""

    _parts: Parts  # set by the store

    async def claim_message(
        self, now: datetime, lease: timedelta, busy: Collection[str] = ()
    ) -> Delivery | None:
        messages = self._parts.desk.messages
        return await _claim(self._parts, lambda at, until: messages.take(at, until, busy), now, lease)

    async def claim_job(self, now: datetime, lease: timedelta) -> Delivery | None:
        return await _claim(self._parts, self._parts.desk.jobs.take, now, lease)

    async def hold(self, delivery: Delivery, now: datetime, lease: timedelta) -> bool:
        return _wait(self._parts, delivery, now + lease)

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        if isinstance(delivery.effect, Forget):
            return await self._forgotten(delivery)
        parts, mail = self._parts, None if result is None else Mail.of(result)
        failed, at = result.reference if isinstance(result, JobFailed) else None, parts.now()

        def write(db: sqlite3.Connection) -> tuple[Parcel, Box, Letter | None] | None:
            parcel = _mine(self._parts, delivery)
            if parcel is None or not _out(db, parcel, failed, at):
                return None
            return parcel, parcel.box, mail.store(db, parcel.box) if mail else None

        def then(written: tuple[Parcel, Box, Letter | None] | None) -> bool:
            if written is None:
                return False
            parcel, box, letter = written
            if letter is not None:
                parts.desk.arrived(box, letter)
            parts.desk.done_with(parcel)
            return True

        return await parts.writer.do(write, then)

    async def _forgotten(self, delivery: Delivery) -> bool:
        def write(db: sqlite3.Connection) -> Box | None:
            parcel = _mine(self._parts, delivery)
            if parcel is None:
                return None
            forgetting.forget_but_mail(db, parcel.box.row)
            return parcel.box

        def then(box: Box | None) -> bool:
            if box is not None:
                self._parts.desk.start_over(box)
            return box is not None

        return await self._parts.writer.do(write, then, last=True)

    async def put_off(
        self, delivery: Delivery, retry_at: datetime | None, reason: str, *, excused: bool = False
    ) -> None:
        parcel = _mine(self._parts, delivery)
        if parcel is not None and retry_at is not None:
            parcel.excused += excused
            _wait(self._parts, delivery, retry_at)
        elif parcel is not None:
            await _park(self._parts, parcel, delivery.fence, reason)


async def _claim(parts: Parts, take: Take, now: datetime, lease: timedelta) -> Delivery | None:
    at = parts.at(now)
    while parcel := take(at, at + span(lease)):
        parcel.fence = next(parts.desk.fences)
        parcel.tries += 1
        try:
            if isinstance(parcel.effect, str):
                parcel.effect = EFFECT.validate_json(parcel.effect)
        except NOT_READ:
            await _park(parts, parcel, parcel.fence, UNREADABLE)
            continue
        key, tries = parcel.box.key, (parcel.tries, parcel.earlier + parcel.excused)
        return Delivery(parcel.id, key, parcel.language, parcel.effect, parcel.fence, *tries)
    return None


def _mine(parts: Parts, delivery: Delivery) -> Parcel | None:
    """The parcel, if it is still there and nobody else took it meanwhile."""
    box = parts.desk.boxes.get(delivery.key)
    if box is None:
        return None
    parcel = box.jobs.get(delivery.id) or (box.messages[0] if box.messages else None)
    return parcel if parcel and (parcel.id, parcel.fence) == (delivery.id, delivery.fence) else None


def _wait(parts: Parts, delivery: Delivery, until: datetime) -> bool:
    parcel, desk = _mine(parts, delivery), parts.desk
    if parcel is not None:
        (desk.messages if parcel.job is None else desk.jobs).put(parcel, parts.at(until))
    return parcel is not None


async def _park(parts: Parts, parcel: Parcel, fence: int, reason: str) -> None:
    desk, at = parts.desk, parts.now()

    def write(db: sqlite3.Connection) -> bool:
        return parcel.fence == fence and tables.park_parcel(db, parcel.seq, reason, at)

    def then(parked: bool) -> None:
        if parked:
            desk.done_with(parcel)

    await parts.writer.do(write, then)


def _out(db: sqlite3.Connection, parcel: Parcel, failed: str | None, at: int) -> bool:
    """Out of the outbox; a job that failed for good is set aside under its reference."""
    if failed is None:
        return tables.remove(db, parcel.seq)
    return tables.park_parcel(db, parcel.seq, failed, at)
