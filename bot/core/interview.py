"""What may be asked, as one table: a row per topic.

A topic is asked while its gap is open and its answer can still change the verdict, a target, a cost or a
phase; `weight` says what goes first when not everything fits into the questions that are left. The rows hold
ids only: a topic's question, its reason and its quick picks' labels stand in `prompts/<lang>/messages.toml`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.core.brief import Brief, Known, Metric, SignalKind, Topic, Unknown
from bot.core.events import Mode

LIMIT: Final = {Mode.BASIC: 2, Mode.PRO: 7}
DONT_KNOW: Final = "dont_know"

Test = Callable[[Brief], bool]
K, M = SignalKind, Metric


@dataclass(frozen=True, slots=True)
class Pick:
    """A quick pick and what it says, as (kind, value, negated)."""

    id: str
    says: tuple[tuple[SignalKind, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A topic. `relevant`: its answer can change something. `settled`: what is known of it is enough, though
    nobody was asked. `kinds` and `metrics`: what answers it when it is the open question. `no`: the pick that a
    bare "no" stands for. `weight`: smaller goes first."""

    topic: Topic
    weight: int
    relevant: Test
    settled: Test
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


def _any(*kinds: SignalKind) -> Test:
    return lambda brief: any(brief.signals(kind) for kind in kinds)


def _numbers(*metrics: Metric) -> Test:
    return lambda brief: any(brief.quantity(metric) for metric in metrics)


def _always(_: Brief) -> bool:
    return True


def _movable(brief: Brief) -> bool:
    """Some part may still move. A lone database, GPU work or a hardware boundary stays, whatever else is answered."""
    stays = (
        brief.has(K.STATE, "is-database")
        or brief.has(K.USE, "gpu", "training")
        or brief.has(K.COMPLIANCE, "hardware-isolation")
    )
    return not stays or len(brief.components) > 1


def _no_goal_in_sight(brief: Brief) -> bool:
    """Once the problem is known, the goal follows from it and is assumed instead of asked."""
    return isinstance(brief.answer(Topic.PROBLEM), Unknown)


def _may_hold_state(brief: Brief) -> bool:
    """A Lambda function holds no state between calls, so nothing hangs on the answer there."""
    return not brief.has(K.PLATFORM, "aws-lambda")


def _rewrite_likely(brief: Brief) -> bool:
    """Teams that write Rust or Go already need no new language for the hot path."""
    return _movable(brief) and not brief.has(K.LANGUAGE, "rust", "go")


def _application_told(brief: Brief) -> bool:
    """A language was named, or shows in what a part uses: PyTorch is Python."""
    shown = any(each.language is not None for each in brief.components)
    return shown or bool(brief.signals(K.LANGUAGE) or brief.signals(K.FRAMEWORK))


def _problem_told(brief: Brief) -> bool:
    """What hurts was named; a bill that they want to lower is a complaint too."""
    bill = brief.quantity(M.COST_USD_PER_MONTH) is not None and brief.has(K.GOAL, "lower-cost")
    return bill or bool(brief.signals(K.SYMPTOM))


def _dependencies_told(brief: Brief) -> bool:
    """Whose code it is does not tell what the code uses."""
    return bool(brief.signals(K.PACKAGE)) or any(
        each.value != "untrusted-code" for each in brief.signals(K.USE)
    )


ROWS: Final = (
    Row(
        Topic.INFRASTRUCTURE,
        0,
        _always,
        _any(K.PLATFORM),
        frozenset({K.PLATFORM}),
        _says(K.PLATFORM, "aws-lambda", "kubernetes", "docker", "vm"),
        frozenset({M.INSTANCES}),
    ),
    Row(
        Topic.APPLICATION,
        1,
        _always,
        _application_told,
        frozenset({K.LANGUAGE, K.FRAMEWORK, K.ROLE}),
        _says(K.LANGUAGE, "javascript", "python", "go", "rust", "java"),
    ),
    Row(
        Topic.PROBLEM,
        2,
        _always,
        _problem_told,
        frozenset({K.SYMPTOM}),
        _says(K.SYMPTOM, "cold-start", "memory-cost", "latency", "deploy-size", "isolation"),
        frozenset({M.COLD_START_MS, M.COLD_START_SHARE, M.COST_USD_PER_MONTH, M.WALL_MS, M.WALL_MS_P95}),
    ),
    Row(
        Topic.OBJECTIVE,
        3,
        _no_goal_in_sight,
        _any(K.GOAL),
        frozenset({K.GOAL, K.SYMPTOM}),
        _says(K.GOAL, "lower-cost", "lower-latency", "plugins", "edge"),
        frozenset({M.COST_USD_PER_MONTH}),
    ),
    Row(
        Topic.TRAFFIC,
        6,
        _movable,
        _numbers(M.REQUESTS_PER_MONTH, M.PEAK_REQUESTS_PER_SECOND),
        frozenset({K.LOAD}),
        _says(K.LOAD, "bursty", "steady", "sporadic"),
        frozenset(
            set(Metric) - {M.BUDGET_USD, M.TEAM_SIZE, M.DEADLINE_WEEKS, M.COST_USD_PER_MONTH, M.INSTANCES}
        ),
    ),
    Row(
        Topic.STATE,
        4,
        _may_hold_state,
        _any(K.STATE, K.DATASTORE),
        frozenset({K.STATE, K.DATASTORE}),
        _says(K.STATE, "stateless", "external-state", "in-memory-session", "embedded-db", "is-database"),
        no="stateless",
    ),
    Row(
        Topic.DEPENDENCIES,
        5,
        _movable,
        _dependencies_told,
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
        _rewrite_likely,
        _any(K.SKILL),
        frozenset({K.SKILL, K.LANGUAGE}),
        (*_says(K.SKILL, "rust", "go"), Pick("none", ((K.SKILL, "rust", True),))),
        frozenset({M.TEAM_SIZE}),
        no="none",
    ),
    Row(
        Topic.TARGET,
        8,
        _movable,
        _any(K.TARGET),
        frozenset({K.TARGET, K.PLATFORM}),
        (*_says(K.TARGET, "spin", "wasmcloud", "cloudflare-workers", "fastly"), Pick("open")),
        no="open",
    ),
    Row(
        Topic.BUDGET,
        10,
        _movable,
        _numbers(M.BUDGET_USD, M.DEADLINE_WEEKS),
        frozenset(),
        (Pick("undecided"),),
        frozenset({M.BUDGET_USD, M.DEADLINE_WEEKS, M.COST_USD_PER_MONTH, M.TEAM_SIZE}),
        no="undecided",
    ),
    Row(
        Topic.COMPLIANCE,
        7,
        _always,
        _any(K.COMPLIANCE),
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
