"""What may not come back to itself: a value in its own type, interfaces and worlds that take from each other."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from bot.planning.wit.shapes import Hold, TypeItem, Wit
from bot.planning.wit.tokens import RefusedError


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
