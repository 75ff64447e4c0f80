"""The store, in which one conversation is the unit.

Four small ports on one place: turns (mailbox and state), outbox, archive and traces. Whatever is held is held under a
lease and a fence, so that of two who believe that they hold it only one can write.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.conversation import Conversation
from bot.core.effects import Effect, Say
from bot.core.events import Event, Key, Timer


@dataclass(frozen=True, slots=True)
class Turn:
    """The oldest event of a conversation, held under a lease. `fence` grows with every claim."""

    conversation: Conversation | None
    key: Key
    version: int
    fence: int
    event: Event
    attempt: int
    earlier: int = 0  # attempts whose holders are gone: nobody knows how they ended


@dataclass(frozen=True, slots=True)
class Alarm:
    """When a conversation is to be woken, and why."""

    at: datetime
    timer: Timer


@dataclass(frozen=True, slots=True)
class Told:
    """A message outside a turn, and its language."""

    say: Say
    language: str


class Turns(Protocol):
    """The mailbox and the state behind it. A turn's lease is not prolonged: a step is pure and far shorter than one,
    and whoever comes late all the same is refused by the fence."""

    async def accept(self, event: Event) -> bool:
        """Store an event and mark its conversation due, in one write; False for one seen before."""
        ...

    async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
        """Take a due conversation, fence raised; a timer that ran out comes as its TimePassed event."""
        ...

    async def commit(
        self, turn: Turn, conversation: Conversation, effects: tuple[Effect, ...], alarm: Alarm | None
    ) -> bool:
        """State, outbox and next timer in one write, the event consumed; False when the fence was lost."""
        ...

    async def give_back(
        self, turn: Turn, retry_at: datetime | None, reason: str, told: Told | None = None
    ) -> None:
        """Hand a turn back to be tried at `retry_at`; None parks its event where an operator sees it, and
        puts what people are told of it into the outbox, in one write."""
        ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """An effect held under a lease. `attempt` counts from 1; over 1 means that it may have been done before."""

    id: str
    key: Key
    language: str
    effect: Effect
    fence: int
    attempt: int
    earlier: int = 0  # attempts that were no failures: the holder is gone, or the platform asked for a pause


class Outbox(Protocol):
    """Effects after the commit. Messages of a conversation leave in order; jobs run beside them."""

    async def claim_message(
        self, now: datetime, lease: timedelta, busy: Collection[str] = ()
    ) -> Delivery | None:
        """`busy`: platforms whose messages are left where they are."""
        ...

    async def claim_job(self, now: datetime, lease: timedelta) -> Delivery | None: ...

    async def hold(self, delivery: Delivery, now: datetime, lease: timedelta) -> bool:
        """Heartbeat; False when the lease was lost or the job cancelled."""
        ...

    async def settle(self, delivery: Delivery, result: Event | None) -> bool:
        """Done. A job's result event is accepted in the same write. Of a `Forget` the conversation is deleted in the
        same write; events that came since it was committed waited for this, and begin anew. False when the fence was
        lost."""
        ...

    async def put_off(
        self, delivery: Delivery, retry_at: datetime | None, reason: str, *, excused: bool = False
    ) -> None:
        """Try again at `retry_at`; None parks it. `excused`: the attempt was no failure, and counts as `earlier`."""
        ...


@dataclass(frozen=True, slots=True)
class Tenant:
    """A workspace of a platform."""

    platform: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Parked:
    """Work given up after its last try."""

    id: str
    key: Key
    what: str
    reason: str
    at: datetime


class Archive(Protocol):
    """What people and operators ask of the store."""

    async def load(self, key: Key) -> Conversation | None: ...

    async def latest(self, platform: str, workspace: str) -> Conversation | None:
        """The conversation last touched, of those that can be read; the log names the others."""
        ...

    async def idle(self, key: Key) -> bool:
        """Whether no event, message or job of the conversation is waiting or under way."""
        ...

    async def parked(self) -> tuple[Parked, ...]: ...

    async def forget(self, whom: Key | Tenant) -> None:
        """Delete a conversation, or all of a workspace: state, mail, effects, traces, what was parked."""
        ...


class Traces(Protocol):
    """What a platform must remember of a conversation: where its messages are, who opened it. Short strings by
    name; they are forgotten with the conversation."""

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        """Set a trace, or with None delete it; on the disk when this returns."""
        ...

    async def traces(self, key: Key) -> Mapping[str, str]:
        """All of a conversation, empty for an unknown one."""
        ...

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        """The conversations that have a trace of this value, the newest first."""
        ...


class Store(Turns, Outbox, Archive, Traces, Protocol):
    """One place that is all four, so that state, outgoing effects and timer are one write."""


class StoreTrouble(StrEnum):
    """Why a store cannot be used."""

    CORRUPT = "corrupt"
    NEWER = "newer"  # written by a later version of the bot
    READ_ONLY = "read_only"
    FULL = "full"
    NO_ACCESS = "no_access"
    BROKEN = "broken"  # the disk failed
    AWAY = "away"  # the server does not answer
    TOO_OLD = "too_old"  # the server's version
    FORGETFUL = "forgetful"  # the server writes no log of what it is told: a crash would lose it
    EVICTS = "evicts"  # the server throws away what it has no room for


class StoreUnusable(Exception):
    """The store cannot be read or written; nothing that was accepted is lost by it. `place` is where it is."""

    def __init__(self, trouble: StoreTrouble, place: str) -> None:
        super().__init__(f"{trouble.value}: {place}")
        self.trouble = trouble
        self.place = place


class StoreBusy(Exception):
    """Another process of the bot works on the same store."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place
