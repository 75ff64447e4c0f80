"""What Slack's JSON holds beside plain strings: numbers, moments, and whose workspace it is about."""

from datetime import UTC, datetime

from bot.hosting.fields import EMPTY, Json, listed, text


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
