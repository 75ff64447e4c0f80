"""Clauses 3 to 9: the plan says what the interview and the assessment said, and names what exists.

Its components are the team's, each once; its verdict, its blockers and what stays where it is are the
assessment's; its tools and its target are known ones. Nothing here is a matter of taste.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz.fuzz import ratio

from bot.assessment.shapes import ComponentFit, Fit
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, phases
from bot.planning.contract.ground import Ground, own_things
from bot.planning.contract.naming import plain_name
from bot.planning.contract.shapes import Violation
from bot.planning.plan import Drafted, MigrationPlan, PlanComponent, RunsIn, StayPlan

SEVERAL = re.compile(r"\s+[/+&]\s+|,\s+")  # "Terraform / OpenTofu"
SHORTEST_REASON = 15


def listed(names: Iterable[str]) -> str:
    """Names for a finding."""
    return ", ".join(f"`{each}`" for each in sorted(names)) or "none"


def clause_3(draft: Draft[MigrationPlan], ground: Ground) -> Iterator[Violation]:
    """Every component of the interview once, none invented."""
    counted = Counter(each.name for each in draft.plan.components)
    known = listed(ground.components)
    for name in ground.components:
        if name not in counted:
            yield broken(3, "components", "missing", name=name)
    for at, each in enumerate(draft.plan.components):
        if ground.components and each.name not in ground.components:
            yield broken(3, f"components[{at}].name", "invented", name=each.name, known=known)
        elif counted[each.name] > 1:
            counted[each.name] = 1  # said once
            yield broken(3, f"components[{at}].name", "twice", name=each.name)
    for where, phase in phases(draft.plan):
        for at, name in enumerate(phase.components):
            if name not in counted:
                yield broken(3, f"{where}.components[{at}]", "phase", name=name, known=listed(counted))


def clause_4(draft: Draft[MigrationPlan], ground: Ground) -> Iterator[Violation]:
    """A language per module that agrees with the assessment, or says why not."""
    for at, each in enumerate(draft.plan.components):
        where = f"components[{at}]"
        if each.runs_in is RunsIn.WASM and len(each.language_reason.strip()) < SHORTEST_REASON:
            yield broken(4, f"{where}.language_reason", "reason", language=each.language)
        fit = ground.fits.get(each.name)
        expected = expected_language(each, fit)
        if expected is not None and not agrees(each, expected, ground):
            yield broken(4, f"{where}.language", "language", language=each.language, expected=expected)


def expected_language(component: PlanComponent, fit: ComponentFit | None) -> str | None:
    """The language that the assessment gives a component; what runs elsewhere as a service has none."""
    if fit is None or component.runs_in is RunsIn.MANAGED:
        return None
    return fit.language or fit.component.language


def agrees(component: PlanComponent, expected: str, ground: Ground) -> bool:
    """The same language, under its id or name; or a reason that speaks of the expected one."""
    known = ground.library.languages
    here, there = plain_name(component.language), plain_name(expected)
    if known.get(here, here) == known.get(there, there):
        return True
    reason = component.language_reason.casefold()
    named = {name for name, each in known.items() if each == known.get(there, there)} | {there}
    return len(reason.strip()) >= SHORTEST_REASON and any(each in reason for each in named)


def clause_5(draft: Draft[MigrationPlan], ground: Ground) -> Iterator[Violation]:
    """Every tool is a known one, or something that the team already runs."""
    named = [
        (f"{where}.tools[{at}]", tool, name)
        for where, phase in phases(draft.plan)
        for at, tool in enumerate(phase.tools)
        for name in map(plain_name, SEVERAL.split(tool))
        if name and name not in ground.library.tools
    ]
    own = own_things(ground.brief) if named else frozenset[str]()
    for where, tool, name in named:
        if name not in own:
            yield broken(5, where, "unknown", tool=tool, near=nearest(name, ground))


def nearest(name: str, ground: Ground) -> str:
    """The known tool whose name is most like this one."""
    return max(sorted(ground.library.tools), key=lambda each: ratio(name, each), default="")


def clause_6(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """The verdict is the assessment's, for the whole and for each component."""
    if draft.plan.verdict is not ground.assessment.verdict:
        yield broken(6, "verdict", "verdict", found=draft.plan.verdict, expected=ground.assessment.verdict)
    if not isinstance(draft.plan, MigrationPlan):
        return
    for at, each in enumerate(draft.plan.components):
        fit = ground.fits.get(each.name)
        if fit is not None and fit.fit is Fit.STAY and each.runs_in is RunsIn.WASM:
            yield broken(6, f"components[{at}].runs_in", "stays", name=each.name)
        if fit is not None and fit.fit is Fit.MOVE and each.runs_in is not RunsIn.WASM:
            yield broken(6, f"components[{at}].runs_in", "moves", name=each.name)


def clause_7(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """A verdict to stay is honoured: no phases are forced on it, and it is worth reading."""
    plan = draft.plan
    if isinstance(plan, MigrationPlan) and not ground.moves:
        yield broken(7, "phases", "forced", expected=ground.assessment.verdict)
    if isinstance(plan, StayPlan):
        if ground.moves:
            yield broken(7, "verdict", "missing", expected=ground.assessment.verdict)
        for name in ("improvements", "would_change"):
            if not any(each.strip() for each in getattr(plan, name)):
                yield broken(7, name, "empty")


def clause_8(draft: Draft[MigrationPlan | StayPlan], ground: Ground) -> Iterator[Violation]:
    """The blockers that hold are admitted, and no others."""
    admitted = draft.plan.viability.blockers_admitted
    for rule in sorted(ground.blockers.difference(admitted)):
        yield broken(8, "viability.blockers_admitted", "hidden", rule=rule)
    for at, rule in enumerate(admitted):
        if rule not in ground.blockers:
            where = f"viability.blockers_admitted[{at}]"
            yield broken(8, where, "invented", rule=rule, known=listed(ground.blockers))


def clause_9(draft: Draft[MigrationPlan], ground: Ground) -> Iterator[Violation]:
    """The target exists, and has a reason."""
    assessed = [
        each.id for each in (ground.assessment.target, *ground.assessment.alternatives) if each is not None
    ]
    if draft.plan.target not in assessed and draft.plan.target not in ground.knowledge.hosts:
        known = listed(assessed or ground.knowledge.hosts)
        yield broken(9, "target", "target", target=draft.plan.target, known=known)
    if not draft.plan.target_reason.strip():
        yield broken(9, "target_reason", "reason")
