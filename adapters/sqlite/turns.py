"""Turns: what happened comes in, is claimed, and is consumed by the commit of what follows from it."""

import logging
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.sqlite import forgetting, tables
from adapters.sqlite.codec import read, stored
from adapters.sqlite.desk import Box, Letter, Parcel
from adapters.sqlite.parts import UNREADABLE, Mail, Parts
from bot.core.conversation import Conversation
from bot.core.effects import CancelJob, Effect
from bot.core.events import EVENT, Event, TimePassed, Timer
from bot.core.stored import TooNew
from bot.core.storing import NOT_READ, Outgoing, micros, outgoing, span
from bot.ports import Alarm, Told, Turn

log = logging.getLogger(__name__)

_TIMERS = {timer.value for timer in Timer}


class SqliteTurns:
    """The mailbox and the state behind it."""

    _parts: Parts  # set by the store

    async def accept(self, event: Event) -> bool:
        parts, mail = self._parts, Mail.of(event)

        def write(db: sqlite3.Connection) -> tuple[Box, Letter | None]:
            box = parts.box(db, event.conversation)
            return box, mail.store(db, box)

        def then(stored: tuple[Box, Letter | None]) -> bool:
            box, letter = stored
            if letter is not None:
                parts.desk.arrived(box, letter)
            return letter is not None

        return await parts.writer.do(write, then)

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        desk, wall, at = self._parts.desk, micros(now), self._parts.at(now)
        if desk.alarm is not None and desk.alarm <= wall:
            await _ring(self._parts, now)
        if desk.cleaning <= wall:
            await _clean(self._parts, now)
        while box := desk.turns.take(at, at + span(lease)):
            letter = box.mail[0]
            box.fence, box.held = next(desk.fences), True
            letter.tries += 1
            try:
                if isinstance(box.state, str):
                    box.state = read(box.state)
                if isinstance(letter.event, str):
                    letter.event = EVENT.validate_json(letter.event)
            except TooNew:
                self._leave(box)
                continue
            except NOT_READ:
                await _park(self._parts, box, box.fence, UNREADABLE)
                continue
            return Turn(
                box.state, box.key, box.version, box.fence, letter.event, letter.tries, letter.earlier
            )
        return None

    def _leave(self, box: Box) -> None:
        """A later version wrote the state: what came waits in the file for that version, and nobody else for it."""
        self._parts.desk.turns.drop(box)
        box.fence = 0  # still held, by nobody of this process
        log.warning("%s was written by a later version: what comes for it waits", box.key)

    async def commit(
        self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...], alarm: Alarm | None
    ) -> bool:
        desk, row = self._parts.desk, stored(conversation, alarm)
        out = outgoing(turn.key, turn.event.id, effects, conversation.language)
        cancelled = {effect.id for effect in effects if isinstance(effect, CancelJob)}

        def write(db: sqlite3.Connection) -> tuple[Box, list[Parcel], list[Parcel]] | None:
            box = _mine(self._parts, turn)
            if box is None or not tables.keep(db, box.row, box.version, row):
                return None
            tables.consume(db, box.mail[0].seq)
            given_up = [job for job in box.jobs.values() if job.job in cancelled]
            for job in given_up:
                tables.remove(db, job.seq)
            return box, given_up, [_parcel(db, box, each, effect) for each, effect in out]

        def then(written: tuple[Box, list[Parcel], list[Parcel]] | None) -> bool:
            if written is None:
                return False
            box, given_up, parcels = written
            for job in given_up:
                desk.done_with(job)
            for parcel in parcels:
                desk.went_out(box, parcel)
            box.version, box.state = box.version + 1, conversation
            desk.sooner(row.alarm and row.alarm[0])
            desk.turn_over(box)
            return True

        return await self._parts.writer.do(write, then)

    async def give_back(
        self, turn: Turn, retry_at: datetime | None, reason: str, told: Told | None = None
    ) -> None:
        box = _mine(self._parts, turn)
        if box is not None and retry_at is not None:
            self._parts.desk.turns.put(box, self._parts.at(retry_at))
        elif box is not None:
            out = outgoing(turn.key, turn.event.id, (told.say,), told.language) if told else []
            await _park(self._parts, box, turn.fence, reason, out)


def _mine(parts: Parts, turn: Turn) -> Box | None:
    """The turn's conversation, if nobody else took it meanwhile and the turn is not over."""
    box = parts.desk.boxes.get(turn.key)
    return box if box and (box.fence, box.version) == (turn.fence, turn.version) else None


async def _park(
    parts: Parts, box: Box, fence: int, reason: str, out: Sequence[tuple[Outgoing, Effect]] = ()
) -> None:
    """Set the oldest event aside, and go on with the next."""
    letter, desk = box.mail[0], parts.desk
    at = parts.now()

    def write(db: sqlite3.Connection) -> list[Parcel] | None:
        if box.fence != fence or not tables.park_letter(db, letter.seq, reason, at):
            return None
        return [_parcel(db, box, each, effect) for each, effect in out]

    def then(parcels: list[Parcel] | None) -> None:
        if parcels is not None:
            for parcel in parcels:
                desk.went_out(box, parcel)
            desk.turn_over(box)
            desk.sooner(0)  # an alarm may have waited for this

    await parts.writer.do(write, then)


async def _ring(parts: Parts, now: datetime) -> None:
    """Make events of the alarms that ran out. An event's name holds its alarm's time: it is taken in once."""
    at = micros(now)

    def write(db: sqlite3.Connection) -> tuple[list[tuple[Box, Letter | None]], int | None]:
        rung: list[tuple[Box, Letter | None]] = []
        ringing = tables.ringing(db, at)
        for row, key, alarm, timer in ringing:
            tables.silence(db, row)
            if timer not in _TIMERS:  # of a later version: it stops nobody else
                tables.park_alarm(db, row, f"alarm/{timer}/{alarm}", UNREADABLE, at)
                continue
            event = TimePassed(f"alarm/{timer}/{alarm}", key, now, "bot", Timer(timer))
            box = parts.box(db, key)
            rung.append((box, Mail.of(event).store(db, box)))
        more = len(ringing) == tables.ALARMS_AT_ONCE
        return rung, at if more else tables.next_alarm(db, at)

    def then(written: tuple[list[tuple[Box, Letter | None]], int | None]) -> None:
        rung, parts.desk.alarm = written
        for box, letter in rung:
            if letter is not None:
                parts.desk.arrived(box, letter)

    await parts.writer.do(write, then)


async def _clean(parts: Parts, now: datetime) -> None:
    """Once a day, and when the file was opened."""
    parts.desk.cleaning = micros(now + timedelta(days=1))
    before = micros(now - forgetting.LATEST_DUPLICATE)
    await parts.writer.do(lambda db: forgetting.forget_the_seen(db, before), lambda _: None)


def _parcel(db: sqlite3.Connection, box: Box, each: Outgoing, effect: Effect) -> Parcel:
    seq = tables.put_out(db, box.row, each)
    return Parcel(seq, each.id, box, each.job, each.language, effect, last=each.lane == "forget")
