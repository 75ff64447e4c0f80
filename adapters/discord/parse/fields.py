"""Reading JSON of which nothing is taken for granted: what is missing, or of another type, is empty."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeGuard, cast

Json = Mapping[str, object]
EMPTY: Json = {}
EPOCH = datetime(2015, 1, 1, tzinfo=UTC)  # Discord's ids count milliseconds from here
LARGEST = 1 << 63


def text(found: Json, *path: str) -> str:
    """A string, perhaps in nested objects."""
    for name in path[:-1]:
        found = inner(found, name)
    value = found.get(path[-1])
    return value if isinstance(value, str) else ""


def snowflake(found: Json, *path: str) -> str:
    """One of Discord's ids; empty for what is none."""
    value = text(found, *path)
    return value if _is_id(value) else ""


def inner(found: Json, name: str) -> Json:
    """A nested object."""
    value = found.get(name)
    return value if _is_object(value) else EMPTY


def listed(found: Json, name: str) -> tuple[Json, ...]:
    """The objects of a list."""
    return tuple(each for each in _every(found, name) if _is_object(each))


def texts(found: Json, name: str) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(each for each in _every(found, name) if isinstance(each, str))


def number(found: Json, name: str) -> int:
    """A whole number; −1 for what is none, since many of Discord's kinds begin at 0."""
    value = found.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def made(snowflake: str) -> datetime:
    """When the thing with this id was made, in UTC."""
    return EPOCH + timedelta(milliseconds=int(snowflake) >> 22)


def moment(stamp: str) -> datetime | None:
    """A time as Discord writes it ("2026-11-22T10:00:00.000000+00:00"), in UTC; None for what is none."""
    try:
        told = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if told.tzinfo is None:
        return None
    try:
        return told.astimezone(UTC)
    except OverflowError:
        return None


def _every(found: Json, name: str) -> list[object]:
    value = found.get(name)
    return cast("list[object]", value) if isinstance(value, list) else []


def _is_object(value: object) -> TypeGuard[Json]:
    """JSON's objects have strings as names."""
    return isinstance(value, Mapping)


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 20 and 0 < int(value) < LARGEST
