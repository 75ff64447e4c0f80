"""The embedded store: mailbox, state, outbox and timers of every conversation in one SQLite file.

Write-ahead log, every commit synced, one writer thread that commits in groups. `mailbox`, `outbox` and `archive`
hold one plain function per operation; this class turns shapes into text, hands the operation to the writer, and
turns the answer into shapes. What cannot be read any more is parked, so that it blocks nobody.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from adapters.sqlite import archive, mailbox, outbox
from adapters.sqlite.codec import CONVERSATION, SCHEMA, cancelled, micros, outgoing
from adapters.sqlite.lock import Lock
from adapters.sqlite.schema import connect
from adapters.sqlite.writer import GroupWriter, Writes
from bot.core.conversation import Conversation
from bot.core.effects import EFFECT, Effect
from bot.core.events import EVENT, Event, JobFailed, Key, TimePassed, Timer
from bot.ports import Alarm, Delivery, Parked, StoreBusy, StoreTrouble, StoreUnusable, Turn

__all__ = ["SqliteStore", "StoreBusy", "StoreTrouble", "StoreUnusable", "create"]

UNREADABLE = "unreadable"


def utc_now() -> datetime:
    """Only to date what is parked; all other times come from the caller."""
    return datetime.now(UTC)


class SqliteStore:
    """Turns, Outbox and Archive over one file. `create` opens it; `close` finishes what was asked."""

    def __init__(self, writer: Writes, lock: Lock, fence: int, clock: Callable[[], datetime]) -> None:
        self._writer = writer
        self._lock = lock
        self._fences = count(fence + 1)
        self._clock = clock

    def close(self) -> None:
        """Finish what was asked, close the file, let the next process in."""
        self._writer.close()
        self._lock.release()

    # ---- turns ----

    async def accept(self, event: Event) -> bool:
        body = EVENT.dump_json(event).decode()
        return await self._writer.do(
            partial(mailbox.accept, key=event.conversation, event=event.id, body=body)
        )

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        fence = next(self._fences)
        while True:
            found = await self._writer.do(partial(_claim, now=now, lease=lease, fence=fence))
            if found is None:
                return None
            try:
                event = EVENT.validate_json(found.event)
                state = None if found.state is None else CONVERSATION.validate_json(found.state)
            except ValueError:
                why = (UNREADABLE, micros(self._clock()))
                await self._writer.do(partial(mailbox.park, key=found.key, fence=fence, why=why))
                continue
            return Turn(state, found.key, found.version, fence, event, found.attempt)

    async def commit(
        self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...], alarm: Alarm | None
    ) -> bool:
        left = mailbox.Committed(
            schema=SCHEMA,
            state=CONVERSATION.dump_json(conversation).decode(),
            touched=micros(conversation.touched),
            alarm=None if alarm is None else (micros(alarm.at), alarm.timer.value),
            outgoing=outgoing(turn, effects, conversation.language),
            cancelled=cancelled(effects),
        )
        return await self._writer.do(
            partial(mailbox.commit, key=turn.key, fence=turn.fence, version=turn.version, left=left)
        )

    async def renew(self, turn: Turn, now: datetime, lease: timedelta) -> bool:
        until = micros(now + lease)
        return await self._writer.do(partial(mailbox.renew, key=turn.key, fence=turn.fence, until=until))

    async def give_back(self, turn: Turn, retry_at: datetime | None, reason: str) -> None:
        if retry_at is not None:
            at = micros(retry_at)
            await self._writer.do(partial(mailbox.renew, key=turn.key, fence=turn.fence, until=at))
        else:
            why = (reason, micros(self._clock()))
            await self._writer.do(partial(mailbox.park, key=turn.key, fence=turn.fence, why=why))

    # ---- outbox ----

    async def claim_message(self, now: datetime, lease: timedelta) -> Delivery | None:
        return await self._claim_effect("message", now, lease)

    async def claim_job(self, now: datetime, lease: timedelta) -> Delivery | None:
        return await self._claim_effect("job", now, lease)

    async def _claim_effect(self, lane: outbox.Lane, now: datetime, lease: timedelta) -> Delivery | None:
        fence, until = next(self._fences), micros(now + lease)
        while True:
            found = await self._writer.do(
                partial(outbox.claim, lane=lane, now=micros(now), until=until, fence=fence)
            )
            if found is None:
                return None
            try:
                effect = EFFECT.validate_json(found.body)
            except ValueError:
                held = outbox.Held(found.key, found.id, fence)
                at = micros(self._clock())
                await self._writer.do(partial(outbox.park, held=held, reason=UNREADABLE, at=at))
                continue
            return Delivery(found.id, found.key, found.language, effect, fence, found.attempt)

    async def hold(self, delivery: Delivery, now: datetime, lease: timedelta) -> bool:
        until = micros(now + lease)
        return await self._writer.do(partial(outbox.wait_until, held=_held(delivery), due=until))

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        if result is None:
            return await self._writer.do(partial(outbox.settle, held=_held(delivery)))
        body = EVENT.dump_json(result).decode()
        failed = result.reference if isinstance(result, JobFailed) else None
        at = micros(self._clock())

        def settle(db: sqlite3.Connection) -> bool:
            held = _held(delivery)
            done = outbox.settle(db, held) if failed is None else outbox.park(db, held, failed, at)
            return done and (mailbox.accept(db, result.conversation, result.id, body) or True)

        return await self._writer.do(settle)

    async def put_off(self, delivery: Delivery, retry_at: datetime | None, reason: str) -> None:
        held = _held(delivery)
        if retry_at is not None:
            await self._writer.do(partial(outbox.wait_until, held=held, due=micros(retry_at)))
        else:
            at = micros(self._clock())
            await self._writer.do(partial(outbox.park, held=held, reason=reason, at=at))

    # ---- archive ----

    async def load(self, key: Key) -> Conversation | None:
        return _read(await self._writer.do(partial(archive.load, key=key)))

    async def latest(self, platform: str, workspace: str) -> Conversation | None:
        return _read(await self._writer.do(partial(archive.latest, platform=platform, workspace=workspace)))

    async def idle(self, key: Key) -> bool:
        return await self._writer.do(partial(archive.idle, key=key))

    async def parked(self) -> tuple[Parked, ...]:
        return await self._writer.do(archive.parked)

    async def forget(self, key: Key) -> None:
        await self._writer.do(partial(archive.forget, key=key))


def _read(state: str | None) -> Conversation | None:
    return None if state is None else CONVERSATION.validate_json(state)


def _held(delivery: Delivery) -> outbox.Held:
    return outbox.Held(delivery.key, delivery.id, delivery.fence)


def _claim(db: sqlite3.Connection, now: datetime, lease: timedelta, fence: int) -> mailbox.Claimed | None:
    """Claim; an alarm that rings becomes an event first. Its name holds the alarm's time, so it rings once."""
    while True:
        found = mailbox.claim(db, micros(now), micros(now + lease), fence)
        if not isinstance(found, mailbox.Rung):
            return found
        name = f"alarm/{found.timer}/{found.at}"
        event = TimePassed(name, found.key, now, "bot", Timer(found.timer))
        mailbox.accept(db, found.key, name, EVENT.dump_json(event).decode())
        mailbox.silence(db, found.row)


def create(
    path: Path,
    clock: Callable[[], datetime] = utc_now,
    writer: Callable[[sqlite3.Connection, str], Writes] = GroupWriter,
) -> SqliteStore:
    """Open the file, made if missing (its folder too). Raises StoreBusy or StoreUnusable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = Lock(path.with_name(path.name + ".lock"))
    try:
        connection = connect(path)
        connection.execute("BEGIN")
        fence = archive.let_go(connection)
        connection.execute("COMMIT")
    except BaseException:
        lock.release()
        raise
    return SqliteStore(writer(connection, str(path)), lock, fence, clock)
