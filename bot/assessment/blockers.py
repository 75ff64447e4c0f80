"""What keeps a part where it is (B01-B12). A blocker is decided here and never argued away by a model.

Each rule takes a case and returns why it holds, with the words, or None. Rule ids are the names.
"""

from dataclasses import dataclass
from decimal import Decimal

from bot.assessment.case import KEPT_ROLES, Case, Needed
from bot.assessment.catalogue import PackageClass, Toolchain
from bot.assessment.rewriting import V8_HOSTS, factor, knows_rust, language_today, rewrite
from bot.assessment.shapes import Because
from bot.assessment.statements import declared
from bot.assessment.targets import allotted, takes
from bot.core.brief import Metric, SignalKind

HARD_SPACE = "\N{NO-BREAK SPACE}"
PYODIDE_START = "cf-python"
ON_SPIN = frozenset({"spin", "spinkube"})
WASI_HTTP = frozenset({*ON_SPIN, "akamai-functions"})
FUNCTIONS = (
    "aws-lambda",
    "azure-functions",
    "cloud-functions",
    "serverless",
)  # their gateway holds connections
NO_LISTENING = frozenset({"cloudflare-workers", "fastly-compute", *WASI_HTTP})


@dataclass(frozen=True, slots=True)
class Holds:
    """A rule that holds: the words it rests on, and the values of its sentence."""

    because: tuple[Because, ...]
    params: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()  # beside the rule's own


def figure(value: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros, grouped from 10 000 on."""
    whole, _, rest = f"{value:f}".partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", HARD_SPACE)
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def if_said(because: tuple[Because, ...]) -> Holds | None:
    """Holds when somebody said it."""
    return Holds(because) if because else None


def named(needed: list[Needed]) -> Holds | None:
    """Holds for these packages, by name; None for none."""
    if not needed:
        return None
    because = tuple(dict.fromkeys(each.because for each in needed))
    return Holds(because, (("packages", ", ".join(each.name for each in needed)),))


def of_class(need: Needed, *classes: PackageClass) -> bool:
    """Whether a package is of one of the classes."""
    return need.package is not None and need.package.needs in classes


def b01(case: Case) -> Holds | None:
    """A database, or one inside the part: durable files and a long life."""
    if case.component is not None and case.component.role in KEPT_ROLES:
        return Holds((declared(case.component),))
    return if_said(case.says(SignalKind.STATE, "is-database", "embedded-db"))


def b02(case: Case) -> Holds | None:
    """A GPU, or training of models."""
    return if_said(case.says(SignalKind.USE, "gpu", "training", "fine-tuning"))


def b03(case: Case) -> Holds | None:
    """Other programs are started. Wasmer's own interface can, so it is excepted."""
    if case.host.target.id == "wasmer":
        return None
    served = {need.name for need in case.packages if of_class(need, PackageClass.SERVER)}
    said = [each for each in case.says(SignalKind.USE, "processes") if each.quote.casefold() not in served]
    started = [need.because for need in case.packages if of_class(need, PackageClass.PROCESSES)]
    return if_said(tuple(dict.fromkeys((*said, *started))))


def b04(case: Case) -> Holds | None:
    """A package without a build for the target. Pyodide's builds count on hosts that run Pyodide."""
    if case.component is None:
        return None
    becomes = rewrite(case.component, case.brief, case.host, case.known).language
    changes = becomes != language_today(case.component)
    if changes and becomes == "rust" and knows_rust(case.brief):
        return None  # a team at home in Rust replaces the package with the language
    blocked = {PackageClass.NATIVE_ONLY}
    if case.host.target.id not in V8_HOSTS:
        blocked.add(PackageClass.PYODIDE)
    return _without_build([need for need in case.packages if of_class(need, *blocked)], case)


def _without_build(needed: list[Needed], case: Case) -> Holds | None:
    """Names what is native itself, with the packages that bring it behind it; and whether Pyodide has all of it."""
    natives: dict[str, list[str]] = {}
    for need in needed:
        brought = need.package.through if need.package else ()
        for name in brought or (need.name,):
            natives.setdefault(name, []).extend([need.name] if brought else [])
    if not natives:
        return None
    names = [f"{name} ({', '.join(by)})" if by else name for name, by in natives.items()]
    elsewhere = all(of_class(need, PackageClass.PYODIDE) for need in needed)
    claim = next(each for each in case.known.facts[PYODIDE_START].values if each.name == "cold_start")
    params = (
        ("packages", ", ".join(names)),
        ("target", case.host.target.name),
        ("pyodide_seconds", figure(claim.amount) if elsewhere else ""),
    )
    because = tuple(dict.fromkeys(each.because for each in needed))
    return Holds(because, params, (PYODIDE_START,) if elsewhere else ())


def b05(case: Case) -> Holds | None:
    """More memory than the target gives. Lambda's allotment is no measure of use: that is C14."""
    used, limit = case.number(Metric.MEMORY_MB), case.host.target.memory_mb
    if used is None or limit is None or allotted(case.brief) or used[0] <= limit:
        return None
    return Holds((used[1],), (("used", figure(used[0])), ("limit", str(limit))))


def b06(case: Case) -> Holds | None:
    """More time than the target gives: CPU time at the least factor of the language, or wall time."""
    target = case.host.target
    cpu, wall = case.number(Metric.CPU_MS), case.number(Metric.WALL_MS_P95, Metric.WALL_MS)
    if cpu and target.cpu_ms and case.component:
        language = rewrite(case.component, case.brief, case.host, case.known).language
        span = factor(language, case.host, case.known)
        used = cpu[0] * (span[0] if span else 1)
        if used > target.cpu_ms:
            return Holds((cpu[1],), (("used", figure(used)), ("limit", str(target.cpu_ms))))
    if wall and target.wall_ms and wall[0] > target.wall_ms:
        return Holds((wall[1],), (("used", figure(wall[0])), ("limit", str(target.wall_ms))))
    return None


def b07(case: Case) -> Holds | None:
    """No supported toolchain from the language to the target."""
    language = case.language
    if language is None or takes(case.host, language.id, case.known):
        return None
    nowhere = language.toolchain is Toolchain.NONE
    target = (
        "" if nowhere else case.host.target.name
    )  # which host was asked about matters only where another would do
    return Holds(case.spoken, (("language", language.name), ("target", target)))


def b08(case: Case) -> Holds | None:
    """Closed native libraries, or Windows only."""
    return if_said(case.says(SignalKind.USE, "windows-only", "dlopen"))


def b09(case: Case) -> Holds | None:
    """A raw TCP or UDP server on a target where code cannot listen."""
    if case.host.target.id not in NO_LISTENING:
        return None
    because = case.says(SignalKind.USE, "raw-tcp-server", "raw-udp")
    facts = ("spin-sockets",) if case.host.target.id in ON_SPIN else ()
    return Holds(because, (("target", case.host.target.name),), facts) if because else None


def b10(case: Case) -> Holds | None:
    """A boundary of hardware is demanded."""
    return if_said(case.says(SignalKind.COMPLIANCE, "hardware-isolation"))


def b11(case: Case) -> Holds | None:
    """Computing in parallel is the very purpose: the escalation of C01."""
    wide = case.says(SignalKind.USE, "simd-avx512")
    parallel, threads = case.says(SignalKind.USE, "cpu-parallel"), case.says(SignalKind.USE, "threads")
    return if_said((*wide, *parallel, *threads)) if wide or (parallel and threads) else None


def b12(case: Case) -> Holds | None:
    """Open connections where wasi:http serves requests. Where a gateway of functions holds them, that is C16."""
    if case.host.target.id not in WASI_HTTP or case.says(SignalKind.PLATFORM, *FUNCTIONS):
        return None
    because = case.says(SignalKind.USE, "websockets")
    return Holds(because, (("target", case.host.target.name),)) if because else None
