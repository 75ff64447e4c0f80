"""Reading JSON of which nothing is taken for granted: what is missing, or of another type, is empty."""

from collections.abc import Mapping
from datetime import UTC, datetime
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
    return value if _is_object(value) else EMPTY


def listed(found: Json, name: str) -> tuple[Json, ...]:
    """The objects of a list."""
    value = found.get(name)
    every = cast("list[object]", value) if isinstance(value, list) else []
    return tuple(each for each in every if _is_object(each))


def _is_object(value: object) -> TypeGuard[Json]:
    """JSON's objects have strings as names."""
    return isinstance(value, Mapping)


def number(found: Json, name: str) -> int:
    """A whole number."""
    value = found.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def moment(ts: str) -> datetime | None:
    """When a message was written; None for what is no ts ("1760000000.000100")."""
    whole, _, part = ts.partition(".")
    if not (
        whole.isdecimal() and part.isdecimal() and whole.isascii() and part.isascii() and len(whole) <= 11
    ):
        return None
    return datetime.fromtimestamp(int(whole), UTC).replace(microsecond=int(part[:6].ljust(6, "0")))


def workspace(payload: Json) -> str:
    """The tenant: the enterprise where the app is installed for a whole organisation, or where no team is named; else
    the team. A form that was sent from a channel shared with others names two teams: the sender's, and the one in
    which the app is installed."""
    granted = next(iter(listed(payload, "authorizations")), EMPTY)
    org_wide = granted.get("is_enterprise_install") is True or payload.get("is_enterprise_install") in (
        True,
        "true",
    )
    enterprise = (
        text(granted, "enterprise_id")
        or text(payload, "enterprise_id")
        or text(payload, "enterprise", "id")
        or text(payload, "team", "enterprise_id")
    )
    if org_wide and enterprise:
        return enterprise
    return (
        text(granted, "team_id")
        or text(payload, "view", "app_installed_team_id")
        or text(payload, "team_id")
        or text(payload, "team", "id")
        or text(payload, "user", "team_id")
        or enterprise
    )
