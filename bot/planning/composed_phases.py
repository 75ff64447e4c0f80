"""The three phases of a composed plan: what is done, with what, how one knows that it worked, and the way back.

The first tries one function without users, the second joins the parts under a little real traffic, the third
is production. Weeks are planning ranges by the number of parts and by whether Rust is new; the plan says so.
"""

from dataclasses import dataclass

from bot.assessment.shapes import ComponentFit, Fit
from bot.core.brief import SignalKind
from bot.planning.case import Case, Move
from bot.planning.composed_tools import (
    COMPOSED_BY_THEMSELVES,
    HOST_TOOLS,
    LANGUAGE_TOOLS,
    ROUTER_TOOLS,
    WATCH_TOOLS,
    WORKERS_TOOLS,
    edge_of,
    guests,
)
from bot.planning.guest_workers import WORKERS
from bot.planning.phrases import Phrases
from bot.planning.plan import Phases, PlanPhase
from bot.planning.scene import part_words
from bot.planning.wit_source import Composition

AWS_CONTAINERS = ("ecs", "fargate", "app-runner")
JOINED_AT_ONCE = 2  # parts that join in the second phase; more than two changes cannot be told apart
Weeks = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Road:
    """What the sentences of the phases branch on, beside the scene."""

    move: Move
    composition: Composition
    phrases: Phrases
    shape: str
    router: str
    second: tuple[ComponentFit, ...]
    third: tuple[ComponentFit, ...]
    rust_learned: bool


def road_of(move: Move, composition: Composition, phrases: Phrases) -> Road:
    """The road: which parts join in which phase."""
    later = tuple(each for each in move.parts if each is not move.pilot)
    soon = tuple(each for each in later if each.fit is Fit.MOVE or each is move.entry)
    second = (soon or later)[:JOINED_AT_ONCE]
    third = tuple(each for each in later if each not in second)
    shape = "plugins" if move.target.id == "wasmtime-embed" else "service"
    learned = any(each.language == "rust" for each in move.parts) and not move.case.team_knows_rust
    return Road(move, composition, phrases, shape, router_of(move.case), second, third, learned)


def router_of(case: Case) -> str:
    """What splits the traffic between today's system and the new one."""
    named = [each.value for each in case.brief.signals(SignalKind.PLATFORM) if not each.negated]
    if case.family == "containers" and any(part in each for each in named for part in AWS_CONTAINERS):
        return "containers_aws"
    return "workers" if WORKERS in named else case.family


def phases(road: Road) -> Phases:
    """All three."""
    first, second, third = weeks(road)
    return Phases(
        phase_1=phase(road, 1, first, (road.move.pilot,)),
        phase_2=phase(road, 2, second, (road.move.pilot, *road.second)),
        phase_3=phase(road, 3, third, road.move.parts),
    )


def phase(road: Road, at: int, span: Weeks, parts: tuple[ComponentFit, ...]) -> PlanPhase:
    """One row, with its details."""
    words = road.phrases.within("phases").about(**scene(road))
    key = f"{road.shape}.{at}"
    return PlanPhase(
        title=words.say(f"{key}.title"),
        task=words.say(f"{key}.task"),
        tools=tools(road, at, parts),
        components=[each.component.name for each in parts],
        weeks_low=span[0],
        weeks_high=span[1],
        exit_criterion=capitalised(words.say(f"{key}.exit")),
        rollback=words.say(f"{key}.rollback"),
        risk=words.say(f"{key}.risk"),
        mitigation=words.say(f"{key}.mitigation"),
    )


def scene(road: Road) -> dict[str, object]:
    """The values that the phases' sentences use."""
    move, words = road.move, road.phrases.within("phases")
    pilot = part_words(move.case, move.pilot)
    by_name = {part.name: part for part in road.composition.parts}
    joining = [each for each in road.second if each is not move.entry] or list(move.inner[:JOINED_AT_ONCE])
    inner = [by_name[each.component.name] for each in joining]
    target_only = {"heavy": words.say(f"heavy.{move.case.family}")}
    return {
        **target_only,
        "pilot": pilot,
        "interface": road.composition.qualified(by_name[move.pilot.component.name]),
        "interfaces": words.listing(f"`{road.composition.qualified(each)}`" for each in inner),
        "languages_together": languages_together(road, words),
        "second": words.listing(f"`{each.component.name}`" for each in road.second if each is not move.entry),
        "second_many": len([each for each in road.second if each is not move.entry]) > 1,
        "second_python": all(each.language == "python" for each in road.second if each is not move.entry),
        "third_many": len(road.third) > 1,
        "third": words.listing(f"`{each.component.name}`" for each in road.third),
        "router": words.say(f"router.{road.router}"),
        "back": words.say(f"back.{road.router}"),
        "guests": guests(move, words),
        "rust_learned": road.rust_learned,
        "lock_in": not move.target.component_model,
        "old": words.say(f"old.{road.router}"),
    }


def languages_together(road: Road, words: Phrases) -> str:
    """The languages that meet in the second phase, or the parts when there is but one."""
    joined = (road.move.pilot, *road.second)
    names = list(dict.fromkeys(part_words(road.move.case, each)["becomes"] for each in joined))
    spoken = [str(each) for each in names if each]
    return words.listing(spoken if len(spoken) > 1 else [f"`{each.component.name}`" for each in joined])


def tools(road: Road, at: int, parts: tuple[ComponentFit, ...]) -> list[str]:
    """The tools of a phase by their usual names, each one vouched for by the knowledge."""
    target, known = road.move.target, road.move.case.knowledge.tools
    host = HOST_TOOLS.get(target.id, (target.id,))
    languages = (each.language or "" for each in parts)
    by_language = WORKERS_TOOLS if target.id == WORKERS else LANGUAGE_TOOLS
    built = [tool for language in dict.fromkeys(languages) for tool in by_language.get(language, ())]
    kept = (
        () if target.id == WORKERS else ("oci-registry", "cosign")
    )  # a Worker is uploaded, and kept by its host
    watch = WATCH_TOOLS.get(road.router, "opentelemetry")
    join = () if target.id in COMPOSED_BY_THEMSELVES else ("wac",)
    by_phase: dict[int, tuple[str, ...]] = {
        1: (*built, *host[:1], "k6"),
        2: (*built, *host, *(join if road.move.inner else ()), *router_tools(road)[:1], watch),
        3: (*host, *edge_tools(road), *router_tools(road)[:1], *kept, watch),
    }
    return [known[each].name for each in dict.fromkeys(by_phase[at]) if each in known]


def router_tools(road: Road) -> tuple[str, ...]:
    """An embedded host splits no traffic: a flag in the team's own process does."""
    return () if road.shape == "plugins" else ROUTER_TOOLS[road.router]


def edge_tools(road: Road) -> tuple[str, ...]:
    """The platform at the edge, when there is one beside the target."""
    edge = edge_of(road.move)
    return (edge,) if edge else ()


def weeks(road: Road) -> tuple[Weeks, Weeks, Weeks]:
    """Planning ranges in calendar weeks: base, plus the parts that join, plus Rust to be learned."""
    rust = (1, 2) if road.rust_learned else (0, 0)
    pilot_rust = rust if road.move.pilot.language == "rust" else (0, 0)
    joined = min(len(road.second), 6)
    late = min(len(road.third), 6)
    first = (2 + pilot_rust[0], 3 + pilot_rust[1])
    second = (3 + joined + rust[0], 4 + 2 * joined + rust[1])
    third = (5 + late, 8 + 2 * late)
    return first, second, third


def capitalised(text: str) -> str:
    """A sentence begins with a capital, whichever of its clauses came first."""
    return text[:1].upper() + text[1:]
