"""Section 1 of a composed plan: is Wasm the answer, technically and financially, with a number and its source.

Start-up figures are the runtime's and say so: compile, deserialise, instantiate and first call apart, never an
end-to-end cold start. Money is counted only from the team's own inputs; without them the section lists what is
missing and how to get it. Each paragraph brings the ids of the facts that it rests on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.assessment.shapes import Compared, Finding, NotComputed, Severity
from bot.core.brief import Metric
from bot.planning.case import Case, language_name
from bot.planning.phrases import Phrases, money, number

LAMBDA_REFERENCES = ("python", "java", "go", "rust")  # the languages of the independent test
SMALL_BILL_USD = Decimal(50)  # under this the wording says that cold starts cost patience, not money


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and the facts behind it; empty when it does not apply."""

    text: str
    facts: tuple[str, ...] = ()


def passages(found: Iterable[Passage]) -> tuple[str, list[str]]:
    """Paragraphs joined, and their facts once each."""
    kept = [each for each in found if each.text]
    facts = dict.fromkeys(fact for each in kept for fact in each.facts)
    return "\n\n".join(each.text for each in kept), list(facts)


# ---- technical ----------------------------------------------------------------------------------------------


def technical(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """What hurts, what Wasm changes about it, and what stands in the way."""
    yield Passage(phrases.say("technical.problem"))
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
    if case.family == "kubernetes" and case.problem != "plugins":
        yield Passage(phrases.say("technical.k8s_honest"), ("E05", "E06"))
    if phrases.scene["rewrites"] and not case.team_knows_rust:
        yield Passage(phrases.say("technical.rust_new"), ("lang-rust",))
    if phrases.scene.get("edge_id") == "akamai-functions" and case.assessment.target:
        yield Passage(phrases.say("technical.limits_akamai"), ("akamai-fn",))


def names_memory(case: Case) -> bool:
    """Whether memory was spoken of beside the start-up."""
    words = str(case.phrases.scene["said"]).lower()
    return case.number(Metric.MEMORY_MB) is not None or "memor" in words


def start_up(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """Their cold start or a reference, against what was measured of components in their languages."""
    if case.family == "lambda" or case.number(Metric.COLD_START_MS) is not None:
        yield today(case, phrases)
    elif case.problem in ("cold", "latency") and {"python", "javascript", "typescript"} & spoken(case):
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
    return {each.component.language or "" for each in case.moving}


def today(case: Case, phrases: Phrases) -> Passage:
    """Today's cold start: theirs, set against the independent reference on Lambda where there is one."""
    spoken = [each.component.language for each in case.assessment.fits]
    reference = next((each for each in LAMBDA_REFERENCES if each in spoken), None)
    known = case.family == "lambda" and reference is not None
    values: dict[str, object] = {
        "reference": language_name(case.knowledge, reference),
        "reference_ms": figure(case, "lambda-cold", reference) if known and reference else "",
    }
    facts = ("lambda-cold",) if known else ()
    if case.number(Metric.COLD_START_MS) is not None:
        return Passage(phrases.say("technical.cold_theirs", **values), facts)
    return Passage(phrases.say("technical.cold_reference", **values), facts) if known else Passage("")


def figure(case: Case, fact: str, name: str) -> str:
    """A number of a fact, as sentences show it."""
    return number(next(each.amount for each in case.knowledge.facts[fact].values if each.name == name))


def against(case: Case, phrases: Phrases, severity: Severity, head: str) -> Iterator[Passage]:
    """Blockers, or cautions, in the rules' own words, as a list under a line (`head`) that says what it is."""
    found = [each for each in case.assessment.findings if each.severity is severity]
    if severity is Severity.CAUTION:  # the loss is told among the figures, with all its lines
        found = [each for each in found if case.knowledge.rules[each.rule].weight and each.rule != "C19"]
    lines = list(dict.fromkeys(said(each, phrases, severity) for each in found))
    if lines:
        facts = tuple(dict.fromkeys(fact for each in found for fact in each.facts))
        yield Passage("\n".join([head, *(f"- {each}" for each in lines)]), facts)


def said(finding: Finding, phrases: Phrases, severity: Severity) -> str:
    """One finding: where, why, the rule's id, and for a blocker what to do instead."""
    rules, params = phrases.within("rules"), dict(finding.params)
    why = rules.say(f"{finding.rule}.finding", **params).rstrip(".")
    alternative = rules.first(f"{finding.rule}.alternative", f"{finding.rule}.alt", **params)
    where = f"`{finding.component}`" if finding.component and finding.component not in why else ""
    if severity is Severity.CAUTION or not where:
        return phrases.say("technical.caution", where=where, why=why, rule=finding.rule) + (
            f" {alternative}" if alternative else ""
        )
    return phrases.say("technical.blocker", where=where, why=why, rule=finding.rule, alternative=alternative)


# ---- financial ----------------------------------------------------------------------------------------------


def financial(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """What cold starts cost, what was computed, or what is missing to compute anything."""
    if case.family == "lambda" and case.problem != "plugins":
        yield init_billing(case, phrases)
    costs = case.assessment.costs
    if isinstance(costs, Compared):
        yield Passage(compared(costs, phrases), ("billing-model",))
        yield Passage(cheaper(case, costs, phrases))
        yield Passage(payback(case, costs, phrases))
    else:
        yield Passage(phrases.say("financial.said_bill"))
        yield from not_computed(case, costs, phrases)
    if phrases.scene.get("edge_id") == "akamai-functions" and case.assessment.target:
        yield Passage(phrases.say("financial.unpriced", name=phrases.scene["edge_name"]), ("akamai-fn",))


def compared(costs: Compared, phrases: Phrases) -> str:
    """The comparison in one paragraph."""
    if costs.saving is None:
        return ""
    key = "compared_saves" if costs.saving > 0 else "compared_loses" if costs.saving < 0 else "compared_equal"
    return phrases.say(f"financial.{key}")


def cheaper(case: Case, costs: Compared, phrases: Phrases) -> str:
    """The candidate that lowers the bill where the target does not; "" when there is none."""
    if costs.saving is None or costs.saving > 0:
        return ""
    below = [
        each for each in costs.candidates if each.high < costs.today.base and each.platform != costs.target
    ]
    if not below:
        return ""
    best = min(below, key=lambda each: each.base)
    known = case.knowledge.targets.get(best.platform)
    name = known.name if known else best.platform
    portable = known.component_model if known else True
    return phrases.say("financial.cheaper", name=name, amount=money(best.base), portable=portable)


def payback(case: Case, costs: Compared, phrases: Phrases) -> str:
    """Months until the budget is saved, when both are known and there is a saving."""
    budget = case.number(Metric.BUDGET_USD)
    if budget is None or not costs.saving or costs.saving <= 0:
        return ""
    return phrases.say("financial.payback", months=number((budget / costs.saving).quantize(Decimal("0.1"))))


def not_computed(case: Case, costs: NotComputed, phrases: Phrases) -> Iterator[Passage]:
    """Which inputs are missing; each one's way to get it stands in the costs part."""
    if costs.missing:
        key = "missing" if len(costs.missing) > 1 else "missing_one"
        yield Passage(phrases.say(f"financial.{key}", count=len(costs.missing)))
    elif costs.unpriced:
        yield Passage(phrases.say("financial.unpriced_today", name=price_name(case, costs.unpriced)))


def price_name(case: Case, price: str) -> str:
    """The usual name of something that has a price, or lacks one."""
    known = case.knowledge.prices.get(price)
    target = case.knowledge.targets.get(price)
    return known.name if known else target.name if target else case.phrases.first(f"name.{price}") or price


def init_billing(case: Case, phrases: Phrases) -> Passage:
    """INIT has been billed since 2025-08-01: what their start-ups cost a month, or what is missing to say so."""
    bill = case.assessment.startup
    if bill is None:
        return Passage("")
    if bill.line is None:
        names = [phrases.first(f"missing.name.{each.metric.value}") for each in bill.missing if each.metric]
        named = [each for each in names if each]
        text = phrases.say(
            "financial.init_unknown",
            price=number(bill.unit_price),
            startup_missing=phrases.listing(named),
            startup_many=len(named) > 1,
        )
        return Passage(text, bill.facts)
    text = phrases.say(
        "financial.init_known",
        units=plain(bill.line.units),
        price=number(bill.unit_price),
        monthly=money(bill.line.amount),
        small=bill.line.amount < SMALL_BILL_USD,
    )
    return Passage(text, bill.facts)


def plain(value: Decimal) -> str:
    """A number without needless zeros, three decimals at the most."""
    return number(value.quantize(Decimal("0.001")).normalize())
