"""A world in which processes die and sleep at the worst moments, and people and platforms repeat themselves.

A process runs the real engine over a store whose every call may be slow, may last longer than a lease, and may be the
last thing that the process does: before the call, or after it, when it has happened and nobody was told. Posting
may fail with the message out or not. Whoever speaks repeats until the store has taken it, sometimes beyond that.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import ParamSpec, Protocol, TypeVar

from bot.core.conversation import Conversation
from bot.core.document import Document, paragraph
from bot.core.effects import Effect, Job
from bot.core.events import Event, JobResult, Key, PlanMade, VerdictCode
from bot.core.notices import AnswerPosted, Notice, PlanPosted, WorkFailed
from bot.core.patience import Patience
from bot.engine import Engine
from bot.engine.turns import Step
from bot.ports import Alarm, Delivery, Later, Parked, Posting, Progress, Stage, Store, Tenant, Told, Turn
from bot.presenter import Presented
from tests.simulation import clock

P = ParamSpec("P")
R = TypeVar("R")

LONG = 40.0  # seconds: more than two leases


@dataclass(frozen=True)
class Odds:
    """How often things go wrong, of 1."""

    crash: float = 0.01
    pause: float = 0.005
    ambiguous: float = 0.05
    busy: float = 0.05
    job_fails: float = 0.1
    repeated: float = 0.2


class Life:
    """One process: `point` is where it may be slow, sleep, or die; a dead one does nothing any more."""

    def __init__(self, chance: Random, odds: Odds) -> None:
        self.chance = chance
        self.odds = odds
        self.died = asyncio.Event()
        self.pauses = 0

    async def point(self) -> None:
        """Between two things that a process does."""
        self._alive()
        if self.chance.random() < self.odds.pause:
            self.pauses += 1
            await asyncio.sleep(self.chance.uniform(10, LONG))
        else:
            await asyncio.sleep(self.chance.expovariate(200))
        self._alive()
        if self.chance.random() < self.odds.crash:
            self.died.set()
        self._alive()

    def _alive(self) -> None:
        if self.died.is_set():
            raise asyncio.CancelledError

    async def do(self, call: Callable[P, Awaitable[R]], *args: P.args, **kwargs: P.kwargs) -> R:
        """A call with a chance to die on both sides of it."""
        await self.point()
        result = await call(*args, **kwargs)
        await self.point()
        return result


class ShakyStore:
    """The store as a process that may die sees it."""

    def __init__(self, store: Store, life: Life) -> None:
        self.store = store
        self.life = life

    async def accept(self, event: Event) -> bool:
        return await self.life.do(self.store.accept, event)

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        return await self.life.do(self.store.claim, now, lease)

    async def commit(
        self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...], alarm: Alarm | None
    ) -> bool:
        return await self.life.do(self.store.commit, turn, conversation, effects, alarm)

    async def give_back(
        self, turn: Turn, retry_at: datetime | None, reason: str, told: Told | None = None
    ) -> None:
        await self.life.do(self.store.give_back, turn, retry_at, reason, told)

    async def claim_message(
        self, now: datetime, lease: timedelta, busy: Collection[str] = ()
    ) -> Delivery | None:
        return await self.life.do(self.store.claim_message, now, lease, busy)

    async def claim_job(self, now: datetime, lease: timedelta) -> Delivery | None:
        return await self.life.do(self.store.claim_job, now, lease)

    async def hold(self, delivery: Delivery, now: datetime, lease: timedelta) -> bool:
        return await self.life.do(self.store.hold, delivery, now, lease)

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        return await self.life.do(self.store.settle, delivery, result)

    async def put_off(
        self, delivery: Delivery, retry_at: datetime | None, reason: str, *, excused: bool = False
    ) -> None:
        await self.life.do(self.store.put_off, delivery, retry_at, reason, excused=excused)

    async def load(self, key: Key) -> Conversation | None:
        return await self.life.do(self.store.load, key)

    async def latest(self, platform: str, workspace: str) -> Conversation | None:
        return await self.life.do(self.store.latest, platform, workspace)

    async def idle(self, key: Key) -> bool:
        return await self.life.do(self.store.idle, key)

    async def parked(self) -> tuple[Parked, ...]:
        return await self.life.do(self.store.parked)

    async def forget(self, whom: Key | Tenant) -> None:
        await self.life.do(self.store.forget, whom)

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        await self.life.do(self.store.trace, key, name, value)

    async def traces(self, key: Key) -> Mapping[str, str]:
        return await self.life.do(self.store.traces, key)

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        return await self.life.do(self.store.traced, tenant, name, value)


@dataclass
class Channel:
    """What people see, per conversation. It outlives every process, and can be looked up."""

    posts: dict[Key, list[Posting]] = field(default_factory=lambda: defaultdict(list))

    def holds(self, posting: Posting) -> bool:
        return any(each.effect == posting.effect for each in self.posts[posting.key])


class ShakyPlatform:
    """Looks up what it inherits; may fail when the message is out, or before it is."""

    def __init__(self, channel: Channel, life: Life) -> None:
        self.channel = channel
        self.life = life

    async def post(self, posting: Posting) -> None:
        await self.life.do(self._post, posting)

    async def _post(self, posting: Posting) -> None:
        if posting.inherited and self.channel.holds(posting):
            return
        if self.life.chance.random() < self.life.odds.busy:
            raise Later(self.life.chance.uniform(0, LONG))
        if self.life.chance.random() < self.life.odds.ambiguous:
            raise ConnectionError
        self.channel.posts[posting.key].append(posting)
        if self.life.chance.random() < self.life.odds.ambiguous:
            raise TimeoutError

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Progress is not kept."""


class ShakyWorker:
    """A job takes from a second to several leases, and may fail. `bill` says what it cost."""

    def __init__(self, bill: "Bill", life: Life) -> None:
        self.bill = bill
        self.life = life

    async def work(self, delivery: Delivery, job: Job, report: Callable[[Progress], None]) -> JobResult:
        self.bill.calls += 1
        report(Progress(Stage.DRAFTING))
        try:
            for _ in range(self.life.chance.randrange(1, 40)):
                await asyncio.sleep(1)
                await self.life.point()
        except asyncio.CancelledError:
            self.bill.cut += self.life.died.is_set()
            raise
        if self.life.chance.random() < self.life.odds.job_fails:
            self.bill.failures += 1
            raise ConnectionError
        return PlanMade(VerdictCode.MIGRATE, Document(()), "toy")


@dataclass
class Bill:
    """What the model was asked, how often death cut that short, and how often it failed."""

    calls: int = 0
    cut: int = 0
    failures: int = 0


def present(notice: Notice, language: str) -> Presented:
    """The words are already there."""
    match notice:
        case AnswerPosted(document=document) | PlanPosted(document=document):
            return Presented(document)
        case WorkFailed(reference=reference):
            return Presented(Document((paragraph(reference),)))
        case _:
            return Presented(Document(()))


class Machines(Protocol):
    """Where stores come from: `fresh` when a process starts, `lost` when one died, `after` when all is over."""

    def fresh(self) -> Store: ...

    def lost(self, store: Store) -> None: ...

    def after(self) -> Store: ...


class Running(Protocol):
    """What a process runs: the engine, or an arm that is not one."""

    async def accept(self, event: Event) -> bool: ...

    async def run(self) -> None: ...


MakeEngine = Callable[[ShakyStore, ShakyPlatform, ShakyWorker], Running]


def engine_with(step: Step) -> MakeEngine:
    """The real engine over a core."""

    def make(store: ShakyStore, platform: ShakyPlatform, worker: ShakyWorker) -> Engine:
        patience = Patience(timedelta(days=1), timedelta(days=14))
        return Engine(store, {"test": platform}, worker, step, present, patience, clock.now, "es")

    return make


@dataclass
class World:
    """Machines, processes, people, and what came of it. `alive` are the engines that take events in."""

    chance: Random
    odds: Odds
    machines: Machines
    make: MakeEngine
    channel: Channel = field(default_factory=Channel)
    bill: Bill = field(default_factory=Bill)
    alive: list[Running] = field(default_factory=list[Running])
    store: Store | None = None
    accepted: dict[Key, list[Event]] = field(default_factory=lambda: defaultdict(list))
    crashes: int = 0
    pauses: int = 0

    async def process(self) -> None:
        """Start, die, start again."""
        while True:
            life, store = Life(self.chance, self.odds), self.machines.fresh()
            engine = self.make(
                ShakyStore(store, life), ShakyPlatform(self.channel, life), ShakyWorker(self.bill, life)
            )
            running = asyncio.create_task(engine.run())
            self.alive.append(engine)
            self.store = store
            died = asyncio.create_task(life.died.wait())
            try:
                await asyncio.wait({died, running}, return_when=asyncio.FIRST_COMPLETED)
                if running.done():
                    running.result()  # an engine ends by being told to, or by its death
                self.crashes += 1
            finally:
                died.cancel()
                life.died.set()
                self.pauses += life.pauses
                self.alive.remove(engine)
                running.cancel()
                try:
                    await asyncio.wait({running})
                finally:
                    self.machines.lost(store)
            await asyncio.sleep(self.chance.uniform(0, 3))

    async def say(self, event: Event) -> None:
        """Until it was taken; sometimes again, later."""
        while not await self._offer(event):
            await self._a_moment()
        self.accepted[event.conversation].append(event)
        if self.chance.random() < self.odds.repeated:
            await self._offer(event)

    async def _a_moment(self) -> None:
        await asyncio.sleep(self.chance.uniform(0.1, 2))

    async def _offer(self, event: Event) -> bool:
        if not self.alive:
            return False
        try:
            await self.chance.choice(self.alive).accept(event)
        except asyncio.CancelledError:  # the process died: nobody acknowledged
            return False
        return True
