"""JSON of unknown shape, read without trust: what is not a list (or an object) counts as an empty one."""

from typing import Any, TypeGuard

from tests.slack.payloads import Payload


def listed(given: object) -> list[Any]:
    return given if _is_list(given) else []


def mapped(given: object) -> Payload:
    return given if _is_object(given) else {}


def _is_list(given: object) -> TypeGuard[list[Any]]:
    return isinstance(given, list)


def _is_object(given: object) -> TypeGuard[Payload]:
    return isinstance(given, dict)
