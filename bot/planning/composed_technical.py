"""Section 1, the technical half: what hurts, what Wasm changes about it, and what stands in the way.

Start-up figures are the runtime's and say so: compile, deserialise, instantiate and first call apart, never an
end-to-end cold start. Each paragraph brings the ids of the facts that it rests on.
"""

from collections.abc import Iterable, Iterator

from bot.assessment.rewriting import language_today
from bot.assessment.shapes import Finding, Severity
from bot.core.brief import Metric
from bot.planning.case import Case, move_of
from bot.planning.passages import Passage
from bot.planning.phrases import Phrases
from bot.planning.scene import is_rewrite, language_name

SNAPSHOTS = ("python", "java", "csharp")  # the languages that Lambda SnapStart restores
LAMBDA_REFERENCES = ("python", "java", "go", "rust")  # the languages of the independent test
MONEY = frozenset({"C19", "C23"})  # rules whose sentence the financial section says with all its figures


# ---- technical ----------------------------------------------------------------------------------------------


def technical(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """What hurts, what Wasm changes about it, and what stands in the way."""
    yield Passage(phrases.say("technical.problem"))
    yield from against(case, phrases, Severity.FAVOURABLE, phrases.say("technical.in_favour_head"))
    match case.problem:
        case "plugins":
            yield Passage(phrases.say("technical.plugins"), ("M3", "wasmtime-py-surface", "wasmtime-cves"))
        case "memory":
            yield Passage(phrases.say("technical.memory"), ("interpreter-memory",))
            yield from start_up(case, phrases)
        case "density":
            yield Passage(phrases.say("technical.density"), ("interpreter-memory",))
        case "latency" | "edge":
            yield Passage(phrases.say("technical.latency"), ("measured-cpu-factors", "cpu-multipliers"))
            yield from start_up(case, phrases)
        case "polyglot":
            yield Passage(phrases.say("technical.polyglot"), ("wasi03-released",))
            yield from start_up(case, phrases)
        case _:
            yield from start_up(case, phrases)
    if case.problem == "cold" and names_memory(case):
        yield Passage(phrases.say("technical.memory"), ("interpreter-memory",))
    if case.number(Metric.TENANTS) is not None and case.problem not in ("plugins", "density"):
        yield Passage(phrases.say("technical.tenants"))
    if case.family == "kubernetes" and case.problem != "plugins":
        yield Passage(phrases.say("technical.k8s_honest"), ("E05", "E06"))
    yield from before(case, phrases)
    if phrases.scene["rewrites"] and not case.team_knows_rust:
        yield Passage(phrases.say("technical.rust_new"), ("lang-rust",))
    if phrases.scene.get("edge_id") == "akamai-functions" and case.assessment.target:
        yield Passage(phrases.say("technical.limits_akamai"), ("akamai-fn",))


def before(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """What to try on Lambda before any code is touched: settings, not rewriting."""
    if case.family == "lambda" and case.problem != "plugins":
        snap = [each for each in SNAPSHOTS if each in spoken(case)]
        names = phrases.listing(language_name(case.knowledge, each) for each in snap)
        yield Passage(phrases.say("technical.before", snapshots=names))


def names_memory(case: Case) -> bool:
    """Whether memory was spoken of beside the start-up."""
    words = str(case.phrases.scene["said"]).lower()
    return case.number(Metric.MEMORY_MB) is not None or "memor" in words


def start_up(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """Their cold start or a reference, against what was measured of components in their languages."""
    if case.family == "lambda" or case.number(Metric.COLD_START_MS) is not None:
        yield today(case, phrases)
    elif (
        case.family != "edge"
        and case.problem in ("cold", "latency")
        and {"python", "javascript", "typescript"} & spoken(case)
    ):
        yield Passage(phrases.say("technical.process"), ("measured-process-start",))
    becomes = {each.language or "" for each in case.moving}
    if "python" in becomes:
        yield Passage(phrases.say("technical.cold_python"), ("measured-python-component",))
    elif becomes & {"javascript", "typescript"}:
        yield Passage(phrases.say("technical.cold_javascript"), ("measured-js-component",))
    if becomes & {"rust", "go", "c", "cpp", "zig"}:
        also = bool(becomes & {"python", "javascript", "typescript"})
        language = language_name(
            case.knowledge, next(iter(sorted(becomes & {"rust", "go", "c", "cpp", "zig"})))
        )
        yield Passage(
            phrases.say("technical.cold_rust", also=also, language=language), ("measured-core-module",)
        )


def spoken(case: Case) -> set[str]:
    """The languages of the parts that move, as they are today."""
    return {language_today(each.component) or "" for each in case.moving}


def today(case: Case, phrases: Phrases) -> Passage:
    """Today's cold start: theirs, set against the independent reference on Lambda where there is one."""
    first = move_of(case).pilot
    spoken = [language_today(each.component) for each in (first, *case.assessment.fits)]
    reference = next((each for each in spoken if each in LAMBDA_REFERENCES), None)
    known = case.family == "lambda" and reference is not None
    values: dict[str, object] = {
        "reference": language_name(case.knowledge, reference),
        "reference_ms": figure(case, "lambda-cold", reference) if known and reference else "",
        "first": first.component.name,
        "first_now": language_name(case.knowledge, spoken[0]),
        "of_another": reference != spoken[0],
        "rust_ms": figure(case, "lambda-cold", "rust")
        if first.language == "rust" and is_rewrite(first)
        else "",
    }
    facts = ("lambda-cold",) if known else ()
    if case.number(Metric.COLD_START_MS) is not None:
        return Passage(phrases.say("technical.cold_theirs", **values), facts)
    return Passage(phrases.say("technical.cold_reference", **values), facts) if known else Passage("")


def figure(case: Case, fact: str, name: str) -> str:
    """A number of a fact, as sentences show it."""
    return case.phrases.number(
        next(each.amount for each in case.knowledge.facts[fact].values if each.name == name)
    )


def against(case: Case, phrases: Phrases, severity: Severity, head: str) -> Iterator[Passage]:
    """What stands in the way, or speaks for it, in the rules' own words: a list under a line (`head`)."""
    found = [each for each in case.assessment.findings if each.severity is severity]
    if severity is Severity.CAUTION:  # what the money says is told among the figures, with all its lines
        found = [each for each in found if case.knowledge.rules[each.rule].weight and each.rule not in MONEY]
    lines = said_of(found, phrases)
    if lines:
        facts = tuple(dict.fromkeys(fact for each in found for fact in each.facts))
        yield Passage("\n".join([head, *(f"- {each}" for each in lines)]), facts)


def said_of(findings: Iterable[Finding], phrases: Phrases) -> list[str]:
    """Findings in their order; what holds of several parts in the same words is said once, with all their names."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[Finding]] = {}
    for each in findings:
        groups.setdefault((each.rule, each.params), []).append(each)
    return list(dict.fromkeys(said(same, phrases) for same in groups.values()))


def said(same: list[Finding], phrases: Phrases) -> str:
    """One rule: where, why, and what to do instead."""
    finding, rules = same[0], phrases.within("rules")
    params = dict(finding.params)
    why = rules.say(f"{finding.rule}.finding", **params).rstrip(".")
    alternative = rules.first(f"{finding.rule}.alternative", f"{finding.rule}.alt", **params)
    names = [f"`{each.component}`" for each in same if each.component and each.component not in why]
    where = names[0] if names else ""
    if len(names) > 1:
        where = phrases.within("composed").say("technical.also", first=where, rest=phrases.listing(names[1:]))
    clause = phrases.within("composed").say("technical.finding", where=where, why=why)
    return f"{clause} {alternative}" if alternative else clause
