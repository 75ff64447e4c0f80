"""Whether every name in a WIT document stands for something.

Names of one scope are unique; a type that is used is defined there or taken by `use`; handles hold
resources; a value type does not contain itself, and no borrow comes out of a function. Interfaces that
the package does not define here are left to whoever knows its other files (`Wit.missing`).
"""

from collections.abc import Iterable, Iterator, Mapping

from bot.planning.wit.circles import acyclic, finite
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
    once([(each.name, each.at) for each in types] + [(each.name, each.at) for each in scope.functions])
    named = paths(scope)
    for source in named:
        elsewhere(source, wit)
    fitting([each for each in named if each.package is None], scope, wit)
    for taking in scope.uses:
        provided(taking, known)
    inline = [each.inline for each in (*scope.imports, *scope.exports) if each.inline is not None]
    functions = [*scope.functions, *[each for each in inline if isinstance(each, Function)]]
    sound(scope.types, functions, {item.name: item for item in types})
    for side in (scope.imports, scope.exports):
        once([(str(each.path), each.path.at) for each in side])
    for each in inline:
        if isinstance(each, Scope):
            scoped(each, wit, known)


def sound(types: tuple[TypeItem, ...], functions: list[Function], named: Types) -> None:
    """What types and functions refer to exists, and is what it is used as."""
    for function in functions:
        outcome(function, named)
    for item in types:
        for ref in item.refs:
            defined(ref, named)
    for function in functions:
        for ref in (*function.params, *function.results):
            defined(ref, named)
    finite(types)


def taken(uses: Iterable[Use]) -> Iterator[TypeItem]:
    """The types that `use` brings in, under the names that they have here."""
    for each in uses:
        for _, local, at in each.names:
            yield TypeItem("use", local, at)


def paths(scope: Scope) -> list[Path]:
    """All paths to other interfaces and worlds."""
    uses = [each.path for each in scope.uses]
    gates = [each.path for each in (*scope.imports, *scope.exports) if each.inline is None]
    return [*uses, *gates, *scope.includes]


def elsewhere(source: Path, wit: Wit) -> None:
    """A package speaks of its own interfaces by their bare name."""
    if source.package is not None and source.package == wit.package:
        raise RefusedError(
            source.at,
            f"a package cannot name itself: write `{source.name}` for `{source.package}/{source.name}`",
        )


def fitting(own: list[Path], scope: Scope, wit: Wit) -> None:
    """Of its own package, a scope uses, imports and exports interfaces, and includes worlds."""
    for source in own:
        included = source in scope.includes
        wrong = wit.interfaces if included else wit.worlds
        if source.name in [each.name for each in wrong]:
            raise RefusedError(source.at, f"`{source.name}` is {'an interface' if included else 'a world'}")


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
