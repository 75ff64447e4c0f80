"""One format: how its files are called, and how one of them is read."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.assessment.manifests.shapes import Manifest


@dataclass(frozen=True, slots=True)
class Format:
    """`matches` is asked with a file's path in lower case, with "/" between its folders; `read` with the path as it was
    handed over and the whole text, and raises nothing."""

    id: str
    matches: Callable[[str], bool]
    read: Callable[[str, str], Manifest]
