"""What can be shown of a plan while it streams in: its first sentence or two, never more.

The shapes put the verdict and the summary first for this. What is shown so is passing and unchecked, so
it is short, one line, and no link or mention survives in it.
"""

import re
from typing import cast

import jiter

SHOWN = 240
"""Characters."""

READ = 4000
"""Characters from the first brace. What is shown stands at the beginning, so the rest is not read again and again."""

OPENINGS = ("summary", "advantage_1")
"""The first field of prose in each shape."""

UNSAFE = re.compile(r"https?://\S*|[`*<>@|\[\]]")


def glimpse(text: str) -> str:
    """The beginning of the first prose field of a JSON object of which only a part has arrived; "" before that."""
    start = text.find("{")
    if start < 0:
        return ""
    try:
        so_far: object = jiter.from_json(
            text[start : start + READ].encode(errors="replace"), partial_mode="trailing-strings"
        )
    except ValueError:  # a brace inside thoughts, or a fence after the object
        return ""
    if not isinstance(so_far, dict):
        return ""
    fields = cast("dict[str, object]", so_far)
    said = next((fields[name] for name in OPENINGS if name in fields), "")
    return line(said) if isinstance(said, str) else ""


def line(said: str) -> str:
    """One short line without markup."""
    flat = " ".join(UNSAFE.sub(" ", said).split())
    return flat if len(flat) <= SHOWN else flat[:SHOWN].rsplit(" ", 1)[0] + "…"
