"""Which language a part would be written in once it is a component, and why.

| the part is in…            | and…                                          | it becomes…        | reason             |
|----------------------------|-----------------------------------------------|--------------------|--------------------|
| a language the host lacks  |                                               | stays              | no_toolchain       |
| one that no fact speaks of |                                               | waits              | language_unlisted  |
| one that nobody told       | customers write it                            | open               | guest_open         |
| any                        | customers write it                            | itself             | guest_kept         |
| any, in a what-if alone    |                                               | itself             | as_supposed        |
| JavaScript, TypeScript     | it runs on that V8 host already, and computes | its function: Rust | hot_module_in_rust |
|                            | the host is a V8 host                         | itself             | native_v8          |
|                            | no Rust in the team, CPU over the threshold   | Rust               | hot_path_in_rust   |
|                            | no Rust in the team, or a light role          | itself, with jco   | javascript_kept    |
|                            | otherwise: it is on the request path          | Rust               | core_in_rust       |
| Python                     | the host is a V8 host                         | itself, on Pyodide | python_on_pyodide  |
|                            | Rust in the team, CPU over it, no data role   | Rust               | hot_path_in_rust   |
|                            | otherwise                                     | itself             | data_in_python     |
| C#, Zig                    |                                               | itself, later      | experimental       |
| Kotlin, Swift, Ruby        |                                               | itself, later      | in_progress        |
| any other                  |                                               | itself             | kept_language      |

JavaScript in a component runs in an interpreter, about ten times slower than in Node, which is why it leaves
the request path; Python's data parts call few hot loops and would lose their libraries.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.assessment.catalogue import Host, Knowledge, Language, Toolchain
from bot.assessment.plugins import GUEST
from bot.assessment.statements import measured
from bot.assessment.targets import already_at, takes
from bot.core.brief import Brief, Component, Known, Metric, SignalKind, Topic

LIGHT_ROLES: Final = frozenset({"auth", "webhook", "redirect", "edge-filter", "notifications", "chatbot"})
DATA_ROLES: Final = frozenset(
    {"etl", "data", "reports", "report", "analytics", "batch", "worker", "ml", "inference"}
)
COMPUTING_ROLES: Final = frozenset({"image-processing", "video-processing"})
V8_HOSTS: Final = frozenset({"cloudflare-workers"})


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The language to be; None when the part stays as it is or its language is unknown."""

    language: str | None
    reason: str


def rewrite(component: Component, brief: Brief, host: Host, known: Knowledge) -> Rewrite:
    """The table above for one part."""
    if component.language is None:
        return Rewrite(None, "guest_open" if component.role == GUEST else "language_unknown")
    language = known.languages.get(component.language)
    if language is None:
        return Rewrite(None, "language_unlisted")
    if not takes(host, language.id, known):
        return Rewrite(None, "no_toolchain")
    if language.toolchain is Toolchain.IN_PROGRESS:
        return Rewrite(language.id, "in_progress")
    if language.toolchain is Toolchain.EXPERIMENTAL:
        return Rewrite(language.id, "experimental")
    if component.role == GUEST:
        return Rewrite(language.id, "guest_kept")
    if component.today is not None:
        return Rewrite(language.id, "as_supposed")
    if language.id in {"javascript", "typescript"}:
        return _javascript(language, component, brief, host, known)
    if language.id == "python":
        return _python(component, brief, host, known)
    return Rewrite(language.id, "kept_language")


def is_rewritten(component: Component, becomes: str | None) -> bool:
    """Whether a part has to be written anew to be in a language; the work is the team's, and has a price of its own."""
    today = language_today(component)
    return becomes is not None and today is not None and today != becomes


def language_today(component: Component) -> str | None:
    """The language that a part is in, whatever a what-if makes of it."""
    return component.today or component.language


def factor(language: str | None, host: Host, known: Knowledge) -> tuple[Decimal, Decimal] | None:
    """The range by which native CPU time is multiplied there; None when nothing was measured or cited."""
    row = known.languages.get(language or "")
    if row is None:
        return None
    if host.target.id in row.native_on:
        return Decimal(1), Decimal(1)
    return None if row.cpu_low is None or row.cpu_high is None else (row.cpu_low, row.cpu_high)


def knows_rust(brief: Brief) -> bool | None:
    """Whether the team knows or accepts Rust; None when nobody said."""
    if brief.has(SignalKind.SKILL, "rust") or _in_use(brief, "rust"):
        return True
    refused = any(each.negated and each.value == "rust" for each in brief.signals(SignalKind.SKILL))
    answer = brief.answer(Topic.SKILLS)
    read = answer.signals if isinstance(answer, Known) else ()
    others = [each for each in read if each.kind is SignalKind.LANGUAGE] or brief.signals(SignalKind.SKILL)
    return False if refused or others else None


def _in_use(brief: Brief, language: str) -> bool:
    """Whether a language is one of theirs today: one that a what-if has put there is not."""
    parts = [each for each in brief.components if each.language == language]
    spoken = brief.has(SignalKind.LANGUAGE, language)
    return spoken and (not parts or any(each.today is None for each in parts))


def _javascript(
    language: Language, component: Component, brief: Brief, host: Host, known: Knowledge
) -> Rewrite:
    if host.target.id in language.native_on:
        hot = already_at(host, brief) and _computes(component, brief, known)
        return Rewrite("rust", "hot_module_in_rust") if hot else Rewrite(language.id, "native_v8")
    rust = knows_rust(brief)
    if rust is False:
        hot = _hot(brief, known.thresholds["javascript_cpu_ms"])
        return Rewrite("rust", "hot_path_in_rust") if hot else Rewrite(language.id, "javascript_kept")
    if rust is None and component.role in LIGHT_ROLES:
        return Rewrite(language.id, "javascript_kept")
    return Rewrite("rust", "core_in_rust")


def _computes(component: Component, brief: Brief, known: Knowledge) -> bool:
    """Whether this is the part that uses the CPU: by its role; by number or word where no part has such a role."""
    if any(each.role in COMPUTING_ROLES for each in brief.components):
        return component.role in COMPUTING_ROLES
    hot = _hot(brief, known.thresholds["javascript_cpu_ms"])
    return hot or brief.has(SignalKind.USE, "cpu-bound", "cpu-parallel")


def _python(component: Component, brief: Brief, host: Host, known: Knowledge) -> Rewrite:
    if host.target.id in V8_HOSTS:
        return Rewrite("python", "python_on_pyodide")
    hot = _hot(brief, known.thresholds["python_cpu_ms"]) and component.role not in DATA_ROLES
    if hot and knows_rust(brief):
        return Rewrite("rust", "hot_path_in_rust")
    return Rewrite("python", "data_in_python")


def _hot(brief: Brief, threshold: Decimal) -> bool:
    cpu = measured(brief, Metric.CPU_MS)
    return cpu is not None and cpu[0] > threshold
