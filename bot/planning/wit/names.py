"""Whether every name in a WIT document stands for something.

Names of one scope are unique; a type that is used is defined there or taken by `use`; handles hold
resources; a value type does not contain itself, and no borrow comes out of a function. Interfaces that
the package does not define here are left to whoever knows its other files (`Wit.missing`).
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from bot.planning.wit.shapes import Function, Hold, Path, Ref, Scope, TypeItem, Use, Wit
from bot.planning.wit.tokens import RefusedError

Types = Mapping[str, TypeItem]


def resolve(wit: Wit, others: Mapping[str, Scope]) -> None:
    """Raise RefusedError at the first name that stands for nothing; `others` are the package's other files."""
    for inner in wit.nested:
        resolve(inner, {})
    once((scope.name, scope.at) for scope in (*wit.interfaces, *wit.worlds))
    known = {**others, **{scope.name: scope for scope in wit.interfaces}}
    for alias, source in wit.aliases:
        elsewhere(source, wit)
        if scope := known.get(source.name if source.package is None else ""):
            known[alias] = scope
    for scope in (*wit.interfaces, *wit.worlds):
        scoped(scope, wit, known)
    acyclic(wit)


def once(names: Iterable[tuple[str, int]]) -> None:
    """Raise where a name comes for the second time."""
    seen: set[str] = set()
    for name, at in names:
        if name in seen:
            raise RefusedError(at, f"`{name}` is defined twice")
        seen.add(name)


def scoped(scope: Scope, wit: Wit, known: Mapping[str, Scope]) -> None:
    """One interface or world."""
    types = (*taken(scope.uses), *scope.types)
    once([*((each.name, each.at) for each in types), *((each.name, each.at) for each in scope.functions)])
    for source in paths(scope):
        elsewhere(source, wit)
    fitting(scope, wit)
    for taking in scope.uses:
        provided(taking, known)
    named = {item.name: item for item in types}
    inline = [each.inline for each in (*scope.imports, *scope.exports)]
    functions = (*scope.functions, *(each for each in inline if isinstance(each, Function)))
    for function in functions:
        outcome(function, named)
    for ref in (*(ref for item in scope.types for ref in item.refs), *used_by(functions)):
        defined(ref, named)
    finite(scope.types)
    for side in (scope.imports, scope.exports):
        once((str(each.path), each.path.at) for each in side)
    for each in inline:
        if isinstance(each, Scope):
            scoped(each, wit, known)


def used_by(functions: Iterable[Function]) -> Iterator[Ref]:
    for function in functions:
        yield from function.params
        yield from function.results


def taken(uses: Iterable[Use]) -> Iterator[TypeItem]:
    """The types that `use` brings in, under the names that they have here."""
    for each in uses:
        for _, local, at in each.names:
            yield TypeItem("use", local, at)


def paths(scope: Scope) -> Iterator[Path]:
    """All paths to other interfaces and worlds."""
    yield from (each.path for each in scope.uses)
    yield from (each.path for each in (*scope.imports, *scope.exports) if each.inline is None)
    yield from scope.includes


def elsewhere(source: Path, wit: Wit) -> None:
    """A package speaks of its own interfaces by their bare name."""
    if source.package is not None and source.package == wit.package:
        raise RefusedError(
            source.at,
            f"a package cannot name itself: write `{source.name}` for `{source.package}/{source.name}`",
        )


def fitting(scope: Scope, wit: Wit) -> None:
    """Interfaces are used, imported and exported; worlds are included."""
    worlds, interfaces = ({each.name for each in scopes} for scopes in (wit.worlds, wit.interfaces))
    for source in paths(scope):
        wrong = interfaces if source in scope.includes else worlds
        if source.package is None and source.name in wrong:
            raise RefusedError(
                source.at, f"`{source.name}` is {'an interface' if wrong is interfaces else 'a world'}"
            )


def provided(use: Use, known: Mapping[str, Scope]) -> None:
    """What is taken from an interface that is here must be a type there."""
    source = known.get(use.path.name) if use.path.package is None else None
    if source is None:
        return
    there = {item.name for item in (*source.types, *taken(source.uses))}
    for name, _, at in use.names:
        if name not in there:
            raise RefusedError(at, f"interface `{source.name}` defines no type `{name}`")


def defined(ref: Ref, types: Types) -> None:
    """A type that is used has a definition, and a handle holds a resource."""
    if ref.name not in types:
        raise RefusedError(ref.at, f"type `{ref.name}` is not defined")
    if ref.hold is not Hold.VALUE and origin(ref.name, types) not in {"resource", "use"}:
        raise RefusedError(ref.at, f"`{ref.name}` is no resource: only a resource is borrowed or owned")


def origin(name: str, types: Types) -> str:
    """The kind of a type, seen through its aliases."""
    seen: set[str] = set()
    while name in types and types[name].alias and name not in seen:
        seen.add(name)
        name = types[name].refs[0].name
    return types[name].kind if name in types else "use"


def finite(types: tuple[TypeItem, ...]) -> None:
    """A value contains no value of its own type, however deep (a handle may)."""
    parts = {
        item.name: {ref.name for ref in item.refs if ref.hold is Hold.VALUE}
        for item in types
        if item.kind != "resource"
    }
    for name in circle(parts):
        raise RefusedError(
            next(item.at for item in types if item.name == name), f"type `{name}` contains itself"
        )


def circle(parts: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The names of a circle of references, none when there is no circle."""
    if not any(parts.get(name) for names in parts.values() for name in names):
        return ()  # nothing that is referred to refers to anything: the usual case, told cheaply
    try:
        TopologicalSorter(parts).prepare()
    except CycleError as found:
        return tuple(found.args[1])
    return ()


def outcome(function: Function, types: Types) -> None:
    """Nothing borrowed comes out of a function."""
    for ref in function.results:
        if lends(ref, types):
            raise RefusedError(ref.at, f"`{function.name}` returns a borrow")


def lends(ref: Ref, types: Types) -> bool:
    """Whether a borrow is in a type."""
    seen: set[str] = set()
    waiting = [ref]
    while waiting:
        each = waiting.pop()
        if each.hold is Hold.BORROW:
            return True
        if each.hold is Hold.VALUE and each.name in types and each.name not in seen:
            seen.add(each.name)
            waiting.extend(types[each.name].refs)
    return False


def acyclic(wit: Wit) -> None:
    """Interfaces do not take types from each other in a circle, nor do worlds include each other."""
    scopes = {scope.name: scope for scope in (*wit.interfaces, *wit.worlds)}
    parts = {
        name: {
            each.name for each in (*(use.path for use in scope.uses), *scope.includes) if each.package is None
        }
        for name, scope in scopes.items()
    }
    for name in circle(parts):
        raise RefusedError(scopes[name].at, f"`{name}` uses or includes itself in a circle")


def missing(wit: Wit) -> tuple[Path, ...]:
    """The interfaces and worlds of its own package that a document names and does not define."""
    here = {scope.name for scope in (*wit.interfaces, *wit.worlds)} | {alias for alias, _ in wit.aliases}
    scopes = (*wit.interfaces, *wit.worlds)
    inline = (
        each.inline
        for scope in scopes
        for each in (*scope.imports, *scope.exports)
        if isinstance(each.inline, Scope)
    )
    named = (
        *(source for scope in (*scopes, *inline) for source in paths(scope)),
        *(source for _, source in wit.aliases),
    )
    return tuple(each for each in named if each.package is None and each.name not in here)
