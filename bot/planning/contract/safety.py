"""Clauses 10, 11 and 13: what each component may touch, and that nothing grants it more.

Every Wasm component lists its capabilities (or `none`), each for one named thing; whatever the plan's code and
manifests grant or use must be among them. A scope that means everything of its kind is a wildcard, whichever
way it is written.
"""

import re
from collections.abc import Iterator

from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft
from bot.planning.contract.ground import Ground
from bot.planning.contract.hosts import FILES, needs
from bot.planning.contract.manifests import Grant
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import words
from bot.planning.plan import Capability, CapabilityKind, MigrationPlan, PlanComponent, RunsIn

OPEN_NETWORKS = ("0.0.0.0", "::/")  # noqa: S104  # refused, not bound to
ROUTES = re.compile(r"(?:/[\w-]+)+/\*")  # the requests below one path are not everything
ROOTS = frozenset({"/", "./", ".", "~", "/.", "c:\\", "c:/", "\\"})


def in_wasm(plan: MigrationPlan) -> Iterator[tuple[str, PlanComponent]]:
    """The components that run in Wasm, with their paths."""
    for at, each in enumerate(plan.components):
        if each.runs_in is RunsIn.WASM:
            yield f"components[{at}]", each


def clause_10(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """Each Wasm component declares its capabilities."""
    for where, component in in_wasm(draft.plan):
        if not component.capabilities:
            yield broken(10, f"{where}.capabilities", "none", name=component.name)
        yield from declared_well(where, component)


def declared_well(where: str, component: PlanComponent) -> Iterator[Violation]:
    seen: set[tuple[CapabilityKind, str]] = set()
    for at, each in enumerate(component.capabilities):
        here = f"{where}.capabilities[{at}]"
        if each.kind is CapabilityKind.NONE:
            if len(component.capabilities) > 1:
                yield broken(10, here, "mixed")
            continue
        if not each.scope.strip():
            yield broken(10, f"{here}.scope", "scope")
        if not each.reason.strip():
            yield broken(10, f"{here}.reason", "reason", kind=each.kind)
        if (each.kind, each.scope.strip()) in seen:
            yield broken(10, here, "twice", kind=each.kind, scope=each.scope)
        seen.add((each.kind, each.scope.strip()))


def clause_11(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """Deny by default: no scope and no grant means everything."""
    for at, component in enumerate(draft.plan.components):
        for index, each in enumerate(component.capabilities):
            below = each.kind is CapabilityKind.HTTP_INCOMING and ROUTES.fullmatch(each.scope.strip())
            if (
                each.kind is not CapabilityKind.NONE
                and not below
                and wild(each.scope, files=each.kind in FILES)
            ):
                yield broken(
                    11, f"components[{at}].capabilities[{index}].scope", "wildcard", scope=each.scope
                )
    for grant in draft.grants:
        if grant.wide:
            yield broken(11, grant.where, "inherit", scope=grant.what)
        elif wildcard(grant):
            yield broken(11, grant.where, "wildcard", scope=grant.what)


def wildcard(grant: Grant) -> bool:
    """Whether code or a manifest grants everything of a kind."""
    return grant.scope is not None and wild(grant.scope, files=grant.kinds == FILES)


def wild(scope: str, *, files: bool) -> bool:
    """Whether a scope means everything of its kind."""
    plain = scope.strip().casefold()
    known = words().wildcards
    if "*" in plain or plain in known or plain.startswith(OPEN_NETWORKS):
        return True
    return plain.split(" ", 1)[0] in known or (files and plain in ROOTS)


def clause_13(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """What code and manifests grant is declared."""
    owners = dict(in_wasm(draft.plan))
    for where, component in owners.items():
        for side in (component.imports, component.exports):
            for name in side:
                yield from covered(Grant(where, name, needs(name)), (component,))
    for grant in draft.grants:
        named = draft.meant[grant.component] if grant.component is not None else ()
        elsewhere = any(each.runs_in is not RunsIn.WASM for each in named)  # and so not this contract's
        if not grant.wide and not wildcard(grant) and not elsewhere:
            yield from covered(grant, named or tuple(owners.values()))


def covered(grant: Grant, holders: tuple[PlanComponent, ...]) -> Iterator[Violation]:
    """A grant is declared, and for the thing that it grants."""
    if not grant.kinds:
        return
    who = ", ".join(f"`{each.name}`" for each in holders) or "no Wasm component"
    kinds = " or ".join(sorted(grant.kinds))
    declared = [each for owner in holders for each in owner.capabilities if each.kind in grant.kinds]
    if not declared:
        yield broken(13, grant.where, "kind", what=grant.what, who=who, kinds=kinds)
    elif grant.scope is not None and not any(names_it(each, grant.scope) for each in declared):
        yield broken(13, grant.where, "scope", what=grant.what, who=who, kind=kinds)


def names_it(capability: Capability, scope: str) -> bool:
    return scope.casefold() in capability.scope.casefold()
