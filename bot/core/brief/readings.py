"""What is read in words: what may be asked, what a signal may be about, and what a number may measure."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal


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
    LABOUR_PERSON_WEEKS = "labour_person_weeks"  # what the change takes, without training
    TRAINING_PERSON_WEEKS = "training_person_weeks"  # of all together
    PERSON_WEEK_USD = "person_week_usd"  # what a week of one person costs
    INSTANCES = "instances"


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A file that was handed over says it; lines count from 1."""

    file: str
    line: int
    kind: Literal["found"] = "found"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


Meaning = tuple[SignalKind, str, bool]  # (kind, value, negated)


@dataclass(frozen=True, slots=True)
class Signal:
    """Something a text says. `negated` is true for "no usamos hilos"; `quote` is the words it was read from.

    `sentence` is what stood around a use or a state, since an entry keeps the terms only: it tells which part
    of the system it is about. What a manifest tells has its line (`at`), and names the part itself by its name, or
    none when it is about the system. Two signals that say the same are equal wherever they were said.
    """

    kind: SignalKind
    value: str
    quote: str
    negated: bool = False
    sentence: str = field(default="", compare=False)
    at: FoundIn | None = field(default=None, compare=False)
    part: str | None = field(default=None, compare=False)

    @property
    def meaning(self) -> Meaning:
        """What it says, in whatever words."""
        return self.kind, self.value, self.negated


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the metric's unit. `quote` is the words it was read from ("3M req/mes"), `at` the line of a file."""

    metric: Metric
    value: Decimal
    quote: str
    at: FoundIn | None = field(default=None, compare=False)
