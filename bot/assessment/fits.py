"""What becomes of each part: it moves, it moves later, or it stays.

A part is put off when its toolchain is not ready or its language unknown, and when more speaks against it than
for it while another part can go first. The team's parts around customers' code stay, the first of them as its host;
what runs on the target already stays as it is, but for a function that is to become a Wasm module there.
"""

from dataclasses import replace

from bot.assessment.case import FRONTEND_ROLES, Case, kept, parts
from bot.assessment.plugins import embeds
from bot.assessment.rewriting import rewrite
from bot.assessment.shapes import ComponentFit, Finding, Fit, Severity
from bot.assessment.standing import Standing
from bot.assessment.targets import already_at
from bot.core.brief import Component
from bot.core.events import VerdictCode

PUT_OFF = frozenset({"experimental", "in_progress", "language_unknown", "language_unlisted"})
STAYS_BECAUSE = {VerdictCode.STAY: "not_worth", VerdictCode.INSUFFICIENT: "not_decided"}


def fits_of(
    case: Case, findings: tuple[Finding, ...], stands: Standing, verdict: VerdictCode
) -> tuple[ComponentFit, ...]:
    """One fit for each part of the system, in the parts' order. Some part goes first wherever one could."""
    fits = (
        *_around(case, verdict),
        *(_fit(each, case, findings, stands, verdict) for each in _system(case)),
    )
    moving = [each.component for each in fits if each.fit is Fit.MOVE]
    outweighed = {each.name for each in moving if _against(each, findings) > 0}
    if len(outweighed) < len(moving):
        return tuple(
            replace(each, fit=Fit.LATER) if each.component.name in outweighed else each for each in fits
        )
    if not moving:
        return tuple(
            replace(each, fit=Fit.MOVE) if each.fit is Fit.LATER and each.language else each for each in fits
        )
    return fits


def _fit(
    component: Component, case: Case, findings: tuple[Finding, ...], stands: Standing, verdict: VerdictCode
) -> ComponentFit:
    rules = tuple(each.rule for each in findings if each.component == component.name)
    if kept(component):
        reason = "kept_frontend" if component.role in FRONTEND_ROLES else "kept_service"
        return ComponentFit(component, Fit.STAY, None, reason, rules)
    plan = rewrite(component, case.brief, case.host, case.known)
    undecided = verdict is VerdictCode.INSUFFICIENT and stands.contested
    if component.name in stands.blocked and not undecided:
        reason = "no_toolchain" if plan.reason == "no_toolchain" else "blocked"
        return ComponentFit(component, Fit.STAY, None, reason, rules)
    if verdict in STAYS_BECAUSE:
        return ComponentFit(component, Fit.STAY, None, STAYS_BECAUSE[verdict], rules)
    if already_at(case.host, case.brief) and plan.reason != "hot_module_in_rust":
        return ComponentFit(component, Fit.STAY, None, "already_there", rules)
    fit = Fit.LATER if plan.reason in PUT_OFF else Fit.MOVE
    return ComponentFit(component, fit, plan.language, plan.reason, rules)


def _system(case: Case) -> tuple[Component, ...]:
    """The system's parts without those around customers' code."""
    apart = {each.name for each in case.around}
    asked = {each.name: each for each in case.components}
    rest = {each.name: asked.get(each.name, each) for each in parts(case.brief) if each.name not in apart}
    return tuple((rest | asked).values())


def _around(case: Case, verdict: VerdictCode) -> tuple[ComponentFit, ...]:
    """The host of customers' code, then the team's other parts."""
    fits: list[ComponentFit] = []
    for each in case.around:
        hosting = "host_embeds" if embeds(each) else "host_beside"
        reason = STAYS_BECAUSE.get(verdict) or ("not_touched" if fits else hosting)
        fits.append(ComponentFit(each, Fit.STAY, None, reason, ()))
    return tuple(fits)


def _against(component: Component, findings: tuple[Finding, ...]) -> int:
    """Cautions minus favourable findings of the part itself."""
    own = [each.severity for each in findings if each.component == component.name]
    return own.count(Severity.CAUTION) - own.count(Severity.FAVOURABLE)
