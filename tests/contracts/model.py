"""A model of the store's port: any sequence of calls, by present and late holders, against what must come of it.

Whoever claims may get any conversation that is due: the model says which ones are, and takes over the choice. A
subclass names the store (`fresh`), and may have it opened again (`again`).
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.core.conversation import Conversation
from bot.core.effects import Amend, CancelJob, Effect, Forget, Say, StartJob
from bot.core.events import Event, Key
from bot.core.identity import effect_id
from bot.ports import Delivery, Store, Tenant, Turn
from tests.contracts.store import (
    AMEND,
    ANA,
    BEN,
    ELSEWHERE,
    HELLO,
    LEASE,
    START,
    WELCOME,
    WORK,
    finished,
    said,
    state,
)

R = TypeVar("R")

KEYS = st.sampled_from([ANA, BEN, ELSEWHERE])
EFFECTS = st.lists(
    st.sampled_from([HELLO, WELCOME, WORK, StartJob("job-2", WORK.job), CancelJob("job-1"), AMEND, Forget()]),
    max_size=3,
).map(tuple)
NAMES, VALUES = st.sampled_from(["root", "opener"]), st.sampled_from(["U1", "U2"])
SECONDS = st.sampled_from([0.0, 0.0, 7.0, 15.0, 40.0])


@dataclass
class Waiting:
    """An effect in the model's outbox."""

    id: str
    effect: Say | Amend | StartJob | Forget
    fence: int = 0
    until: datetime = START
    excused: int = 0
    openings: int = 0  # processes that died while it waited


@dataclass
class Model:
    """One conversation as it must be."""

    born: int = 0
    traces: dict[str, str] = field(default_factory=dict[str, str])
    seen: set[str] = field(default_factory=set[str])
    mail: list[Event] = field(default_factory=list[Event])
    state: Conversation | None = None
    version: int = 0
    fence: int = 0
    until: datetime = START
    out: list[Waiting] = field(default_factory=list[Waiting])

    def due(self, now: datetime) -> bool:
        """Whether a turn may be claimed."""
        leaving = any(isinstance(each.effect, Forget) for each in self.out)
        return bool(self.mail) and self.until <= now and not leaving

    def messages(self) -> list[Waiting]:
        """What may be claimed of the messages: the first."""
        return [each for each in self.out if not isinstance(each.effect, StartJob)][:1]

    def jobs(self) -> list[Waiting]:
        """What may be claimed of the jobs: all."""
        return [each for each in self.out if isinstance(each.effect, StartJob)]

    def over(self) -> None:
        """A turn ended, and the next may begin at once."""
        self.mail.pop(0)
        self.fence, self.until = 0, START


class StoreModel(RuleBasedStateMachine):
    """`turns` and `deliveries` remember every holder there ever was; all of them go on trying."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.store = self.fresh()
        self.now = START
        self.models: dict[Key, Model] = {}
        self.births = 0
        self.turns: list[Turn] = []
        self.deliveries: list[Delivery] = []
        self.parked: list[tuple[Key, str]] = []

    def fresh(self) -> Store:
        """An empty store."""
        raise NotImplementedError

    def do(self, call: Awaitable[R]) -> R:
        """Await in a rule."""

        async def awaited() -> R:
            return await call

        return self.loop.run_until_complete(awaited())

    # ---- what happens

    @rule(key=KEYS, name=st.integers(0, 12))
    def accept(self, key: Key, name: int) -> None:
        model, event = self.model_of(key), said(f"{name}", key)
        assert self.do(self.store.accept(event)) == (event.id not in model.seen)
        if event.id not in model.seen:
            model.seen.add(event.id)
            model.mail.append(event)

    @rule(seconds=SECONDS)
    def claim(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        turn = self.do(self.store.claim(self.now, LEASE))
        due = [key for key, model in self.models.items() if model.due(self.now)]
        if turn is None:
            assert due == []
            return
        model = self.models[turn.key]
        assert turn.key in due
        assert (turn.event, turn.conversation, turn.version) == (model.mail[0], model.state, model.version)
        assert all(turn.fence > earlier.fence for earlier in self.turns if earlier.key == turn.key)
        model.fence, model.until = turn.fence, self.now + LEASE
        self.turns.append(turn)

    @rule(seconds=SECONDS, lane=st.booleans())
    def claim_effect(self, seconds: float, lane: bool) -> None:
        self.now += timedelta(seconds=seconds)
        claim = self.store.claim_message if lane else self.store.claim_job
        delivery = self.do(claim(self.now, LEASE))
        open_ones = [
            each
            for model in self.models.values()
            for each in (model.messages() if lane else model.jobs())
            if each.until <= self.now
        ]
        if delivery is None:
            assert open_ones == []
            return
        (one,) = [each for each in open_ones if each.id == delivery.id]
        assert (delivery.effect, delivery.earlier) == (one.effect, one.openings + one.excused)
        one.fence, one.until = delivery.fence, self.now + LEASE
        self.deliveries.append(delivery)

    @precondition(lambda self: self.turns)
    @rule(data=st.data(), effects=EFFECTS)
    def commit(self, data: st.DataObject, effects: tuple[Effect, ...]) -> None:
        self.commits(data.draw(st.sampled_from(self.turns[::-1])), effects)

    @rule(key=KEYS, name=st.integers(0, 12), effects=EFFECTS)
    def whole_turn(self, key: Key, name: int, effects: tuple[Effect, ...]) -> None:
        self.accept(key, name)
        self.claim(0.0)
        if self.turns:
            self.commits(self.turns[-1], effects)

    def commits(self, turn: Turn, effects: tuple[Effect, ...]) -> None:
        """A holder, of now or of earlier, commits."""
        after = state(turn.key, f"version {turn.version}")
        model = self.holder(turn)
        assert self.do(self.store.commit(turn, after, effects, None)) == (model is not None)
        if model is None:
            return
        model.state, model.version = after, model.version + 1
        for index, effect in enumerate(effects):
            if isinstance(effect, CancelJob):
                model.out = [each for each in model.out if not _is_job(each, effect.id)]
            else:
                model.out.append(Waiting(effect_id(turn.key, turn.event.id, index), effect))
        model.over()

    @precondition(lambda self: self.turns)
    @rule(data=st.data(), later=st.none() | SECONDS)
    def give_back(self, data: st.DataObject, later: float | None) -> None:
        turn = data.draw(st.sampled_from(self.turns[::-1]))
        model = self.holder(turn)
        retry_at = None if later is None else self.now + timedelta(seconds=later)
        self.do(self.store.give_back(turn, retry_at, "tired"))
        if model is not None and retry_at is not None:
            model.until = retry_at
        elif model is not None:
            self.parked.append((turn.key, turn.event.id))
            model.over()

    @precondition(lambda self: self.deliveries)
    @rule(data=st.data(), seconds=SECONDS)
    def hold(self, data: st.DataObject, seconds: float) -> None:
        delivery = data.draw(st.sampled_from(self.deliveries[::-1]))
        one = self.held(delivery)
        lease = timedelta(seconds=seconds)
        assert self.do(self.store.hold(delivery, self.now, lease)) == (one is not None)
        if one is not None:
            one.until = self.now + lease

    @precondition(lambda self: self.deliveries)
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        delivery = data.draw(st.sampled_from(self.deliveries[::-1]))
        one, result = self.held(delivery), None
        if isinstance(delivery.effect, StartJob):
            result = replace(finished(delivery), id=f"{delivery.id}/finished")
        assert self.do(self.store.settle(delivery, result)) == (one is not None)
        if one is not None and isinstance(one.effect, Forget):
            self.starts_over(delivery.key)
        elif one is not None:
            model = self.models[delivery.key]
            model.out.remove(one)
            if result is not None:
                model.seen.add(result.id)
                model.mail.append(result)

    def starts_over(self, key: Key) -> None:
        """Forgotten, but for the mail that waited for it."""
        before = self.models.pop(key)
        self.parked = [each for each in self.parked if each[0] != key]
        if before.mail:
            seen = {event.id for event in before.mail}
            self.models[key] = Model(born=before.born, seen=seen, mail=before.mail)

    @precondition(lambda self: self.deliveries)
    @rule(data=st.data(), later=st.none() | SECONDS, excused=st.booleans())
    def put_off(self, data: st.DataObject, later: float | None, *, excused: bool) -> None:
        delivery = data.draw(st.sampled_from(self.deliveries[::-1]))
        one = self.held(delivery)
        retry_at = None if later is None else self.now + timedelta(seconds=later)
        self.do(self.store.put_off(delivery, retry_at, "tired", excused=excused))
        if one is not None and retry_at is not None:
            one.until, one.excused = retry_at, one.excused + excused
        elif one is not None:
            self.parked.append((delivery.key, one.id))
            self.models[delivery.key].out.remove(one)

    @rule(whom=KEYS | st.just(Tenant("test", "acme")), chance=st.integers(0, 3))
    def forget(self, whom: Key | Tenant, chance: int) -> None:
        if chance:
            return
        self.do(self.store.forget(whom))
        gone = {key for key in self.models if whom in (key, Tenant(key.platform, key.workspace))}
        self.models = {key: model for key, model in self.models.items() if key not in gone}
        self.parked = [(key, name) for key, name in self.parked if key not in gone]

    @rule(key=KEYS, name=NAMES, value=st.none() | VALUES)
    def trace(self, key: Key, name: str, value: str | None) -> None:
        self.do(self.store.trace(key, name, value))
        if value is not None:
            self.model_of(key).traces[name] = value
        elif key in self.models:
            self.models[key].traces.pop(name, None)

    # ---- what must hold

    @invariant()
    def as_the_model_says(self) -> None:
        for key in (ANA, BEN, ELSEWHERE):
            model = self.models.get(key, Model())
            assert self.do(self.store.load(key)) == model.state
            assert self.do(self.store.idle(key)) == (not model.mail and not model.out)
            assert self.do(self.store.traces(key)) == model.traces
        assert sorted((each.key, each.id) for each in self.do(self.store.parked())) == sorted(self.parked)

    @rule(name=NAMES, value=VALUES)
    def traced(self, name: str, value: str) -> None:
        newest = sorted(self.models, key=lambda key: self.models[key].born, reverse=True)
        for tenant in (Tenant("test", "acme"), Tenant("test", "globex")):
            assert self.do(self.store.traced(tenant, name, value)) == tuple(
                key
                for key in newest
                if Tenant(key.platform, key.workspace) == tenant
                and self.models[key].traces.get(name) == value
            )

    def model_of(self, key: Key) -> Model:
        """A conversation, a new one if need be."""
        if key not in self.models:
            self.births += 1
            self.models[key] = Model(born=self.births)
        return self.models[key]

    def holder(self, turn: Turn) -> Model | None:
        """The conversation, if this turn still holds it."""
        model = self.models.get(turn.key)
        return model if model and (model.fence, model.version) == (turn.fence, turn.version) else None

    def held(self, delivery: Delivery) -> Waiting | None:
        """The effect, if this delivery still holds it."""
        model = self.models.get(delivery.key, Model())
        return next(
            (each for each in model.out if (each.id, each.fence) == (delivery.id, delivery.fence)), None
        )

    def teardown(self) -> None:
        self.loop.close()


def _is_job(waiting: Waiting, job: str) -> bool:
    return isinstance(waiting.effect, StartJob) and waiting.effect.id == job
