"""The architecture of a composed plan: each part with its language and reason, its interfaces and its grants.

Parts come from the interview, all of them and no other. The entry imports the interfaces of the parts behind
it; what stays keeps its place and says why. The host's own HTTP interface is exported by the entry alone.
"""

from collections.abc import Mapping

from bot.assessment.rewriting import language_today
from bot.assessment.shapes import ComponentFit
from bot.core.brief import SignalKind
from bot.planning.capabilities import STORES, grants_of, outgoing
from bot.planning.case import Case, Move
from bot.planning.composed_languages import language_reason, without_repeats
from bot.planning.composed_tools import edge_of
from bot.planning.guest_source import SAMPLES
from bot.planning.guest_workers import WORKERS
from bot.planning.phrases import Phrases
from bot.planning.plan import Capability, PlanComponent, RunsIn
from bot.planning.scene import language_name
from bot.planning.wit_source import Composition, extension, part

# what the host calls on the entry part; hosts without the Component Model call nothing that WIT describes
HTTP_EXPORTS = {
    "spin": "wasi:http/handler@0.3.0",
    "spinkube": "wasi:http/handler@0.3.0",
    "akamai-functions": "wasi:http/incoming-handler@0.2.0",
    "wasmcloud": "wasi:http/incoming-handler@0.2.0",
}
ISOLATION = ("hardware-isolation", "pci-dss", "hipaa")  # what a border inside a process may not be enough for
DATABASE_ROLES = ("database", "datastore", "cache")


def composition_of(move: Move) -> Composition:
    """The parts as code names them."""
    hosted = move.target.id == "wasmtime-embed"
    kind = "package_plugins" if hosted else "package"
    parts = [
        extension(each.component.name, spoken(each))
        if hosted
        else part(each.component.name, role_of(each), spoken(each))
        for each in move.parts
    ]
    return Composition(move.case.phrases.say(f"code.{kind}"), "0.1.0", parts[0], tuple(parts[1:]), hosted)


def spoken(fit: ComponentFit) -> str:
    """The language that a part will be in."""
    return fit.language or fit.component.language or "rust"


def role_of(fit: ComponentFit) -> str | None:
    """A part's role; a data part that nobody named by a role is one all the same."""
    return fit.component.role or ("data" if fit.language_reason == "data_in_python" else None)


def components(move: Move, composition: Composition, phrases: Phrases) -> list[PlanComponent]:
    """All parts of the interview, those that move first."""
    grants = grants_of(move)
    moved = without_repeats([moving(each, move, composition, grants) for each in move.parts], phrases)
    return moved + [staying(each, move.case, phrases) for each in move.case.staying]


def moving(
    fit: ComponentFit, move: Move, composition: Composition, grants: Mapping[str, tuple[Capability, ...]]
) -> PlanComponent:
    """A part that moves."""
    phrases, name = move.case.phrases, fit.component.name
    coded = next(each for each in composition.parts if each.name == name)
    entry = fit is move.entry
    served = [http_export(move.target.id, coded.language)] if entry and move.target.id in HTTP_EXPORTS else []
    return PlanComponent(
        name=name,
        role=duty(fit, move, phrases),
        runs_in=RunsIn.WASM,
        language=coded.language,
        language_reason=language_reason(fit, move, phrases),
        exports=[composition.qualified(coded), *served],
        imports=[composition.qualified(each) for each in composition.called] if entry else [],
        capabilities=list(grants[name]),
    )


def http_export(target: str, language: str) -> str:
    """The interface that hears HTTP there: what no SDK of the host is for is built for WASI 0.2, which runs too."""
    return HTTP_EXPORTS[target] if language in SAMPLES else HTTP_EXPORTS["wasmcloud"]


def duty(fit: ComponentFit, move: Move, phrases: Phrases) -> str:
    """What a part does, in a few words."""
    if move.target.id == "wasmtime-embed":
        return phrases.say("role.plugin")
    key = "single" if not move.inner else "entry" if fit is move.entry else "inner"
    plain = phrases.say(f"role.{key}")
    known = phrases.first(f"role.{fit.component.role}", duty=lowered(plain)) if fit.component.role else ""
    return known or plain


def lowered(text: str) -> str:
    """A clause that follows a colon."""
    return text[:1].lower() + text[1:]


def staying(fit: ComponentFit, case: Case, phrases: Phrases) -> PlanComponent:
    """A part that stays where it is."""
    known = fit.component.role in DATABASE_ROLES or fit.component.name in STORES
    now = language_name(case.knowledge, language_today(fit.component))
    reason = phrases.within("rules").first(
        f"language_reason.{fit.language_reason}",
        language=now,
        component=fit.component.name,
        target="",
        first=False,
    )
    return PlanComponent(
        name=fit.component.name,
        role=phrases.first(f"role.{fit.component.role}", duty=lowered(phrases.say("role.stay")))
        or phrases.say("role.stay"),
        runs_in=RunsIn.MANAGED if known else RunsIn.CONTAINER,
        language=language_today(fit.component) or "",
        language_reason=reason or phrases.say("language.stays", language=now),
        exports=[],
        imports=[],
        capabilities=[],
    )


def target_reason(move: Move, phrases: Phrases) -> str:
    """Why this host, what it costs to choose it, and what else was looked at."""
    considered = [each for each in move.case.assessment.alternatives if each.id != edge_of(move)]
    others = [
        each.name if each.component_model else phrases.say("target.without_model", name=each.name)
        for each in considered
    ]
    lines = [phrases.first(f"target.{move.target.id}")]
    if free := free_of_vendors(phrases):
        lines.append(free)
    if move.inner and move.target.id != "wasmtime-embed":
        lines.append(phrases.say("target.calls_assumed"))
    if others:
        portable = any(each.component_model for each in considered)
        lines.append(
            phrases.say("target.alternatives", alternatives=phrases.listing(others), portable=portable)
        )
    return "\n\n".join(line for line in lines if line)


def free_of_vendors(phrases: Phrases) -> str:
    """The answer to a wish not to depend on one vendor; "" when nobody said it."""
    return phrases.say("target.free") if phrases.scene["free"] else ""


def security(move: Move, phrases: Phrases) -> str:
    """Section 4: the model, what this host does about it, secrets, the border, and the upkeep."""
    host = move.target.id if move.target.id not in ("spinkube", "akamai-functions") else "spin"
    keys = ["security.model_module" if move.target.id == WORKERS else "security.model"]
    keys += (
        [f"security.{host}"] if phrases.wording.has(phrases.language, "composed", f"security.{host}") else []
    )
    reused = move.target.id in ("spin", "spinkube") and move.entry.language in SAMPLES
    keys += ["security.spin_reuse"] if reused else []
    keys += ["security.secrets"] if any(each.kind.value == "secrets" for each in outgoing(move.case)) else []
    keys += ["security.border"] if move.case.staying and host != "wasmtime-embed" else []
    keys += ["security.compliance"] if move.case.brief.has(SignalKind.COMPLIANCE, *ISOLATION) else []
    keys += ["security.region"] if phrases.scene["keeps_region"] else []
    keys += ["security.upkeep"] if move.target.component_model else []
    return "\n\n".join(phrases.said(keys))
