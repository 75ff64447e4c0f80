"""The vocabulary of the assessment: facts with a date, findings with a rule, costs with their inputs.

Everything here carries ids, numbers and quotes, never sentences: the words for a rule, a fact or a
missing input stand in `prompts/<lang>/` under the same id.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from bot.assessment.sums import CostLine, Payback, Sensitivity
from bot.core.brief import Component, FoundIn, Metric, Topic
from bot.core.events import VerdictCode


class SourceKind(StrEnum):
    PRIMARY = "primary"
    VENDOR_CLAIM = "vendor-claim"
    SECONDARY = "secondary"
    MEASURED = "measured"
    PEER_REVIEWED = "peer-reviewed"
    PREPRINT = "preprint"


class Level(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Mark(StrEnum):
    """Why a fact is to be read with care, shown wherever it is used."""

    STALE = "stale"
    CONFLICTING = "conflicting"
    VENDOR_CLAIM = "vendor_claim"
    UNDATED = "undated"
    LOW_CONFIDENCE = "low_confidence"


@dataclass(frozen=True, slots=True)
class Value:
    """A number that a fact or a piece of evidence vouches for: a plan may cite it, with the id."""

    name: str
    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated statement, or one citable result. Its sentence is `prompts/<lang>/facts.toml[id]`."""

    id: str
    subject: str
    aspect: str
    as_of: date | None
    source: str  # what to cite
    url: str | None  # https address when the source has one
    kind: SourceKind
    confidence: Level
    stale_after_days: int
    conflicts_with: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact as used today, with its age and marks."""

    fact: Fact
    age_days: int | None
    marks: tuple[Mark, ...]


class Severity(StrEnum):
    BLOCKER = "blocker"
    CAUTION = "caution"
    FAVOURABLE = "favourable"


@dataclass(frozen=True, slots=True)
class Because:
    """Where a finding comes from: the topic and the words that were read, and the line of a file that holds them."""

    topic: Topic
    quote: str
    at: FoundIn | None = None

    @property
    def shown(self) -> str:
        """FILE:LINE, or the words that people said."""
        return str(self.at) if self.at else self.quote


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds. `component` is None when it concerns the whole system.

    `params` fill the rule's sentence in `prompts/<lang>/rules.toml` (names → already formatted values).
    """

    rule: str
    severity: Severity
    component: str | None
    because: tuple[Because, ...]
    facts: tuple[str, ...]
    params: tuple[tuple[str, str], ...] = ()


class Fit(StrEnum):
    """What becomes of a component."""

    MOVE = "move"  # as a Wasm component
    LATER = "later"  # possible, not first
    STAY = "stay"  # in its container or managed service


@dataclass(frozen=True, slots=True)
class ComponentFit:
    """A component's future. `language_reason` is a key of `[language_reason]` in rules.toml."""

    component: Component
    fit: Fit
    language: str | None  # the language it will be in; None when it stays as it is
    language_reason: str
    findings: tuple[str, ...]  # rule ids


@dataclass(frozen=True, slots=True)
class Target:
    """A place that runs Wasm. Limits are None where the platform sets none that matters."""

    id: str
    name: str
    component_model: bool
    edge: bool
    memory_mb: int | None
    cpu_ms: int | None
    wall_ms: int | None
    price: str | None  # id in prices.toml
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """An input that was not given. `costs` is true when a figure waits for it, else the verdict does."""

    topic: Topic
    metric: Metric | None
    costs: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """A month on a platform. `price` is the id in prices.toml; low and high come from `cpu`, the range by which Wasm
    multiplies CPU time there, of which the base takes the middle; None for today's own."""

    platform: str
    price: str
    lines: tuple[CostLine, ...]
    low: Decimal
    base: Decimal
    high: Decimal
    marks: tuple[Mark, ...]
    cpu: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Costs that could be computed. `saving` is today's base minus the target's base, USD a month."""

    inputs: tuple[tuple[Metric, Decimal], ...]
    today: Estimate
    candidates: tuple[Estimate, ...]
    target: str | None  # the platform of the candidate that the saving is for
    saving: Decimal | None
    kind: Literal["compared"] = "compared"


@dataclass(frozen=True, slots=True)
class NotComputed:
    """No figure: these inputs are missing, or today's platform has no published price here."""

    missing: tuple[Missing, ...]
    unpriced: str | None = None
    kind: Literal["not_computed"] = "not_computed"


Costs = Compared | NotComputed


@dataclass(frozen=True, slots=True)
class StartupBill:
    """What start-ups add to a Lambda bill. `unit_price` is USD per GB-second of INIT; `line` is None while inputs
    are missing: then the unit price and the facts are all that may be cited."""

    price: str
    unit_price: Decimal
    facts: tuple[str, ...]
    line: CostLine | None
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict with all that it rests on. `would_change` are keys of `[would_change]` in rules.toml."""

    verdict: VerdictCode
    confidence: Level
    confidence_reasons: tuple[str, ...]  # keys of [confidence] in rules.toml
    findings: tuple[Finding, ...]
    fits: tuple[ComponentFit, ...]
    target: Target | None
    alternatives: tuple[Target, ...]
    costs: Costs
    missing: tuple[Missing, ...]
    would_change: tuple[str, ...]
    sources: tuple[Cited, ...]
    as_of: date
    startup: StartupBill | None = None  # None when it does not run on Lambda
    payback: Payback | None = None  # None without what the work costs, or without a saving to name
    sensitivity: Sensitivity | None = None  # None where the target's month was not computed
