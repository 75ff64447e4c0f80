"""What may be asked, as one table: a row per topic.

A topic is asked while its gap is open and its answer can still change the verdict, a target, a cost or a
phase; `weight` says what goes first when not everything fits into the questions that are left. The rows hold
ids only: a topic's question, its reason and its quick picks' labels stand in `prompts/<lang>/messages.toml`.
"""

from dataclasses import dataclass
from typing import Final

from bot.core import relevance
from bot.core.brief import Brief, Known, Meaning, Metric, SignalKind, Topic, Unknown
from bot.core.events import Mode

LIMIT: Final = {Mode.BASIC: 2, Mode.PRO: 7}
DONT_KNOW: Final = "dont_know"

K, M = SignalKind, Metric
OF_THE_CHANGE: Final = (
    M.BUDGET_USD,
    M.DEADLINE_WEEKS,
    M.LABOUR_PERSON_WEEKS,
    M.TRAINING_PERSON_WEEKS,
    M.PERSON_WEEK_USD,
)


@dataclass(frozen=True, slots=True)
class Pick:
    """A quick pick and what it says."""

    id: str
    says: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A topic. `relevant`: its answer can change something. `settled`: what is known of it is enough, though
    nobody was asked. `kinds` and `metrics`: what answers it when it is the open question. `no`: the pick that a
    bare "no" stands for. `weight`: smaller goes first."""

    topic: Topic
    weight: int
    relevant: relevance.Test
    settled: relevance.Test
    kinds: frozenset[SignalKind]
    picks: tuple[Pick, ...]
    metrics: frozenset[Metric] = frozenset()
    no: str | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The quick picks' ids, "I don't know" last."""
        return (*(each.id for each in self.picks), DONT_KNOW)

    def pick(self, choice: str) -> Pick | None:
        """A quick pick by its id."""
        return next((each for each in self.picks if each.id == choice), None)


def _says(kind: SignalKind, *values: str) -> tuple[Pick, ...]:
    """Quick picks named after the one signal that each affirms."""
    return tuple(Pick(value, ((kind, value, False),)) for value in values)


ROWS: Final = (
    Row(
        Topic.INFRASTRUCTURE,
        0,
        relevance.always,
        relevance.told(K.PLATFORM),
        frozenset({K.PLATFORM}),
        _says(K.PLATFORM, "aws-lambda", "kubernetes", "docker", "vm"),
        frozenset({M.INSTANCES}),
    ),
    Row(
        Topic.APPLICATION,
        1,
        relevance.always,
        relevance.application_told,
        frozenset({K.LANGUAGE, K.FRAMEWORK, K.ROLE}),
        _says(K.LANGUAGE, "javascript", "python", "go", "rust", "java"),
    ),
    Row(
        Topic.PROBLEM,
        2,
        relevance.always,
        relevance.problem_told,
        frozenset({K.SYMPTOM}),
        _says(K.SYMPTOM, "cold-start", "memory-cost", "latency", "deploy-size", "isolation"),
        frozenset({M.COLD_START_MS, M.COLD_START_SHARE, M.COST_USD_PER_MONTH, M.WALL_MS, M.WALL_MS_P95}),
    ),
    Row(
        Topic.OBJECTIVE,
        3,
        relevance.no_goal_in_sight,
        relevance.told(K.GOAL),
        frozenset({K.GOAL, K.SYMPTOM}),
        _says(K.GOAL, "lower-cost", "lower-latency", "plugins", "edge"),
        frozenset({M.COST_USD_PER_MONTH}),
    ),
    Row(
        Topic.TRAFFIC,
        6,
        relevance.movable,
        relevance.measured(M.REQUESTS_PER_MONTH, M.PEAK_REQUESTS_PER_SECOND),
        frozenset({K.LOAD}),
        _says(K.LOAD, "bursty", "steady", "sporadic"),
        frozenset(set(Metric) - {*OF_THE_CHANGE, M.TEAM_SIZE, M.COST_USD_PER_MONTH, M.INSTANCES}),
    ),
    Row(
        Topic.STATE,
        4,
        relevance.may_hold_state,
        relevance.told(K.STATE, K.DATASTORE),
        frozenset({K.STATE, K.DATASTORE}),
        _says(K.STATE, "stateless", "external-state", "in-memory-session", "embedded-db", "is-database"),
        no="stateless",
    ),
    Row(
        Topic.DEPENDENCIES,
        5,
        relevance.movable,
        relevance.dependencies_told,
        frozenset({K.PACKAGE, K.USE, K.FRAMEWORK}),
        (
            Pick("none", ((K.USE, "processes", True), (K.USE, "threads", True), (K.USE, "gpu", True))),
            *_says(K.USE, "processes", "threads", "gpu"),
        ),
        no="none",
    ),
    Row(
        Topic.SKILLS,
        9,
        relevance.rewrite_likely,
        relevance.told(K.SKILL),
        frozenset({K.SKILL, K.LANGUAGE}),
        (*_says(K.SKILL, "rust", "go"), Pick("none", ((K.SKILL, "rust", True),))),
        frozenset({M.TEAM_SIZE}),
        no="none",
    ),
    Row(
        Topic.TARGET,
        8,
        relevance.movable,
        relevance.told(K.TARGET),
        frozenset({K.TARGET, K.PLATFORM}),
        (*_says(K.TARGET, "spin", "wasmcloud", "cloudflare-workers", "fastly"), Pick("open")),
        no="open",
    ),
    Row(
        Topic.BUDGET,
        10,
        relevance.movable,
        relevance.measured(M.BUDGET_USD, M.DEADLINE_WEEKS, M.LABOUR_PERSON_WEEKS),
        frozenset(),
        (Pick("undecided"),),
        frozenset({*OF_THE_CHANGE, M.COST_USD_PER_MONTH, M.TEAM_SIZE}),
        no="undecided",
    ),
    Row(
        Topic.COMPLIANCE,
        7,
        relevance.always,
        relevance.told(K.COMPLIANCE),
        frozenset({K.COMPLIANCE}),
        (
            Pick("none", ((K.COMPLIANCE, "hardware-isolation", True),)),
            *_says(K.COMPLIANCE, "gdpr", "pci-dss", "hipaa", "hardware-isolation"),
        ),
        no="none",
    ),
)

ROW: Final = {row.topic: row for row in ROWS}
BASIC_TOPICS: Final = frozenset({Topic.INFRASTRUCTURE, Topic.APPLICATION})


def open_topics(brief: Brief, mode: Mode) -> tuple[Topic, ...]:
    """What would still be asked, in the order of asking: at most seven topics, or two in basic mode."""
    return gaps(brief, mode, (), LIMIT[mode])


def gaps(brief: Brief, mode: Mode, asked: tuple[Topic, ...], room: int) -> tuple[Topic, ...]:
    """The `room` weightiest topics that are open and were not asked, in the order of asking."""
    candidates = [row for row in ROWS if row.topic not in asked and _gap(row, brief, mode)]
    chosen = {row.topic for row in sorted(candidates, key=lambda row: row.weight)[: max(room, 0)]}
    return tuple(row.topic for row in candidates if row.topic in chosen)


def _gap(row: Row, brief: Brief, mode: Mode) -> bool:
    if mode is Mode.BASIC and row.topic not in BASIC_TOPICS:
        return False
    answer = brief.answer(row.topic)
    if isinstance(answer, Unknown):
        return False
    if isinstance(answer, Known) and row.settled(brief):
        return False
    return row.relevant(brief)
