"""Reading what servers send without trusting its shape: a field of a mapping or of an SDK object, or None."""

from collections.abc import Mapping, Sequence
from typing import cast


def field(of: object, name: str) -> object:
    """A field by name; None when there is no such field."""
    if isinstance(of, Mapping):
        return cast("Mapping[str, object]", of).get(name)
    return getattr(of, name, None)


def first(of: object) -> object:
    """The first of a list; None when it is empty or no list."""
    if isinstance(of, Sequence) and not isinstance(of, str) and of:
        return cast("Sequence[object]", of)[0]
    return None


def text(of: object) -> str:
    """A string as it is; the texts of a list of content parts; otherwise nothing."""
    if isinstance(of, str):
        return of
    if isinstance(of, Sequence):
        return "".join(text(field(part, "text")) for part in cast("Sequence[object]", of))
    return ""


def number(of: object) -> int:
    """A count; 0 when it is none."""
    return of if isinstance(of, int) else 0
