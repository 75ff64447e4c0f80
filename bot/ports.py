"""What the bot needs from the world: small protocols, five methods at most, none optional.

Times are aware datetimes in UTC and come from the caller. Expected trouble is a value (`Trouble`,
`False`, `None`); anything raised is a surprise and ends in the worker loop's one broad `except`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, Protocol

from bot.core.conversation import Conversation
from bot.core.document import Document
from bot.core.effects import Effect, Job, Say
from bot.core.events import Event, JobResult, Key, Timer

# ---- the store: one conversation is the unit -------------------------------------------------------


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
        self,
        turn: Turn,
        conversation: Conversation,
        effects: tuple[Effect, ...],
        alarm: Alarm | None,
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
    earlier: int = (
        0  # attempts that were no failures: their holders are gone, or the platform asked for a pause
    )


class Outbox(Protocol):
    """Effects after the commit. Messages of a conversation leave in order; jobs run beside them."""

    async def claim_message(self, now: datetime, lease: timedelta) -> Delivery | None: ...

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
    BROKEN = "broken"  # the disk or the connection failed


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


# ---- platforms ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Posting:
    """A message to post. `effect` is its idempotency key; `inherited` means that it may be out already:
    look it up before posting. `notice` is the notice's kind and `topic` the id of the question, if it is one."""

    effect: str
    key: Key
    notice: str
    topic: str | None
    document: Document
    inherited: bool
    language: str = ""  # of the conversation, for what a platform adds of its own ("other…")
    to: str | None = None  # the one person whom it concerns; it may be shown to all where nobody can whisper
    amends: str | None = None  # the topic whose question this is to replace, instead of being posted
    headline: str = ""  # a plan's verdict in one line, for where there is room for no more


class Stage(StrEnum):
    """What a job is doing, as progress shows it. Wording: `[stage]` in messages.toml."""

    ASSESSING = "assessing"
    DRAFTING = "drafting"
    CHECKING = "checking"
    REPAIRING = "repairing"
    COMPOSING = "composing"
    ANSWERING = "answering"


@dataclass(frozen=True, slots=True)
class Progress:
    """`detail` is what is known so far, e.g. the summary that streams in; may be empty."""

    stage: Stage
    detail: str = ""


class Platform(Protocol):
    """A place where people write."""

    async def post(self, posting: Posting) -> None:
        """Post once; raises `Undeliverable` when it will never work and `Later` when it knows when it may; anything
        else is tried again at growing distances, and at last given up."""
        ...

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Passing progress of a job; None clears it. Never durable, never raises."""
        ...


class Undeliverable(Exception):
    """The platform will never take this message (the thread is gone, the bot was removed)."""


class Later(Exception):
    """The platform asks for a pause of so many seconds (HTTP 429); this is no failure of the message."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


# ---- jobs ---------------------------------------------------------------------------------------------


class Worker(Protocol):
    """Carries out jobs: the planner and the answerer."""

    async def work(self, delivery: Delivery, job: Job, report: Callable[[Progress], None]) -> JobResult: ...


# ---- the language model -------------------------------------------------------------------------------


class Shaped(StrEnum):
    """The rungs on which a structured answer is asked for."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request: fixed rules, then data. `schema` is the JSON schema's text, empty for free prose."""

    system: str
    user: str
    shaped: Shaped
    schema_name: str
    schema: str
    max_tokens: int
    without: frozenset[str] = frozenset()  # parameters this server refuses
    repair: tuple[str, str] | None = None  # (the model's last answer, what is wrong with it)


class Finish(StrEnum):
    STOP = "stop"
    LENGTH = "length"
    REFUSAL = "refusal"
    CUT = "cut"  # the stream ended without saying why


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them."""

    input: int
    output: int


@dataclass(frozen=True, slots=True)
class Completion:
    text: str
    finish: Finish
    usage: Usage | None


class TroubleKind(StrEnum):
    """Why a model did not answer."""

    AUTH = "auth"
    QUOTA = "quota"
    RATE = "rate"
    CONTEXT = "context"
    MODEL_NOT_FOUND = "model_not_found"
    PARAMETER = "parameter"  # `detail` is the parameter's name
    FORMAT = "format"  # the response format is not supported
    REFUSAL = "refusal"
    NOT_AN_API = "not_an_api"  # HTML, or JSON that is no completion: the base URL is wrong
    GARBLED = "garbled"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Expected trouble as a value; `detail` is safe to log, never shown. `retry_after` in seconds, if it was said."""

    kind: TroubleKind
    detail: str
    retry_after: float | None = None
    status: Literal["trouble"] = "trouble"


class Model(Protocol):
    """A chat-completions endpoint. `hear` is called with the whole text so far as it streams in."""

    @property
    def name(self) -> str: ...

    @property
    def endpoint(self) -> str: ...

    async def complete(self, prompt: Prompt, hear: Callable[[str], None]) -> Completion | Trouble: ...
