"""The words that the contract knows: sentences for its findings, units and turns of phrase of every language.

`prompts/contract.toml` holds what is the same everywhere, `prompts/<lang>/contract.toml` what a language
adds. A plan is searched with the words of all languages at once: models mix them.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bot.core.redaction import clean
from bot.wording import wording

LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Words:
    """Units map a written unit to its family and what one of it counts there; all words are in lower case."""

    units: Mapping[str, tuple[str, float]]
    multipliers: Mapping[str, float]
    designations: frozenset[str]
    phase: tuple[str, ...]
    traffic: tuple[str, ...]
    joining: tuple[str, ...]
    between: tuple[str, ...]
    nothing: frozenset[str]
    wildcards: frozenset[str]
    markers: tuple[str, ...]
    idioms: tuple[str, ...]
    endpoints: tuple[str, ...]


@cache
def words() -> Words:
    """Everything in the files, all languages together."""
    files = (shared(), *(wording().table(language, "contract") for language in wording().languages))
    return gathered(files)


@cache
def shared() -> Mapping[str, Any]:  # Any: TOML as parsed
    return tomllib.loads((resources.files("prompts") / "contract.toml").read_text(encoding="utf-8"))


def gathered(files: Iterable[Mapping[str, Any]]) -> Words:  # Any: TOML as parsed
    """One vocabulary of several files."""
    units: dict[str, tuple[str, float]] = {}
    multipliers: dict[str, float] = {}
    lists: dict[str, list[str]] = {}
    for file in files:
        for family, names in file["units"].items():
            units.update({name: (family, float(counts)) for name, counts in names.items()})
        multipliers.update({name: float(counts) for name, counts in file["multipliers"].items()})
        for name, entries in file["words"].items():
            lists.setdefault(name, []).extend(entries)
    return Words(
        units=units,
        multipliers=multipliers,
        designations=frozenset(lists["designations"]),
        phase=tuple(lists["phase"]),
        traffic=tuple(lists["traffic"]),
        joining=tuple(lists["joining"]),
        between=tuple(lists["between"]),
        nothing=frozenset(lists["nothing"]),
        wildcards=frozenset(lists["wildcards"]),
        markers=tuple(lists["markers"]),
        idioms=tuple(lists["idioms"]),
        endpoints=tuple(f".{each}" for each in lists["endpoints"]),
    )


def either(alternatives: Iterable[str]) -> str:
    """A pattern that matches any of these words, longest first."""
    return "|".join(re.escape(each) for each in sorted(alternatives, key=len, reverse=True))


def detail(key: str, values: Mapping[str, object]) -> str:
    """A finding in words; what it quotes of the plan is one short line without secrets."""
    sentence: str = shared()["detail"][key]
    return sentence.format_map({name: quoted(str(value)) for name, value in values.items()})


def quoted(text: str) -> str:
    """A piece of a plan that may be repeated: redacted, on one line, cut."""
    safe, _ = clean(text[: LONGEST_QUOTE * 4], LONGEST_QUOTE * 4)
    line = " ".join(safe.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"
