"""The plan as a model must fill it, and as code fills it when no model does.

Every field is required and no bound stands on the wire (providers differ in what they accept):
lengths and counts are the contract's. The three phases are fixed keys, since models asked for an
array of three return one to four. Fields go from verdict to phases so that streaming shows something
useful early. A plan to move and a recommendation to stay are two shapes: the verdict is computed
before anything is drafted, so the drafter is asked for the right one.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.core.events import VerdictCode


class Shape(BaseModel):
    """Strict and frozen; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RunsIn(StrEnum):
    WASM = "wasm"
    CONTAINER = "container"
    MANAGED = "managed"


class CapabilityKind(StrEnum):
    """What a host may grant to a component; anything not listed is denied."""

    HTTP_OUTGOING = "http-outgoing"
    HTTP_INCOMING = "http-incoming"
    KEY_VALUE = "key-value"
    SQL = "sql"
    MESSAGING = "messaging"
    FILES_READ = "files-read"
    FILES_WRITE = "files-write"
    ENVIRONMENT = "environment"
    SECRETS = "secrets"
    SOCKETS = "sockets"
    CLOCK = "clock"
    RANDOM = "random"
    NONE = "none"


class Capability(Shape):
    """A grant. `scope` names the one host, folder, key or topic ("https://payments.internal"), never a wildcard."""

    kind: CapabilityKind
    scope: str
    reason: str


class PlanComponent(Shape):
    """A component of the interview (`name` is its name there, once each)."""

    name: str
    role: str
    runs_in: RunsIn
    language: str
    language_reason: str
    exports: list[str]  # WIT interfaces, "package:name/interface"
    imports: list[str]
    capabilities: list[Capability]


class Viability(Shape):
    """Section 1. Every number traces to an input or to a dated fact, named in `fact_ids`."""

    technical: str
    financial: str
    blockers_admitted: list[str]  # rule ids
    fact_ids: list[str]


class CostClaim(Shape):
    """units × unit_price_usd = amount_usd, a month."""

    item: str
    units: float
    unit_price_usd: float
    amount_usd: float


class CodeFile(Shape):
    """A file that the plan shows; `language` is one of wit, toml, yaml, json, python, rust, go, javascript, bash."""

    path: str
    language: str
    text: str


class PlanPhase(Shape):
    """One row of the road map. `weeks_low` and `weeks_high` are calendar weeks."""

    title: str
    task: str
    tools: list[str]
    components: list[str]
    weeks_low: int
    weeks_high: int
    exit_criterion: str
    rollback: str
    risk: str
    mitigation: str


class Phases(Shape):
    """Exactly three, in order, each leaving the service running."""

    phase_1: PlanPhase
    phase_2: PlanPhase
    phase_3: PlanPhase


class MigrationPlan(Shape):
    """For the verdicts migrate, partial and pilot."""

    verdict: VerdictCode
    summary: str
    viability: Viability
    target: str  # a target id of the assessment
    target_reason: str
    components: list[PlanComponent]
    phases: Phases
    security: str
    code: list[CodeFile]  # at least one wit and one manifest
    costs: list[CostClaim]
    saving_usd_month: float | None


class StayPlan(Shape):
    """For the verdicts stay and insufficient evidence: no phases, no target."""

    verdict: VerdictCode
    summary: str
    viability: Viability
    improvements: list[str]  # what to do with the containers instead, or what to measure first
    would_change: list[str]
    saving_usd_month: None


class Diagnosis(Shape):
    """Basic mode: exactly three of each, and one recommendation."""

    verdict: VerdictCode
    advantage_1: str
    advantage_2: str
    advantage_3: str
    disadvantage_1: str
    disadvantage_2: str
    disadvantage_3: str
    recommendation: str


Plan = MigrationPlan | StayPlan
Drafted = MigrationPlan | StayPlan | Diagnosis
