"""Stores and engines that leave out one precaution each. The simulator must notice every one of them."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.core.conversation import Conversation
from bot.core.effects import Effect, Say, StartJob
from bot.core.events import Event, JobFinished, Key
from bot.core.identity import effect_id
from bot.ports import Alarm, Delivery, Posting, Store, Turn
from tests.fakes_store import MemoryStore, Thread
from tests.simulation import clock, toy
from tests.simulation.machines import Server
from tests.simulation.play import USUAL, Cast
from tests.simulation.world import (
    MakeEngine,
    Odds,
    Running,
    ShakyPlatform,
    ShakyStore,
    ShakyWorker,
    engine_with,
    present,
)


class NoDedupe(MemoryStore):
    """Takes in what it was given before."""

    async def accept(self, event: Event) -> bool:
        self.threads.setdefault(event.conversation, Thread()).mail.append(event)
        return True


class MailboxClearedWhole(MemoryStore):
    """Ends a turn by emptying the mailbox."""

    def _over(self, key: Key, thread: Thread) -> None:
        super()._over(key, thread)
        thread.mail.clear()


class LostWakeUp(MemoryStore):
    """Marks a conversation due when an event arrives, unless it is held, and does not look again when it is let go."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.due: set[Key] = set()

    async def accept(self, event: Event) -> bool:
        thread = self.threads.get(event.conversation)
        if thread is None or not thread.fence:
            self.due.add(event.conversation)
        return await super().accept(event)

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        forgotten = {key: thread for key, thread in self.threads.items() if key not in self.due}
        for key in forgotten:
            del self.threads[key]
        turn = await super().claim(now, lease)
        self.threads.update(forgotten)
        return turn

    def _over(self, key: Key, thread: Thread) -> None:
        super()._over(key, thread)
        self.due.discard(key)


class NoFence(MemoryStore):
    """Lets whoever held a conversation once write to it."""

    def _of(self, turn: Turn) -> Thread | None:
        thread = self.threads.get(turn.key)
        return thread if thread and thread.mail else None


class NoLeaseEnd(MemoryStore):
    """What a dead process held stays held."""

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        return await super().claim(now, timedelta(days=1000))


class NoFenceOnEffects(MemoryStore):
    """Takes a result from whoever held the job once."""

    def _holds(self, delivery: Delivery) -> bool:
        return delivery.key in self.threads

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        out = self.threads[delivery.key].out
        out[:] = [each for each in out if each.id != delivery.id]
        if result is not None:
            await self.accept(replace(result, id=f"{result.id}/{delivery.fence}"))
        return True


class NoHeartbeat(MemoryStore):
    """Nods at heartbeats."""

    async def hold(self, delivery: Delivery, now: datetime, lease: timedelta) -> bool:
        return self._holds(delivery)


class AnyMessageFirst(MemoryStore):
    """Lets the messages of a conversation leave side by side."""

    async def claim_message(
        self, now: datetime, lease: timedelta, busy: Collection[str] = ()
    ) -> Delivery | None:
        waiting = [each for thread in self._all() for each in thread.out if isinstance(each.effect, Say)]
        return self._take(waiting, now, lease)


class TwoWrites(ShakyStore):
    """Writes the state, then what is to be said."""

    async def commit(
        self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...], alarm: Alarm | None
    ) -> bool:
        if not await super().commit(turn, conversation, (), alarm):
            return False
        await self.life.do(self._put_out, turn, conversation, effects)
        return True

    async def _put_out(self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...]) -> None:
        assert isinstance(self.store, MemoryStore)
        out = self.store.threads[turn.key].out
        for index, effect in enumerate(effects):
            name = effect_id(turn.key, turn.event.id, index)
            out.append(Delivery(name, turn.key, conversation.language, effect, 0, 0))


class ResultAfterSettling(ShakyStore):
    """Lets go of the job, then takes its result in."""

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        done = await super().settle(delivery, None)
        if done and result is not None:
            await self.accept(result)
        return done


class AcknowledgesFirst(ShakyStore):
    """Says that an event was taken in, then takes it in."""

    pending: "set[asyncio.Task[bool]]"

    async def accept(self, event: Event) -> bool:
        task = asyncio.create_task(super().accept(event))
        self.pending = {*getattr(self, "pending", ()), task}
        await asyncio.sleep(0)
        return True


class NothingInherited(ShakyPlatform):
    """Does not look before it posts what somebody else may have posted."""

    async def post(self, posting: Posting) -> None:
        await super().post(replace(posting, inherited=False))


def looks_nothing_up(store: ShakyStore, platform: ShakyPlatform, worker: ShakyWorker) -> Running:
    """The engine over a platform that does not look."""
    return engine_with(toy.step)(store, NothingInherited(platform.channel, platform.life), worker)


def over(mutant: type[ShakyStore]) -> MakeEngine:
    """The engine over a store that does things in the wrong order."""

    def make(store: ShakyStore, platform: ShakyPlatform, worker: ShakyWorker) -> Running:
        return engine_with(toy.step)(mutant(store.store, store.life), platform, worker)

    return make


class Naive:
    """How one would do it without thinking of crashes: a queue, a dictionary, post, save."""

    def __init__(self, store: ShakyStore, platform: ShakyPlatform, worker: ShakyWorker) -> None:
        self.store = store
        self.platform = platform
        self.worker = worker
        self.queue: asyncio.Queue[Event] = asyncio.Queue()

    async def accept(self, event: Event) -> bool:
        self.queue.put_nowait(event)
        return True

    async def run(self) -> None:
        while True:
            await self.turn(await self.queue.get())

    async def turn(self, event: Event) -> None:
        """Read, decide, post, save."""
        conversation, effects = toy.step(await self.store.load(event.conversation), event)
        for index, effect in enumerate(effects):
            if isinstance(effect, Say):
                shown = present(effect.notice, "es")
                posting = Posting(
                    f"{event.id}/{index}",
                    event.conversation,
                    effect.notice.kind,
                    shown.topic,
                    shown.document,
                    inherited=False,
                )
                await self.platform.post(posting)
            elif isinstance(effect, StartJob):
                delivery = Delivery(effect.id, event.conversation, "es", effect, 0, 1)
                result = await self.worker.work(delivery, effect.job, lambda _: None)
                done = JobFinished(
                    f"{effect.id}/done", event.conversation, event.at, "bot", effect.id, result
                )
                self.queue.put_nowait(done)
        await self.store.life.point()
        save(self.store.store, event.conversation, conversation)


def save(store: Store, key: Key, conversation: Conversation) -> None:
    """A plain write."""
    assert isinstance(store, MemoryStore)
    store.threads.setdefault(key, Thread()).state = conversation


def server(store: Callable[[Callable[[], datetime]], Store]) -> Callable[[Path], Server]:
    """A store that outlives the processes."""
    return lambda _: Server(store(clock.now))


def with_store(store: Callable[[Callable[[], datetime]], Store], odds: Odds = USUAL) -> Cast:
    """The real engine over a mutated store."""
    return Cast(server(store), processes=2, odds=odds)


def with_engine(make: MakeEngine, processes: int = 2, odds: Odds = USUAL) -> Cast:
    """A mutated engine over the fake store, which keeps the contract."""
    return Cast(server(MemoryStore), processes=processes, make=make, odds=odds)


SLEEPY = Odds(crash=0, pause=0.05)
DEADLY = Odds(crash=0.05)
CALM = Odds(crash=0, pause=0, ambiguous=0, busy=0, job_fails=0)

MUTANTS = {
    "no dedupe": with_store(NoDedupe),
    "mailbox cleared whole": with_store(MailboxClearedWhole),
    "lost wake-up": with_store(LostWakeUp),
    "no fence on turns": with_store(NoFence, SLEEPY),
    "a lease that never ends": with_store(NoLeaseEnd),
    "no heartbeat": with_store(NoHeartbeat, CALM),
    "messages side by side": with_store(AnyMessageFirst),
    "outbox after the commit": with_engine(over(TwoWrites)),
    "result after settling": with_engine(over(ResultAfterSettling), odds=DEADLY),
    "acknowledged before it is stored": with_engine(over(AcknowledgesFirst)),
    "posts without looking": with_engine(looks_nothing_up),
    "naive": with_engine(Naive, processes=1),
}
STORE_MUTANTS = (
    NoDedupe,
    MailboxClearedWhole,
    LostWakeUp,
    NoFence,
    NoFenceOnEffects,
    NoLeaseEnd,
    NoHeartbeat,
    AnyMessageFirst,
)
