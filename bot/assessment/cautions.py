"""What speaks against, without forbidding (C01-C27); what speaks by money is in `cautions_money.py`. C13 is in neither:
it looks at the facts that were used, once all other rules have spoken (`verdict.py`)."""

from bot.assessment.blockers import NO_LISTENING, WASI_HTTP, Holds, b12, figure, if_said, named, of_class
from bot.assessment.case import KUBERNETES, Case
from bot.assessment.catalogue import PackageClass
from bot.assessment.plugins import embeds
from bot.assessment.rewriting import V8_HOSTS, language_today, rewrite
from bot.assessment.statements import measured, statements
from bot.assessment.targets import allotted, already_at, takes_any
from bot.core.brief import Metric, SignalKind


def c01(case: Case) -> Holds | None:
    """Threads, or more than one core for a request."""
    return if_said(case.says(SignalKind.USE, "threads", "cpu-parallel"))


def c02(case: Case) -> Holds | None:
    """Python that stays Python and uses the CPU."""
    return _slow(case, frozenset({"python"}), "python_cpu_ms")


def c03(case: Case) -> Holds | None:
    """JavaScript that stays JavaScript in an interpreter and uses the CPU."""
    if case.host.target.id in V8_HOSTS:
        return None
    return _slow(case, frozenset({"javascript", "typescript"}), "javascript_cpu_ms")


def c04(case: Case) -> Holds | None:
    """.NET: the toolchain is a pre-release."""
    if case.component is None or case.component.language != "csharp":
        return None
    return Holds(case.spoken)


def c05(case: Case) -> Holds | None:
    """TLS in the guest: said so, or brought by a package, except where a host without WASI serves it."""
    opened = [need.because for need in case.packages if of_class(need, PackageClass.TLS)]
    brought = () if case.host.target.id in V8_HOSTS else opened
    return if_said(tuple(dict.fromkeys((*case.says(SignalKind.USE, "tls-in-guest"), *brought))))


def c06(case: Case) -> Holds | None:
    """A gRPC server."""
    return if_said(case.says(SignalKind.USE, "grpc-server"))


def c07(case: Case) -> Holds | None:
    """State in the module's memory: instances are reused and serve requests at once."""
    kept = case.says(SignalKind.STATE, "in-memory-session")
    return if_said((*kept, *case.says(SignalKind.USE, "mutable-globals")))


def c08(case: Case) -> Holds | None:
    """Speed is hoped for from Wasm inside containerd."""
    hosts = case.says(SignalKind.PLATFORM, *KUBERNETES)
    hopes = case.says(SignalKind.GOAL, "lower-latency", "lower-cold-start")
    return Holds((*hosts, *hopes)) if hosts and hopes else None


def c10(case: Case) -> Holds | None:
    """Cold starts hurt, though the language starts in tens of milliseconds already."""
    hurts = case.says(SignalKind.SYMPTOM, "cold-start")
    if not hurts or case.component is None or language_today(case.component) not in {"rust", "go"}:
        return None
    return Holds((*hurts, *case.spoken))


def c11(case: Case) -> Holds | None:
    """Profilers, core dumps or monitoring agents are needed."""
    return if_said(case.says(SignalKind.USE, "debugging", "profilers", "apm-agents"))


def c12(case: Case) -> Holds | None:
    """What is built for the target runs nowhere else."""
    if case.host.target.component_model or case.host.target.id == "wasmer":
        return None
    if already_at(case.host, case.brief):
        return None  # the change adds no tie that is not there today
    because = case.says(SignalKind.TARGET, *case.host.signals)
    return Holds(because, (("target", case.host.target.name),))


def c14(case: Case) -> Holds | None:
    """Memory near the target's limit; or Lambda's allotment over it, so that use has to be measured."""
    used, limit = case.number(Metric.MEMORY_MB), case.host.target.memory_mb
    if used is None or limit is None or used[0] <= limit * case.known.thresholds["memory_near_limit"]:
        return None
    if used[0] > limit and not allotted(case.brief):
        return None  # that is B05
    return Holds((used[1],), (("used", figure(used[0])), ("limit", str(limit))))


def c15(case: Case) -> Holds | None:
    """A raw TCP or UDP server on a host that can grant sockets, but denies them by default."""
    if case.host.target.id in NO_LISTENING:
        return None
    return if_said(case.says(SignalKind.USE, "raw-tcp-server", "raw-udp"))


def c16(case: Case) -> Holds | None:
    """Connections that stay open in the gateway of a platform of functions: wasi:http serves requests and responses."""
    if case.host.target.id not in WASI_HTTP or b12(case):
        return None
    because = case.says(SignalKind.USE, "websockets")
    return Holds(because, (("target", case.host.target.name),)) if because else None


def c17(case: Case) -> Holds | None:
    """A language whose component support is being built."""
    if case.component is None:
        return None
    if rewrite(case.component, case.brief, case.host, case.known).reason != "in_progress":
        return None
    return Holds(case.spoken, (("language", case.language.name if case.language else ""),))


def c18(case: Case) -> Holds | None:
    """The host is a preview without a published price."""
    return Holds((), (("target", case.host.target.name),)) if case.host.preview else None


def c20(case: Case) -> Holds | None:
    """Files are written, or mapped into memory: a host grants folders one by one, and edge hosts have none."""
    return if_said(case.says(SignalKind.USE, "filesystem-rw", "mmap"))


def c21(case: Case) -> Holds | None:
    """A monolith: one function is to be taken out first."""
    component = case.component
    if component is not None and component.role != "monolith" and len(case.components) > 1:
        return None
    return if_said(case.says(SignalKind.ROLE, "monolith"))


def c22(case: Case) -> Holds | None:
    """Packages that nobody classified here: to be checked before anything is promised."""
    return named([need for need in case.packages if not need.classified])


def c24(case: Case) -> Holds | None:
    """The team's own part is to run customers' code, but its language's library loads no components yet."""
    host = next(iter(case.around), None)
    if host is None or embeds(host):
        return None
    language = case.known.languages.get(host.language or "")
    return Holds(
        case.of(host, frozenset()).spoken, (("language", language.name if language else host.label),)
    )


def c25(case: Case) -> Holds | None:
    """Cold starts hurt, and Python would run on Pyodide, whose own start is near a second by its vendor."""
    hurts = (*case.says(SignalKind.SYMPTOM, "cold-start"), *case.says(SignalKind.GOAL, "lower-cold-start"))
    if not hurts or case.component is None:
        return None
    if rewrite(case.component, case.brief, case.host, case.known).reason != "python_on_pyodide":
        return None
    claim = next(each for each in case.known.facts["cf-python"].values if each.name == "cold_start")
    return Holds(hurts, (("target", case.host.target.name), ("seconds", figure(claim.amount))))


def c27(case: Case) -> Holds | None:
    """A place was asked for where none of the system's languages runs, so that everything here is about another."""
    spoken = [each for each in statements(case.brief, SignalKind.TARGET) if not each[0].negated]
    languages = [
        known.name for each in case.components if (known := case.known.languages.get(each.language or ""))
    ]
    for signal, because, _ in reversed(spoken):
        wanted = next((each for each in case.known.hosts.values() if signal.value in each.signals), None)
        if wanted is None or takes_any(wanted, case.components, case.known):
            continue
        params = {"wanted": wanted.target.name, "languages": ", ".join(dict.fromkeys(languages))}
        told = case.known.rules["C27"].facts
        facts = tuple(each for each in wanted.target.facts if each in told)
        return Holds((because,), (*params.items(), ("target", case.host.target.name)), facts)
    return None


def _slow(case: Case, languages: frozenset[str], threshold: str) -> Holds | None:
    if case.component is None:
        return None
    language = rewrite(case.component, case.brief, case.host, case.known).language
    cpu = measured(case.brief, Metric.CPU_MS)
    if cpu is None or language not in languages or cpu[0] <= case.known.thresholds[threshold]:
        return None
    return Holds((cpu[1],), (("cpu_ms", figure(cpu[0])),))
