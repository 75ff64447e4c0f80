"""What stands for a version when the version itself stands elsewhere: a variable of the same file, or a catalogue.

Variables may name variables, so what they grow to is bounded; one that leads nowhere, or to itself, stays unresolved.
"""

import re
from collections.abc import Mapping
from typing import Final

LISTED: Final = "listed"  # the condition of what a catalogue only lists: it counts where a part asks for it
MOST_ROUNDS: Final = 8
LONGEST: Final = 256  # characters of a name or a version


def resolved(text: str, variable: re.Pattern[str], values: Mapping[str, str]) -> str | None:
    """The text with the variables' values in their places; None where one is unknown or they grow on and on. The first
    group of `variable` that matched is its name."""
    for _ in range(MOST_ROUNDS):
        if len(text) > LONGEST:
            return None
        named = [_name(each) for each in variable.finditer(text)]
        if not named:
            return text
        if any(name not in values for name in named):
            return None
        text = variable.sub(lambda found: values[_name(found)][: LONGEST + 1], text)
    return None


def _name(found: re.Match[str]) -> str:
    return next((group for group in found.groups() if group), "")
