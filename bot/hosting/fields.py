"""Reading JSON of which nothing is taken for granted: what is missing, or of another type, is empty."""

from collections.abc import Mapping
from typing import TypeGuard, cast

Json = Mapping[str, object]
EMPTY: Json = {}


def text(found: Json, *path: str) -> str:
    """A string, perhaps in nested objects."""
    for name in path[:-1]:
        found = inner(found, name)
    value = found.get(path[-1])
    return value if isinstance(value, str) else ""


def inner(found: Json, name: str) -> Json:
    """A nested object."""
    value = found.get(name)
    return value if is_object(value) else EMPTY


def listed(found: Json, name: str) -> tuple[Json, ...]:
    """The objects of a list."""
    return tuple(each for each in every(found, name) if is_object(each))


def texts(found: Json, name: str) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(each for each in every(found, name) if isinstance(each, str))


def every(found: Json, name: str) -> list[object]:
    """All that is in a list."""
    value = found.get(name)
    return cast("list[object]", value) if isinstance(value, list) else []


def is_object(value: object) -> TypeGuard[Json]:
    """JSON's objects have strings as names."""
    return isinstance(value, Mapping)
