"""A composed plan for the verdicts migrate, partial and pilot, put together from its sections."""

from collections.abc import Iterator

from bot.assessment.shapes import Compared, Severity
from bot.assessment.sources import TOOLCHAIN
from bot.core.brief import Metric
from bot.planning.capabilities import grants_of
from bot.planning.case import Case, Move, move_of
from bot.planning.composed_architecture import (
    components,
    composition_of,
    security,
    target_reason,
)
from bot.planning.composed_financial import financial
from bot.planning.composed_phases import Road, phases, road_of, weeks
from bot.planning.composed_technical import against, technical
from bot.planning.guest_names import SPIN_HOSTS
from bot.planning.guest_rust import WSTD_HOSTS
from bot.planning.guest_source import SAMPLES, guests
from bot.planning.manifest_lines import Grants
from bot.planning.manifests_source import manifests
from bot.planning.moving_scene import moving_scene
from bot.planning.passages import Passage, passages
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile, CostClaim, MigrationPlan, Viability
from bot.planning.platforms import platform_label
from bot.planning.wit_source import Composition, wit

DESCRIBED = {  # what `[target]` and `[security]` in composed.toml say of a host, by the facts behind it
    "spin": ("spin4", "spin-reuse"),
    "spinkube": ("spinkube", "spin4", "spin-reuse"),
    "akamai-functions": ("akamai-fn",),
    "wasmcloud": ("wasmcloud", "wasmcloud-not"),
    "wasmtime-embed": ("wasmtime-ver",),
    "cloudflare-workers": ("cf-not-wasi", "cf-limits"),
}


def migration(case: Case) -> MigrationPlan:
    """The plan. LookupError when nothing moves: then the verdict is not one of these."""
    move = move_of(case)
    composition = composition_of(move)
    phrases = case.phrases.about(**moving_scene(move))
    road = road_of(move, composition, phrases)
    saved = case.assessment.costs.saving if isinstance(case.assessment.costs, Compared) else None
    return MigrationPlan(
        verdict=case.assessment.verdict,
        summary=phrases.say(f"summary.{case.assessment.verdict.value}"),
        viability=viability(case, phrases, deadline(case, road, phrases)),
        target=move.target.id,
        target_reason=target_reason(move, phrases),
        components=components(move, composition, phrases),
        phases=phases(road),
        security=security(move, phrases),
        code=code(move, composition, phrases),
        costs=costs(case, phrases),
        saving_usd_month=None if saved is None else float(saved),
    )


def deadline(case: Case, road: Road, phrases: Phrases) -> Passage:
    """Whether the plan fits into the weeks that were given; empty when none were."""
    given = case.number(Metric.DEADLINE_WEEKS)
    if given is None:
        return Passage("")
    spans = weeks(road)
    low, high = sum(each[0] for each in spans), sum(each[1] for each in spans)
    first = spans[0][1]
    fits = "all" if given >= high else "tight" if given >= low else "first" if given >= first else "none"
    return Passage(phrases.say("financial.deadline", given=round(given), low=low, high=high, fits=fits))


def viability(case: Case, phrases: Phrases, plans: Passage) -> Viability:
    """Section 1."""
    held = [
        *against(case, phrases, Severity.BLOCKER, phrases.say("technical.blockers_head")),
        *against(case, phrases, Severity.CAUTION, phrases.say("technical.cautions_head")),
    ]
    named = [] if case.brief.components else [Passage(phrases.say("target.generic_part"))]
    text, facts = passages([*technical(case, phrases), *held, *named])
    money, more = passages([*financial(case, phrases), plans])
    ids = dict.fromkeys([*facts, *more, *told_elsewhere(case, phrases)])
    cited = [each for each in ids if each in case.knowledge.facts]
    return Viability(technical=text, financial=money, blockers_admitted=list(case.blockers), fact_ids=cited)


def told_elsewhere(case: Case, phrases: Phrases) -> list[str]:
    """The facts behind the other sections: the host as it is described, the criterion of phase 1, and the upkeep."""
    target = case.assessment.target
    if target is None:
        return []
    factors = ["cpu-multipliers"] if phrases.scene["cpu_bound"] else []
    upkeep = ["wasmtime-cves"] if target.component_model else []
    edge = ["akamai-fn"] if phrases.scene["edge_id"] == "akamai-functions" else []
    return [*DESCRIBED.get(target.id, target.facts), *edge, *of_languages(case, target.id), *factors, *upkeep]


def of_languages(case: Case, target: str) -> Iterator[str]:
    """The toolchain of each language that a part will be in, and what makes JavaScript leave the request path."""
    for each in case.moving:
        language = case.knowledge.languages.get(each.language or "")
        known = language.facts_at(target) if language else ()
        yield from (fact for fact in known if case.knowledge.facts[fact].aspect == TOOLCHAIN)
        yield from ("measured-cpu-factors",) if each.language_reason == "core_in_rust" else ()


def code(move: Move, composition: Composition, phrases: Phrases) -> list[CodeFile]:
    """WIT, manifest, and a sample of the guests."""
    memory = move.case.number(Metric.MEMORY_MB)
    grants = Grants(grants_of(move), int(memory) if memory is not None else None)
    contract = CodeFile(
        path="wit/world.wit",
        language="wit",
        text=wit(composition, phrases, of_the_entry(move.target.id, composition, phrases)),
    )
    return [
        contract,
        *manifests(move.target.id, composition, grants, phrases),
        *guests(composition, move.target.id, phrases),
    ]


def of_the_entry(target: str, composition: Composition, phrases: Phrases) -> str:
    """Who adds the export that hears HTTP: the SDK, or whoever writes a part that no SDK here is known for."""
    if target not in SPIN_HOSTS and (target not in WSTD_HOSTS or composition.entry.language != "rust"):
        return ""
    return phrases.say("code.wit_entry" if composition.entry.language in SAMPLES else "code.http_missing")


def costs(case: Case, phrases: Phrases) -> list[CostClaim]:
    """The lines of today's month and of the target's, as computed."""
    found = case.assessment.costs
    if not isinstance(found, Compared):
        return []
    shown = [found.today, *(each for each in found.candidates if each.platform == found.target)]
    return [
        CostClaim(
            item=f"{platform_label(month.platform, case.knowledge, phrases)}: {cost_label(line.label, phrases)}",
            units=float(line.units),
            unit_price_usd=float(line.price),
            amount_usd=float(line.amount),
        )
        for month in shown
        for line in month.lines
    ]


def cost_label(label: str, phrases: Phrases) -> str:
    """A cost line's name."""
    return phrases.within("rules").first(f"cost.{label}") or label


__all__ = ["Passage", "migration"]
