"""Clauses 12 and 14: the code parses, and every component and interface that is named exists.

An interface exists when the plan's own WIT defines it or a host provides it. One that is imported from the
plan's own packages must be exported by another component, or nobody could link the result.
"""

import re
from collections.abc import Iterator

from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft
from bot.planning.contract.ground import Ground
from bot.planning.contract.hosts import WASI, provided, unversioned
from bot.planning.contract.parsing import LANGUAGES, MANIFESTS, MOST_FILES, Parsed
from bot.planning.contract.safety import in_wasm
from bot.planning.contract.shapes import Violation
from bot.planning.contract.verdicts import listed
from bot.planning.plan import MigrationPlan, RunsIn
from bot.planning.wit import Function, Wit

INTERFACE = re.compile(r"%?[a-zA-Z][\w-]*:%?[a-zA-Z][\w-]*/%?[a-zA-Z][\w-]*(?:@\d[\w.+-]*)?")
# World-level exports that the C library defines as well; componentize-py 0.25.1 crashes on them.
LIBC = frozenset({"getenv", "read", "write", "open", "close", "time"})


def defined(code: tuple[Parsed, ...]) -> frozenset[str]:
    """The interfaces that the plan's WIT defines, as other packages name them, without versions."""
    found: set[str] = set()
    for each in code:
        for wit in (each.wit, *each.wit.nested) if each.wit else ():
            found.update(of_package(wit))
    return frozenset(found)


def of_package(wit: Wit) -> Iterator[str]:
    yield from (f"{wit.package}/{scope.name}" for scope in wit.interfaces)
    for world in wit.worlds:
        for extern in (*world.imports, *world.exports):
            if extern.inline is not None:
                yield f"{wit.package}/{extern.path.name}"


def clause_12(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """Interface and component names are real."""
    here = defined(draft.code)
    exported = {unversioned(name) for _, each in in_wasm(draft.plan) for name in each.exports}
    for where, component in in_wasm(draft.plan):
        for side in ("exports", "imports"):
            for at, name in enumerate(getattr(component, side)):
                yield from resolves(f"{where}.{side}[{at}]", name, here)
        for at, name in enumerate(component.imports):
            if unversioned(name) in here and unversioned(name) not in exported:
                yield broken(12, f"{where}.imports[{at}]", "unmet", name=name)
    yield from of_code(draft, here)


def resolves(where: str, name: str, here: frozenset[str]) -> Iterator[Violation]:
    """One interface's name: well formed, and defined or provided somewhere."""
    plain = unversioned(name)
    if not INTERFACE.fullmatch(name.strip()):
        yield broken(12, where, "name", name=name)
    elif plain in here or provided(plain):
        return
    elif plain.partition("/")[0] in WASI:
        package = plain.partition("/")[0]
        yield broken(12, where, "wasi", name=name, package=package, known=listed(WASI[package]))
    else:
        yield broken(12, where, "unknown", name=name)


def of_code(draft: Draft[MigrationPlan], here: frozenset[str]) -> Iterator[Violation]:
    """Foreign paths in WIT, and components that a manifest speaks of."""
    for each in draft.code:
        for world in each.wit.worlds if each.wit else ():
            for extern in (*world.imports, *world.exports):
                if extern.path.package is not None:
                    yield from resolves(f"{each.where}.text", str(extern.path), here)
    strange = {
        (grant.where, grant.component)
        for grant in draft.grants
        if grant.component is not None and not grant.kinds and not draft.meant[grant.component]
    }
    for where, name in sorted(strange):
        yield broken(
            12, where, "component", name=name, known=listed(each.name for each in draft.plan.components)
        )


def clause_14(draft: Draft[MigrationPlan], _: Ground) -> Iterator[Violation]:
    """Code parses, and shows at least the interfaces and one manifest."""
    for each in draft.code:
        language = each.file.language
        if language not in LANGUAGES:
            yield broken(14, f"{each.where}.language", "language", language=language, known=listed(LANGUAGES))
        elif not each.file.text.strip():
            yield broken(14, f"{each.where}.text", "empty")
        elif each.trouble is not None:
            yield broken(14, f"{each.where}.text", "parse", language=language, why=each.trouble)
        elif each.wit is not None:
            yield from survives(each.where, each.wit)
    languages = {each.file.language for each in draft.code}
    if any(each.runs_in is RunsIn.WASM for each in draft.plan.components):
        if "wit" not in languages:
            yield broken(14, "code", "wit")
        if not languages & MANIFESTS:
            yield broken(14, "code", "manifest")


def survives(where: str, wit: Wit) -> Iterator[Violation]:
    """Functions that a world itself exports must not be named like the C library's."""
    for world in wit.worlds:
        for extern in world.exports:
            if isinstance(extern.inline, Function) and extern.path.name in LIBC:
                yield broken(14, f"{where}.text", "libc", name=extern.path.name, why=f"world {world.name}")


def unchecked(draft: Draft[MigrationPlan]) -> tuple[str, ...]:
    """What no parser here reads, and what lies over the bound on files."""
    beyond = draft.plan.code[MOST_FILES:]
    return (
        *(f"code:{each.file.path}" for each in draft.code if each.unread),
        *(f"code:{each.path}" for each in beyond),
    )
