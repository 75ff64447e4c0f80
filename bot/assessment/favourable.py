"""What speaks for the move (F01-F09). Money counts only while no computed saving contradicts it."""

from bot.assessment.blockers import Holds, figure, if_said
from bot.assessment.case import GB_SECOND_BILLED, STARTS_PER_INSTANCE, Case, plugin_words, polyglot
from bot.assessment.comparison import saving_of
from bot.assessment.load_shape import bursts
from bot.assessment.rewriting import V8_HOSTS, language_today, rewrite
from bot.assessment.statements import declared
from bot.assessment.targets import already_at
from bot.core.brief import Metric, SignalKind

LIGHT_STARTERS = frozenset({"rust", "go", "javascript", "typescript", "c", "cpp", "zig"})
SLOW_STARTERS = frozenset({"python", "javascript", "typescript", "csharp", "java", "kotlin", "ruby", "php"})
EDGE_ROLES = frozenset({"auth", "redirect", "edge-filter", "webhook", "gateway"})


def f01(case: Case) -> Holds | None:
    """Other people's code runs inside the product."""
    return if_said(plugin_words(case))


def f02(case: Case) -> Holds | None:
    """A light stateless handler under a bursty load. What runs on Lambda keeps nothing between calls."""
    stateless = case.says(SignalKind.STATE, "stateless", "external-state") or case.says(
        SignalKind.PLATFORM, *GB_SECOND_BILLED
    )
    cpu = case.number(Metric.CPU_MS)
    spread = () if already_at(case.host, case.brief) else bursts(case)
    if not stateless or not spread or cpu is None or case.component is None:
        return None
    light = cpu[0] < case.known.thresholds["light_cpu_ms"]
    if not light or case.component.language not in LIGHT_STARTERS:
        return None
    return Holds((*stateless, *spread, cpu[1]))


def f03(case: Case) -> Holds | None:
    """Many tenants with small functions."""
    tenants = case.number(Metric.TENANTS)
    if already_at(case.host, case.brief):
        return None
    if tenants is None or tenants[0] <= case.known.thresholds["many_tenants"]:
        return None
    return Holds((tenants[1],), (("tenants", figure(tenants[0])),))


def f04(case: Case) -> Holds | None:
    """Filters, logins, redirects and headers, near the user."""
    component = case.component
    edge = () if already_at(case.host, case.brief) else case.says(SignalKind.GOAL, "edge")
    if component is None or component.role not in EDGE_ROLES or not edge:
        return None
    return Holds(edge)


def f05(case: Case) -> Holds | None:
    """Two languages are to be composed into one process."""
    if not case.host.target.component_model or not polyglot(case.components):
        return None
    return if_said(case.says(SignalKind.GOAL, "polyglot"))


def f06(case: Case) -> Holds | None:
    """Requests wait more than they compute, and waiting is billed."""
    billed = case.says(SignalKind.PLATFORM, *GB_SECOND_BILLED)
    wall, cpu = case.number(Metric.WALL_MS), case.number(Metric.CPU_MS)
    if not billed or wall is None or cpu is None or _no_saving(case):
        return None
    if wall[0] < cpu[0] * case.known.thresholds["wait_ratio"]:
        return None
    return Holds((wall[1], cpu[1]), (("wall_ms", figure(wall[0])), ("cpu_ms", figure(cpu[0]))))


def f07(case: Case) -> Holds | None:
    """Cold starts hurt, each instance boots an interpreter or a virtual machine, and the platform makes many."""
    hurts = (*case.says(SignalKind.SYMPTOM, "cold-start"), *case.says(SignalKind.GOAL, "lower-cold-start"))
    starts = case.says(SignalKind.PLATFORM, *STARTS_PER_INSTANCE)
    component = case.component
    if not hurts or not starts or component is None or language_today(component) not in SLOW_STARTERS:
        return None
    on_v8 = case.host.target.id in V8_HOSTS
    if on_v8 and rewrite(component, case.brief, case.host, case.known).reason == "python_on_pyodide":
        return None  # that is C25
    return Holds((*hurts, *starts), (("on_v8", case.host.target.name if on_v8 else ""),))


def f08(case: Case) -> Holds | None:
    """Memory is what the bill grows by: GB-seconds of wall time."""
    hurts = case.says(SignalKind.SYMPTOM, "memory-cost", "cost")
    billed = case.says(SignalKind.PLATFORM, *GB_SECOND_BILLED)
    return Holds((*hurts, *billed)) if hurts and billed and not _no_saving(case) else None


def f09(case: Case) -> Holds | None:
    """A function that computes, on a host that takes Wasm modules beside its JavaScript and runs it today."""
    component = case.component
    if component is None:
        return None
    if rewrite(component, case.brief, case.host, case.known).reason != "hot_module_in_rust":
        return None
    here = case.says(SignalKind.PLATFORM, case.host.target.id)
    cpu = case.number(Metric.CPU_MS)
    heavy = (cpu[1],) if cpu else (declared(component),)
    spent = figure(cpu[0]) if cpu else ""
    return Holds((*here, *heavy), (("target", case.host.target.name), ("cpu_ms", spent)))


def _no_saving(case: Case) -> bool:
    """Whether both bills were computed and the move saves nothing."""
    saving = saving_of(case.costs)
    return saving is not None and saving <= 0
