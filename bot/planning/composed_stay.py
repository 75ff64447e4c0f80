"""A composed recommendation to stay, or to measure first: reasons by weight, improvements, what would change it.

Improvements belong to the platform that the team is on and to what hurts there; each is something to do next
week without moving. When evidence is missing, the list says what to measure, how, and what it is for, and no
number is made up.
"""

from collections.abc import Iterator, Mapping

from bot.assessment.gaps import problem_known
from bot.assessment.shapes import Compared, Missing, Severity
from bot.core.brief import SignalKind, Topic
from bot.core.events import VerdictCode
from bot.planning.case import Case
from bot.planning.composed_technical import against, said_of
from bot.planning.passages import Passage, passages
from bot.planning.phrases import Phrases, quoted
from bot.planning.plan import StayPlan, Viability
from bot.planning.staying_money import MOST_MEASURES, missing_money, missing_of, staying_money

SIZES = ("vm_size", "k8s_requests", "containers_size", "lambda_power", "lambda_arm", "runtime_memory")
LEADS: Mapping[str, tuple[str, ...]] = {  # what goes at a problem stands before the rest
    "cost": (*SIZES, "k8s_nodes", "k8s_scale", "cost", "vm_container"),
    "memory": ("runtime_memory", *SIZES, "k8s_nodes"),
    "density": (*SIZES, "k8s_nodes", "k8s_scale", "vm_container"),
    "latency": ("latency", "lambda_provisioned", "lambda_snapstart"),
    "deploy": ("deploy", "k8s_image", "containers_image", "vm_container"),
    "plugins": ("isolation", "jvm"),
}
COST_MODEL = "billing-model"  # its bills say nothing where none was reckoned
ABOUT = (Topic.INFRASTRUCTURE, Topic.APPLICATION, Topic.PROBLEM)  # what is repeated of a thin brief


def stay(case: Case) -> StayPlan:
    """The plan for the verdicts stay and insufficient evidence."""
    phrases = case.phrases.within("stay").about(**staying_scene(case))
    insufficient = case.assessment.verdict is VerdictCode.INSUFFICIENT
    lines = measures(case, phrases) if insufficient else improvements(phrases)
    return StayPlan(
        verdict=case.assessment.verdict,
        summary=phrases.say(f"summary.{case.assessment.verdict.value}"),
        viability=viability(case, phrases),
        improvements=lines or [phrases.say("improve.keep_ready")],
        would_change=would_change(case, phrases),
        saving_usd_month=None,
    )


def staying_scene(case: Case) -> dict[str, object]:
    """What sentences about staying may branch on, beside the case's scene."""
    missing = missing_of(case)
    return {
        "first_reason": first_reason(case),
        "untold": not problem_known(case.brief),
        "missing_count": min(len(missing), MOST_MEASURES),
        "t": {name: case.phrases.number(value) for name, value in case.knowledge.thresholds.items()},
        "rules": [each.rule for each in case.assessment.findings],
        "cost_target": "",
        "steady": case.brief.has(SignalKind.LOAD, "steady"),
        "agent": case.brief.has(SignalKind.USE, "apm-agent", "apm-agents"),
    }


def first_reason(case: Case) -> str:
    """The finding that weighs most, as a clause of a sentence."""
    ordered = sorted(
        (each for each in case.assessment.findings if each.severity is not Severity.FAVOURABLE),
        key=lambda each: each.severity is not Severity.BLOCKER,
    )
    if not ordered:
        return ""
    text = case.phrases.within("rules").say(f"{ordered[0].rule}.finding", **dict(ordered[0].params))
    lowered = text if text[:2].isupper() else text[:1].lower() + text[1:]
    return lowered.rstrip(".")


def viability(case: Case, phrases: Phrases) -> Viability:
    """Section 1."""
    text, facts = passages(technical(case, phrases))
    if case.assessment.verdict is VerdictCode.STAY or isinstance(case.assessment.costs, Compared):
        money, more = passages(staying_money(case, phrases))
    else:
        money, more = passages(missing_money(case, phrases))
    priced = isinstance(case.assessment.costs, Compared)
    cited = [
        each
        for each in dict.fromkeys([*facts, *more])
        if each in case.knowledge.facts and (priced or each != COST_MODEL)
    ]
    return Viability(technical=text, financial=money, blockers_admitted=list(case.blockers), fact_ids=cited)


def technical(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """Reasons in order of weight; for a thin brief, what is known."""
    stops = phrases.say("technical.stay_blockers")
    if case.assessment.verdict is VerdictCode.INSUFFICIENT:
        known = [quoted(text, 80) for topic in ABOUT if (text := case.brief.text(topic))]
        listed = phrases.listing(f"«{each}»" for each in dict.fromkeys(known))
        yield Passage(phrases.say("technical.insufficient", known=listed))
        yield from against(case, case.phrases, Severity.BLOCKER, stops)
        return
    yield from against(case, case.phrases, Severity.BLOCKER, stops)
    yield from against(case, case.phrases, Severity.CAUTION, phrases.say("technical.stay_cautions"))
    favourable = [each for each in case.assessment.findings if each.severity is Severity.FAVOURABLE]
    if favourable:
        lines = said_of(favourable, case.phrases)
        head = phrases.say("technical.stay_for", n=len(lines))
        yield Passage(
            "\n".join([head, *(f"- {each}" for each in lines)]),
            tuple(fact for each in favourable for fact in each.facts),
        )
    else:
        yield Passage(phrases.say("technical.stay_none"))
    yield Passage(phrases.say("technical.coexist"), ("wasmcloud-not",))


def improvements(phrases: Phrases) -> list[str]:
    """What to do where they are, by platform and problem; at most seven."""
    table = phrases.wording.table(phrases.language, "stay")["improve"]
    leads = LEADS.get(str(phrases.scene["problem"]), ())
    keys = sorted((key for key in table if key != "keep_ready"), key=lambda key: rank(key, leads))
    found = phrases.said(f"improve.{key}" for key in keys)
    return [*found[:6], phrases.say("improve.keep_ready")]


def rank(key: str, leads: tuple[str, ...]) -> int:
    """The place of an improvement: those that go at the problem first, the others as they stand in the file."""
    return leads.index(key) if key in leads else len(leads)


def measures(case: Case, phrases: Phrases) -> list[str]:
    """What to measure: the verdict's gaps first, then the costs'."""
    ordered = sorted(missing_of(case), key=lambda each: each.costs)
    return [measure(each, phrases) for each in ordered][:MOST_MEASURES]


def measure(gap: Missing, phrases: Phrases) -> str:
    """One gap: what it is, how to get it, what it is for."""
    what, _, how = missing_words(gap, phrases.within("composed")).partition(". ")
    why = phrases.say(f"measure.why.{'metric' if gap.costs else gap.topic.value}")
    return phrases.say("measure.line", what=what.rstrip(".") + ".", how=how, why=why)


def missing_words(gap: Missing, phrases: Phrases) -> str:
    """A gap in words: the metric's if there is one, else the topic's."""
    key = f"missing.{gap.metric.value}" if gap.metric else f"missing.topic.{gap.topic.value}"
    return phrases.first(key, f"missing.topic.{gap.topic.value}")


def sentence(clause: str) -> str:
    """A clause as a line of a list."""
    return f"{clause[:1].upper()}{clause[1:].rstrip('.')}." if clause else ""


def would_change(case: Case, phrases: Phrases) -> list[str]:
    """The assessment's own conditions, then the published thresholds that apply here; without evidence, which way
    each kind of answer would turn it."""
    if case.assessment.verdict is VerdictCode.INSUFFICIENT and not case.blockers:
        return list(phrases.said(f"change.{key}" for key in ("towards", "against", "figures")))
    rules = phrases.within("rules")
    params = {each.rule: dict(each.params) for each in case.assessment.findings}
    found = [
        sentence(rules.first(f"would_change.{key}", **params.get(key, {})))
        for key in case.assessment.would_change
    ]
    if case.assessment.verdict is VerdictCode.STAY:
        keys = ("threshold_requests", "threshold_plugins", "threshold_tenants")
        found += phrases.said(f"change.{key}" for key in keys)
    return list(dict.fromkeys(each for each in found if each)) or [phrases.say("change.default")]
