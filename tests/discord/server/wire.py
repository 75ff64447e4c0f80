"""JSON of unknown shape, read without trust: what is not a list (or an object) counts as an empty one."""

from collections.abc import Iterator
from typing import Any, TypeGuard

from tests.discord.payloads import Payload


def listed(given: object) -> list[Any]:  # Any: wire
    return given if _is_list(given) else []


def mapped(given: object) -> Payload:
    return given if _is_object(given) else {}


def objects(of: object) -> Iterator[Payload]:
    """Every object inside, outer before inner."""
    if _is_object(of):
        yield of
    for each in [*listed(of), *mapped(of).values()]:
        yield from objects(each)


def _is_list(given: object) -> TypeGuard[list[Any]]:  # Any: wire
    return isinstance(given, list)


def _is_object(given: object) -> TypeGuard[Payload]:
    return isinstance(given, dict)
