"""What people write where a registry's name or version could stand: addresses, templates, names of surroundings."""

import re
from dataclasses import dataclass
from typing import Final

LONGEST_VERSION: Final = 200  # characters; what is longer is no version
DEVELOPING: Final = frozenset(
    (
        *(
            "bench",
            "benchmark",
            "benchmarks",
            "build",
            "ci",
            "coverage",
            "dev",
            "develop",
            "development",
            "devel",
        ),
        *("doc", "docs", "documentation", "e2e", "format", "formatting", "lint", "linting", "local", "mypy"),
        *("profiling", "qa", "test", "testing", "tests", "types", "typing"),
    )
)

_CREDENTIALS: Final = re.compile(r"(?<=://)[^/@\s]*+@")
_TEMPLATE: Final = re.compile(r"\$\{|\{\{|\$\(|\{%|%\(|\$[A-Z_]{2}|<%|@@|__[A-Z]+__")
_WORDS: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the dependencies of one place count."""

    development: bool = False
    only: str = ""


def address(text: str) -> str:
    """An address without who asks for it and without what was asked: no credentials, no query."""
    bare = _CREDENTIALS.sub("", text)
    before, mark, fragment = bare.partition("#")
    return (before.partition("?")[0] + mark + fragment)[:LONGEST_VERSION]


def templated(text: str) -> bool:
    """Whether only running something would tell what stands there."""
    return _TEMPLATE.search(text) is not None


def for_developers(group: str) -> bool:
    """Whether a group or a file that is called so is not part of what runs."""
    return not DEVELOPING.isdisjoint(_WORDS.findall(group.lower()))
