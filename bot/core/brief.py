"""What a team has told us about its system.

A brief holds one entry per topic. An entry is what people said (or a file showed), together with
what the lexicon read in it: signals (a technology, a symptom, a habit of the code) and quantities
(a number with its unit). The text stays beside the reading, so nothing that was said is lost when
the reading is poor, and the assessment can always quote where a value came from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field


class Topic(StrEnum):
    """The stable ids of what the bot may ask, in the order in which it asks."""

    INFRASTRUCTURE = "infrastructure"
    APPLICATION = "application"
    PROBLEM = "problem"
    OBJECTIVE = "objective"
    TRAFFIC = "traffic"
    STATE = "state"
    DEPENDENCIES = "dependencies"
    SKILLS = "skills"
    TARGET = "target"
    BUDGET = "budget"
    COMPLIANCE = "compliance"


class SignalKind(StrEnum):
    """What a signal is about. The values a kind may take are the ids in `prompts/lexicon.toml`."""

    PLATFORM = "platform"  # where it runs today: aws-lambda, kubernetes, docker, ecs, vm …
    LANGUAGE = "language"  # python, javascript, typescript, rust, go, java, csharp …
    FRAMEWORK = "framework"  # django, express, spring …
    PACKAGE = "package"  # numpy, sharp, grpcio …, by registry name
    DATASTORE = "datastore"  # postgresql, redis, dynamodb, sqlite …
    ROLE = "role"  # a part of the system: api, worker, etl, auth, image-processing …
    SYMPTOM = "symptom"  # cold-start, memory-cost, latency, deploy-size, isolation …
    GOAL = "goal"  # lower-cost, lower-latency, plugins, edge, portability …
    USE = "use"  # threads, processes, gpu, training, raw-tcp-server, websockets … (`uses` of the rules)
    STATE = "state"  # stateless, external-state, embedded-db, is-database, in-memory-session
    LOAD = "load"  # steady, bursty, sporadic
    TARGET = "target"  # spin, wasmcloud, cloudflare-workers, fastly, akamai-functions, wasmtime …
    SKILL = "skill"  # rust, python … that the team knows
    COMPLIANCE = "compliance"  # gdpr, pci-dss, hipaa, hardware-isolation, data-residency …


class Metric(StrEnum):
    """What a number measures. The unit is part of the name; values are stored in that unit."""

    REQUESTS_PER_MONTH = "requests_per_month"
    PEAK_REQUESTS_PER_SECOND = "peak_requests_per_second"
    PEAK_TO_MEAN = "peak_to_mean"
    WALL_MS = "wall_ms"  # duration of a request, mean or unspecified
    WALL_MS_P95 = "wall_ms_p95"
    CPU_MS = "cpu_ms"
    MEMORY_MB = "memory_mb"  # allotted or peak memory of one instance
    COLD_START_MS = "cold_start_ms"
    COLD_START_SHARE = "cold_start_share"  # 0…1 of the requests
    COST_USD_PER_MONTH = "cost_usd_per_month"  # today's bill
    BUDGET_USD = "budget_usd"  # what the move may cost
    TEAM_SIZE = "team_size"
    TENANTS = "tenants"
    DEADLINE_WEEKS = "deadline_weeks"
    INSTANCES = "instances"


Meaning = tuple[SignalKind, str, bool]  # (kind, value, negated)


@dataclass(frozen=True, slots=True)
class Signal:
    """Something a text says. `negated` is true for "no usamos hilos"; `quote` is the words it was read from.

    `sentence` is what stood around a use or a state, since an entry keeps the terms only: it tells which part
    of the system it is about. Two signals that say the same are equal wherever they were said.
    """

    kind: SignalKind
    value: str
    quote: str
    negated: bool = False
    sentence: str = field(default="", compare=False)

    @property
    def meaning(self) -> Meaning:
        """What it says, in whatever words."""
        return self.kind, self.value, self.negated


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the metric's unit. `quote` is the words it was read from ("3M req/mes")."""

    metric: Metric
    value: Decimal
    quote: str


@dataclass(frozen=True, slots=True)
class Said:
    """A person said it; `event` is the id of the message."""

    author: str
    event: str
    kind: Literal["said"] = "said"


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A file that was attached says it; lines count from 1."""

    file: str
    line: int
    kind: Literal["found"] = "found"


@dataclass(frozen=True, slots=True)
class Assumed:
    """Nobody said it; the bot proceeds on it and shows it on the assumption sheet."""

    reason: str  # a key of `[assumption]` in messages.toml
    kind: Literal["assumed"] = "assumed"


Origin = Annotated[Said | FoundIn | Assumed, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Known:
    """An answer: the words, what was read in them, and where they came from. `also` are the origins of what was added
    to it later."""

    text: str
    signals: tuple[Signal, ...]
    quantities: tuple[Quantity, ...]
    origin: Origin
    also: tuple[Origin, ...] = ()
    kind: Literal["known"] = "known"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Somebody answered "I don't know", or skipped the question. Never replaced by a default."""

    origin: Said
    skipped: bool = False
    kind: Literal["unknown"] = "unknown"


Answer = Annotated[Known | Unknown, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the system, as the team speaks of it: "API" in node, "ETL" in python.

    `name` is kebab-case ASCII and unique in its brief; `label` is how the team called it. `today` is the language
    that it is in, where a what-if has given it another.
    """

    name: str
    label: str
    language: str | None
    role: str | None
    packages: tuple[str, ...] = ()
    today: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two things said that cannot both hold."""

    topic: Topic
    earlier: Signal
    later: Signal


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic's answer."""

    topic: Topic
    answer: Answer


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything known about the system, by topic, and the parts it is made of."""

    entries: tuple[Entry, ...] = ()
    components: tuple[Component, ...] = ()

    def answer(self, topic: Topic) -> Answer | None:
        """What was answered on a topic; None when it is still open."""
        return next((entry.answer for entry in self.entries if entry.topic is topic), None)

    def text(self, topic: Topic) -> str | None:
        """The words of a known answer; None when open or unknown."""
        answer = self.answer(topic)
        return answer.text if isinstance(answer, Known) else None

    def messages(self, topic: Topic) -> frozenset[str]:
        """The ids of the messages on which an answer rests; none when a file says it too, since a file stays."""
        answer = self.answer(topic)
        origins = (answer.origin, *answer.also) if isinstance(answer, Known) else ()
        if isinstance(answer, Unknown):
            return frozenset({answer.origin.event})
        if not all(isinstance(each, Said) for each in origins):
            return frozenset()
        return frozenset(each.event for each in origins if isinstance(each, Said))

    def with_answer(self, topic: Topic, answer: Answer) -> "Brief":
        """The brief with one topic set or replaced, in the order of `Topic`."""
        rest = {entry.topic: entry.answer for entry in self.entries} | {topic: answer}
        return replace(
            self,
            entries=tuple(Entry(each, rest[each]) for each in Topic if each in rest),
        )

    def known(self) -> Iterator[tuple[Topic, Known]]:
        """The topics that have words."""
        for entry in self.entries:
            if isinstance(entry.answer, Known):
                yield entry.topic, entry.answer

    def signals(self, kind: SignalKind) -> tuple[Signal, ...]:
        """All signals of a kind, negated ones included, without repeats of (value, negated)."""
        found: dict[tuple[str, bool], Signal] = {}
        for _, answer in self.known():
            for signal in answer.signals:
                if signal.kind is kind:
                    found.setdefault((signal.value, signal.negated), signal)
        return tuple(found.values())

    def has(self, kind: SignalKind, *values: str) -> bool:
        """Whether one of the values was affirmed."""
        return any(not each.negated and each.value in values for each in self.signals(kind))

    def quantity(self, metric: Metric) -> Quantity | None:
        """The last number given for a metric (a later answer corrects an earlier one)."""
        given = [each for _, answer in self.known() for each in answer.quantities if each.metric is metric]
        return given[-1] if given else None
