"""What sentences about a move may branch on, beside the case's own scene."""

from bot.assessment.shapes import Compared
from bot.core.brief import SignalKind
from bot.planning.case import Case, Move
from bot.planning.composed_tools import edge_of
from bot.planning.platforms import platform_label
from bot.planning.scene import is_rewrite

REGIONAL = ("gdpr", "data-residency", "hipaa")  # rules that decide where data may be, and who may hold them
STOPPED = ("blocked", "no_toolchain")
BESIDE = "host_beside"  # the host's own language cannot load components: a process beside it does
NEAR_USERS = ("cold", "latency", "edge")


def moving_scene(move: Move) -> dict[str, object]:
    """What sentences about a move may branch on, beside the case's scene."""
    case, listing = move.case, move.case.phrases.listing
    edge = edge_id(move)
    hosts = case.knowledge.hosts
    target_price = case.assessment.costs.target if isinstance(case.assessment.costs, Compared) else None
    return {
        "target": move.target.id,
        "hosted": move.target.id == "wasmtime-embed",
        "target_name": move.target.name,
        "edge_id": edge or "",
        "edge_name": hosts[edge].target.name if edge else "",
        "edge_preview": hosts[edge].preview if edge else False,
        "entry": move.entry.component.name,
        "inner": [f"`{each.component.name}`" for each in move.inner],
        "names": listing(f"`{each.component.name}`" for each in move.parts),
        "stay_names": listing(f"`{each.component.name}`" for each in case.staying),
        **kept_back(case),
        "pilot": f"`{move.pilot.component.name}`",
        "cpu_bound": cpu_bound(move),
        "placeholder": not case.brief.components,
        "home": case.phrases.first(f"home.{case.family}", "home.unknown"),
        "cost_target": platform_label(target_price, case.knowledge, case.phrases),
        "beside": any(each.language_reason == BESIDE for each in case.staying),
        "free": case.brief.has(SignalKind.GOAL, "portability")
        or case.brief.has(SignalKind.SYMPTOM, "lock-in"),
        "keeps_region": case.brief.has(SignalKind.COMPLIANCE, *REGIONAL),
    }


def kept_back(case: Case) -> dict[str, object]:
    """What stays because something stops it, and what stays since nobody would move it."""
    stopped = [each for each in case.staying if each.language_reason in STOPPED]
    others = [each for each in case.staying if each not in stopped]
    named = [[f"`{each.component.name}`" for each in parts] for parts in (stopped, others)]
    return {
        "held": case.phrases.listing(named[0]),
        "held_many": len(stopped) > 1,
        "kept": case.phrases.listing(named[1]),
        "kept_many": len(others) > 1,
    }


def cpu_bound(move: Move) -> str:
    """How many times today's CPU the first part may take, by its language's factor in the cost model; "" for none.

    A rewrite may take no more than today; for JavaScript, and a language without a factor, phase 1 finds it out.
    """
    language = move.case.knowledge.languages.get(move.pilot.language or "")
    if language is None or language.cpu_high is None or is_rewrite(move.pilot):
        return ""
    return "" if language.id in ("javascript", "typescript") else move.case.phrases.number(language.cpu_high)


def edge_id(move: Move) -> str | None:
    """The platform at the edge that this plan speaks of; None when being near users is not what it is about."""
    case = move.case
    if move.target.edge:
        return move.target.id
    wanted = case.brief.has(SignalKind.GOAL, "edge")
    fits = move.target.id == "spin" and (
        case.problem in NEAR_USERS or case.family in ("lambda", "functions", "edge")
    )
    return edge_of(move) if wanted or fits else None
