"""Turns: what happened comes in, is claimed, and is consumed by the commit of what follows from it."""

import logging
from datetime import datetime, timedelta
from typing import Any

from adapters.redis.names import key_of
from adapters.redis.parts import TURNS, UNREADABLE, Parts, place
from adapters.redis.server import Word
from adapters.redis.states import packed, unpacked
from bot.core.conversation import Conversation
from bot.core.effects import CancelJob, Effect
from bot.core.events import EVENT, Event, Key, TimePassed, Timer
from bot.core.stored import TooNew
from bot.core.storing import NOT_READ, micros, outgoing
from bot.ports import Alarm, Told, Turn

log = logging.getLogger(__name__)

_A_NEWER_ONE_MAY_COME = timedelta(seconds=30)
_NOBODY = 0  # the fence of a conversation whose turn nobody has
_TIMERS = {timer.value for timer in Timer}


class RedisTurns:
    """The mailbox and the state behind it."""

    _parts: Parts  # set by the store

    async def accept(self, event: Event) -> bool:
        return await self._accept(event, "")

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        while found := await self._parts.take(TURNS, now, lease):
            key = key_of(found[0])
            if len(found) == 3:
                await self._ring(key, int(found[1]), found[2].decode(), now)
            elif turn := await self._read(key, found, now):
                return turn
        return None

    async def commit(
        self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...], alarm: Alarm | None
    ) -> bool:
        parts, key, version = self._parts, turn.key, turn.version + 1
        out = outgoing(key, turn.event.id, effects, conversation.language)
        cancelled = [effect.id for effect in effects if isinstance(effect, CancelJob)]
        at, timer = (micros(alarm.at), alarm.timer.value) if alarm else ("", "")
        state = packed(parts.sealing, conversation, key, version)
        words = (turn.fence, version, state, micros(conversation.touched), at, timer, *parts.clocks())
        waits = (len(cancelled), *cancelled, *parts.parcels(key, out))
        kept = await parts.write("commit", key, *words, *waits)
        if alarm is not None:
            parts.lookouts[TURNS].sooner(parts.names.bucket(key), parts.at(alarm.at))
        return kept

    async def give_back(
        self, turn: Turn, retry_at: datetime | None, reason: str, told: Told | None = None
    ) -> None:
        if retry_at is not None:
            await self._parts.wait(TURNS, turn.key, retry_at, turn.fence, "", 0)
            return
        out = outgoing(turn.key, turn.event.id, (told.say,), told.language) if told else []
        await self._give_up(turn.key, turn.fence, reason, *self._parts.parcels(turn.key, out))

    async def _give_up(self, key: Key, fence: int, reason: str, *parcels: Word) -> None:
        at = micros(self._parts.clock())
        await self._parts.write("give_up", key, fence, reason, at, *self._parts.clocks(), *parcels)
        for lookout in self._parts.lookouts.values():  # an alarm may have waited for this
            lookout.ready(self._parts.names.bucket(key))

    async def _accept(self, event: Event, alarm: int | str) -> bool:
        return await self._parts.write("accept", event.conversation, event.id, self._parts.mail(event), alarm)

    async def _ring(self, key: Key, alarm: int, timer: str, now: datetime) -> None:
        """Make an event of an alarm that ran out. Its name holds the alarm's time: it is taken in once."""
        if timer in _TIMERS:
            event = TimePassed(f"alarm/{timer}/{alarm}", key, now, "bot", Timer(timer))
            await self._accept(event, alarm)
        else:  # of a later version, to which it is left
            await self._parts.wait(TURNS, key, now + _A_NEWER_ONE_MAY_COME, _NOBODY, "", 0)

    # Any: as claim.lua says
    async def _read(self, key: Key, found: list[Any], now: datetime) -> Turn | None:
        """The turn, if it can be read. What a later version wrote waits for that version, and nobody else for it."""
        _, fence, tries, excused, stored, name, body = found
        try:
            version, state = unpacked(self._parts.sealing, key, stored)
            event = EVENT.validate_json(self._parts.sealing.opened(body, *place(key, name.decode())))
        except TooNew:
            log.warning("%s was written by a later version: what comes for it waits", key)
            await self._parts.wait(TURNS, key, now + _A_NEWER_ONE_MAY_COME, fence, "", 1)
            return None
        except NOT_READ:
            await self._give_up(key, fence, UNREADABLE)
            return None
        return Turn(state, key, version, fence, event, tries, excused)
