"""The store's protocols over plain lists: slow, obvious, forgetful, and under the same contract as the real ones."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.core.conversation import Conversation
from bot.core.effects import CancelJob, Effect, Forget, StartJob
from bot.core.events import Event, JobFailed, Key, TimePassed
from bot.core.identity import effect_id
from bot.ports import Alarm, Delivery, Parked, Tenant, Told, Turn

WHAT = {"say": "message", "amend": "message", "forget": "forget", "start_job": "job"}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Thread:
    """A conversation: what it is, what waits, and when its mailbox may be looked at."""

    state: Conversation | None = None
    version: int = 0
    born: int = 0
    traces: dict[str, str] = field(default_factory=dict[str, str])
    seen: set[str] = field(default_factory=set[str])
    mail: list[Event] = field(default_factory=list[Event])
    out: list[Delivery] = field(default_factory=list[Delivery])
    alarm: Alarm | None = None
    fence: int = 0
    tries: int = 0
    not_before: datetime = LONG_AGO

    @property
    def leaving(self) -> bool:
        """It is about to be forgotten: what comes meanwhile waits for that."""
        return any(isinstance(each.effect, Forget) for each in self.out)


class MemoryStore:
    """All threads in one dictionary; `waits` says until when an effect is held or put off."""

    def __init__(self, clock: Callable[[], datetime] = lambda: LONG_AGO) -> None:
        self.threads: dict[Key, Thread] = {}
        self.waits: dict[str, datetime] = {}
        self.given_up: list[Parked] = []
        self.clock = clock
        self.fence = 0
        self.births = 0

    def close(self) -> None:
        """Nothing to let go of."""

    # ---- turns

    async def accept(self, event: Event) -> bool:
        thread = self._opened(event.conversation)
        if event.id in thread.seen:
            return False
        thread.seen.add(event.id)
        thread.mail.append(event)
        return True

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        for key, thread in self.threads.items():
            if thread.alarm and thread.alarm.at <= now and not thread.mail:
                alarm, thread.alarm = thread.alarm, None
                at = round(alarm.at.timestamp() * 1_000_000)
                await self.accept(TimePassed(f"alarm/{alarm.timer}/{at}", key, now, "bot", alarm.timer))
        for key, thread in self.threads.items():
            if thread.mail and thread.not_before <= now and not thread.leaving:
                self.fence += 1
                thread.fence, thread.not_before = self.fence, now + lease
                thread.tries += 1
                return Turn(thread.state, key, thread.version, thread.fence, thread.mail[0], thread.tries)
        return None

    async def commit(
        self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...], alarm: Alarm | None
    ) -> bool:
        thread = self._of(turn)
        if thread is None:
            return False
        thread.state, thread.version, thread.alarm = conversation, thread.version + 1, alarm
        for index, effect in enumerate(effects):
            name = effect_id(turn.key, turn.event.id, index)
            if isinstance(effect, CancelJob):
                thread.out = [
                    each
                    for each in thread.out
                    if not isinstance(each.effect, StartJob) or each.effect.id != effect.id
                ]
            else:
                thread.out.append(Delivery(name, turn.key, conversation.language, effect, 0, 0))
        self._over(turn.key, thread)
        return True

    async def give_back(
        self, turn: Turn, retry_at: datetime | None, reason: str, told: Told | None = None
    ) -> None:
        thread = self._of(turn)
        if thread is not None and retry_at is not None:
            thread.not_before = retry_at
        elif thread is not None:
            self.given_up.append(Parked(turn.event.id, turn.key, "event", reason, self.clock()))
            if told is not None:
                name = effect_id(turn.key, turn.event.id, 0)
                thread.out.append(Delivery(name, turn.key, told.language, told.say, 0, 0))
            self._over(turn.key, thread)

    def _of(self, turn: Turn) -> Thread | None:
        thread = self.threads.get(turn.key)
        return thread if thread and (thread.fence, thread.version) == (turn.fence, turn.version) else None

    def _over(self, key: Key, thread: Thread) -> None:
        """The oldest event is dealt with; the others have their turn first."""
        self.threads[key] = self.threads.pop(key)
        thread.mail.pop(0)
        thread.fence, thread.tries, thread.not_before = 0, 0, LONG_AGO

    # ---- outbox

    async def claim_message(
        self, now: datetime, lease: timedelta, busy: Collection[str] = ()
    ) -> Delivery | None:
        first = [
            next((each for each in thread.out if not isinstance(each.effect, StartJob)), None)
            for thread in self._all()
        ]
        return self._take([each for each in first if each and each.key.platform not in busy], now, lease)

    async def claim_job(self, now: datetime, lease: timedelta) -> Delivery | None:
        jobs = [each for thread in self._all() for each in thread.out if isinstance(each.effect, StartJob)]
        return self._take(jobs, now, lease)

    def _take(self, candidates: list[Delivery], now: datetime, lease: timedelta) -> Delivery | None:
        for each in candidates:
            if self.waits.get(each.id, LONG_AGO) <= now:
                self.fence += 1
                taken = replace(each, fence=self.fence, attempt=each.attempt + 1)
                out = self.threads[each.key].out
                out[out.index(each)] = taken
                self.waits[each.id] = now + lease
                return taken
        return None

    def _all(self) -> list[Thread]:
        return list(self.threads.values())

    def _holds(self, delivery: Delivery) -> bool:
        thread = self.threads.get(delivery.key)
        return thread is not None and any(
            (each.id, each.fence) == (delivery.id, delivery.fence) for each in thread.out
        )

    def _drop(self, delivery: Delivery) -> None:
        out = self.threads[delivery.key].out
        out.remove(next(each for each in out if each.id == delivery.id))

    async def hold(self, delivery: Delivery, now: datetime, lease: timedelta) -> bool:
        held = self._holds(delivery)
        if held:
            self.waits[delivery.id] = now + lease
        return held

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        if not self._holds(delivery):
            return False
        if isinstance(result, JobFailed):
            self.given_up.append(Parked(delivery.id, delivery.key, "job", result.reference, self.clock()))
        if isinstance(delivery.effect, Forget):
            await self._start_over(delivery.key)
            return True
        self._drop(delivery)
        if result is not None:
            await self.accept(result)
        return True

    async def _start_over(self, key: Key) -> None:
        """Forgotten, but for the mail that waited for it."""
        before = self.threads[key]
        await self.forget(key)
        if before.mail:
            seen = {event.id for event in before.mail}
            self.threads[key] = Thread(born=before.born, seen=seen, mail=before.mail)

    async def put_off(
        self, delivery: Delivery, retry_at: datetime | None, reason: str, *, excused: bool = False
    ) -> None:
        if not self._holds(delivery):
            return
        if retry_at is not None:
            self.waits[delivery.id] = retry_at
            out = self.threads[delivery.key].out
            out[:] = [
                replace(each, earlier=each.earlier + excused) if each.id == delivery.id else each
                for each in out
            ]
            return
        self.given_up.append(
            Parked(delivery.id, delivery.key, WHAT[delivery.effect.kind], reason, self.clock())
        )
        self._drop(delivery)

    # ---- archive

    async def load(self, key: Key) -> Conversation | None:
        thread = self.threads.get(key)
        return thread.state if thread else None

    async def latest(self, platform: str, workspace: str) -> Conversation | None:
        there = [
            thread.state
            for key, thread in self.threads.items()
            if thread.state and (key.platform, key.workspace) == (platform, workspace)
        ]
        return max(there, key=lambda state: state.touched, default=None)

    async def idle(self, key: Key) -> bool:
        thread = self.threads.get(key)
        return thread is None or not (thread.mail or thread.out)

    async def parked(self) -> tuple[Parked, ...]:
        return tuple(self.given_up)

    async def forget(self, whom: Key | Tenant) -> None:
        gone = {key for key in self.threads if _belongs(key, whom)}
        for key in gone:
            del self.threads[key]
        self.given_up = [each for each in self.given_up if each.key not in gone]

    # ---- traces

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        if value is not None:
            self._opened(key).traces[name] = value
        elif key in self.threads:
            self.threads[key].traces.pop(name, None)

    async def traces(self, key: Key) -> Mapping[str, str]:
        return dict(self.threads[key].traces) if key in self.threads else {}

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        found = [
            (thread.born, key)
            for key, thread in self.threads.items()
            if _belongs(key, tenant) and thread.traces.get(name) == value
        ]
        return tuple(key for _, key in sorted(found, reverse=True))

    def _opened(self, key: Key) -> Thread:
        """The thread, a new one if need be."""
        if key not in self.threads:
            self.births += 1
            self.threads[key] = Thread(born=self.births)
        return self.threads[key]


def _belongs(key: Key, whom: Key | Tenant) -> bool:
    return key == whom or Tenant(key.platform, key.workspace) == whom
