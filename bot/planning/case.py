"""The case that a plan is written for: the brief and its assessment, put the way an architect looks at them.

Which part hears HTTP, which parts move and which stay, what hurts, where it runs today. Nothing is decided
here that the assessment has decided; what is derived (the entry part, the family of platforms, the kind of
problem) comes from signals that people gave. The scene is what the sentences in `prompts/` may branch on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.assessment.catalogue import Knowledge
from bot.assessment.rewriting import knows_rust
from bot.assessment.shapes import Assessment, ComponentFit, Fit, Severity, Target
from bot.core.brief import Brief, Metric, Signal, SignalKind
from bot.planning.phrases import Phrases

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "lambda": ("lambda",),
    "kubernetes": ("kubernetes", "eks", "gke", "aks", "openshift", "k3s", "nomad"),
    "edge": ("cloudflare", "fastly", "vercel", "netlify", "deno-deploy"),
    "functions": ("azure-functions", "cloud-functions", "functions", "openwhisk", "knative"),
    "containers": (
        "docker",
        "ecs",
        "fargate",
        "cloud-run",
        "app-runner",
        "heroku",
        "container",
        "podman",
        "swarm",
    ),
    "vm": ("vm", "ec2", "bare-metal", "on-premise", "on-prem", "compute-engine", "droplet"),
}

# the first that the team named wins
PROBLEMS: tuple[tuple[str, SignalKind, frozenset[str]], ...] = (
    ("plugins", SignalKind.GOAL, frozenset({"plugins", "extensibility", "isolation"})),
    ("plugins", SignalKind.SYMPTOM, frozenset({"isolation", "untrusted-code"})),
    ("plugins", SignalKind.USE, frozenset({"untrusted-code", "plugins"})),
    ("cold", SignalKind.SYMPTOM, frozenset({"cold-start"})),
    ("memory", SignalKind.SYMPTOM, frozenset({"memory-cost", "memory"})),
    ("density", SignalKind.SYMPTOM, frozenset({"density", "idle-cost"})),
    ("cost", SignalKind.SYMPTOM, frozenset({"cost", "high-cost"})),
    ("latency", SignalKind.SYMPTOM, frozenset({"latency", "throughput"})),
    ("deploy", SignalKind.SYMPTOM, frozenset({"deploy-size", "slow-deploys", "image-size"})),
    ("edge", SignalKind.GOAL, frozenset({"edge"})),
    ("latency", SignalKind.GOAL, frozenset({"lower-latency", "performance"})),
    ("polyglot", SignalKind.GOAL, frozenset({"polyglot", "composition"})),
    ("density", SignalKind.GOAL, frozenset({"density"})),
    ("cost", SignalKind.GOAL, frozenset({"lower-cost"})),
)

ENTRY_ROLES = (
    "gateway",
    "bff",
    "api",
    "graphql",
    "web",
    "backend",
    "edge-filter",
    "frontend",
    "webhook",
    "auth",
)


@dataclass(frozen=True, slots=True)
class Case:
    """`phrases` are the sentences of composed.toml over this case's scene."""

    brief: Brief
    assessment: Assessment
    knowledge: Knowledge
    phrases: Phrases
    family: str
    problem: str
    moving: tuple[ComponentFit, ...]
    staying: tuple[ComponentFit, ...]

    def number(self, metric: Metric) -> Decimal | None:
        """A number that the team gave."""
        found = self.brief.quantity(metric)
        return found.value if found else None

    @property
    def team_knows_rust(self) -> bool:
        """Whether Rust was named among the skills, or is a language of theirs."""
        return knows_rust(self.brief) is True

    @property
    def blockers(self) -> tuple[str, ...]:
        """Rule ids of what keeps a part where it is, once each."""
        found = (each.rule for each in self.assessment.findings if each.severity is Severity.BLOCKER)
        return tuple(dict.fromkeys(found))


def platform_of(brief: Brief) -> Signal | None:
    """Where the system runs today, as first said of the infrastructure; a known family beats an unknown one."""
    named = [each for each in brief.signals(SignalKind.PLATFORM) if not each.negated]
    return next((each for each in named if family_of(each.value) != "unknown"), named[0] if named else None)


def family_of(platform: str) -> str:
    """The family of platforms that the advice depends on; "unknown" for none."""
    return next(
        (family for family, parts in FAMILIES.items() if any(part in platform for part in parts)), "unknown"
    )


def problem_of(brief: Brief) -> str:
    """What hurts most, by what the team named; "other" when nothing was read."""
    return next((name for name, kind, values in PROBLEMS if brief.has(kind, *values)), "other")


@dataclass(frozen=True, slots=True)
class Move:
    """A case in which something moves: the entry hears HTTP, the inner parts are called by it."""

    case: Case
    target: Target
    entry: ComponentFit
    inner: tuple[ComponentFit, ...]
    pilot: ComponentFit

    @property
    def parts(self) -> tuple[ComponentFit, ...]:
        """All parts that move, the entry first."""
        return (self.entry, *self.inner)


def move_of(case: Case) -> Move:
    """What moves, and where to. LookupError when the assessment names no part or no target."""
    target = case.assessment.target or next(iter(case.assessment.alternatives), None)
    if target is None or not case.moving:
        raise LookupError("nothing moves: no part or no target in the assessment")
    entry = min(case.moving, key=lambda each: entry_rank(each, case.moving))
    inner = tuple(each for each in case.moving if each is not entry)
    pilot = entry if entry.fit is Fit.MOVE else case.moving[0]
    return Move(case, target, entry, inner, pilot)


def entry_rank(fit: ComponentFit, among: tuple[ComponentFit, ...]) -> tuple[int, bool, int]:
    """Parts whose role hears HTTP come first, the data part last, else the order of the assessment."""
    role = fit.component.role or ""
    rank = ENTRY_ROLES.index(role) if role in ENTRY_ROLES else len(ENTRY_ROLES)
    return (rank, fit.language_reason == "data_in_python", among.index(fit))
