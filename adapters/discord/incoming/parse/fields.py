"""What Discord's JSON holds beside plain strings: ids, which tell when a thing was made, kinds and moments."""

from datetime import UTC, datetime, timedelta

from bot.hosting.fields import Json, text

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)  # Discord's ids count milliseconds from here
LARGEST = 1 << 63


def snowflake(found: Json, *path: str) -> str:
    """One of Discord's ids; empty for what is none."""
    value = text(found, *path)
    return value if _is_id(value) else ""


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


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 20 and 0 < int(value) < LARGEST
