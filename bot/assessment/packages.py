"""What registry packages need from their host: a snapshot of what registries told, corrections by hand, and rules.

What was set by hand wins over the snapshot, and a name over a pattern. A package that nothing speaks of is unknown,
and so is one that the snapshot calls unknown: it was looked at without telling. Neither is found here, so that nobody
takes silence for "fine". The snapshot is lines with tabs between: TOML reads ten times as slow.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from bot.assessment.asked_versions import below
from bot.assessment.catalogue import ECOSYSTEMS, Package, PackageClass

UNKNOWN: Final = "unknown"
ANY: Final = "any"  # the version of what was told from what a package does; no registry was asked about it
BEFORE: Final = (
    "<"  # behind a name: the package as it was before a version, which stands behind the same sign
)
FILES: Final = ("packages.tsv", "packages_by_hand.toml", "packages_by_rule.toml")
GO: Final = "go"
_MAJOR: Final = re.compile(r"/v\d+$")  # of a module: a part of its path

Key = tuple[str, str]  # ecosystem and name, in lower case
Packages = Mapping[Key, Package]
Pattern = tuple[str, str, Package]  # how a name begins and ends, and what is then told of it


class Register(Packages):
    """Packages by ecosystem and name. A name that a pattern covers is found too, though only whole names are listed."""

    def __init__(self, named: Mapping[Key, Package], patterns: Mapping[str, tuple[Pattern, ...]]) -> None:
        """`patterns` by ecosystem; the first that covers a name tells."""
        self._named = named
        self._patterns = patterns

    def __getitem__(self, key: Key) -> Package:
        """KeyError for a package of which nothing is known."""
        ecosystem, name = key
        if found := self._named.get(key):
            return found
        if ecosystem == GO and (found := self._named.get((ecosystem, _MAJOR.sub("", name)))):
            return found
        for begins, ends, told in self._patterns.get(ecosystem, ()):
            if name.startswith(begins) and name.endswith(ends):
                return replace(told, name=name)
        raise KeyError(key)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)


def told_of(packages: Packages, ecosystem: str, name: str, version: str = "") -> Package | None:
    """What is known of a package in the version that is asked for, "" for any; None for nothing."""
    told = packages.get((ecosystem, name.casefold()))
    if told is None or not version:
        return told
    earlier = packages.get((ecosystem, f"{name.casefold()}{BEFORE}"))
    if earlier is None or not earlier.version.startswith(BEFORE):
        return told
    return earlier if below(version, earlier.version.removeprefix(BEFORE)) else told


@cache
def packages() -> Packages:
    """Every classified package; ValueError or KeyError when an entry is malformed."""
    folder = resources.files("bot.assessment") / "data"
    return read(*((folder / each).read_text(encoding="utf-8") for each in FILES))


def read(snapshot: str, by_hand: str, by_rule: str = "") -> Packages:
    """The packages of all three texts. ValueError or KeyError when an entry is malformed."""
    named: dict[Key, Package] = {}
    patterns: dict[str, list[Pattern]] = {}
    for each in _ruled(tomllib.loads(by_rule)):
        begins, star, ends = each.name.partition("*")
        if star:
            patterns.setdefault(each.ecosystem, []).append((begins, ends, each))
        else:
            named[each.ecosystem, each.name] = each
    named |= {(each.ecosystem, each.name): each for each in _told(snapshot)}
    hand = tomllib.loads(by_hand)
    named |= {(each.ecosystem, each.name): each for each in _set(hand)}
    named |= {(each.ecosystem, f"{each.name}{BEFORE}"): each for each in _earlier(hand)}
    return Register(named, {ecosystem: tuple(every) for ecosystem, every in patterns.items()})


def _told(snapshot: str) -> Iterator[Package]:
    days: dict[str, date] = {}
    for line in snapshot.splitlines():
        if line.startswith("#"):
            continue
        ecosystem, name, version, needs, seen, because, *through = line.split("\t")
        if needs == UNKNOWN:
            continue
        day = days.setdefault(seen, date.fromisoformat(seen))
        brought = tuple(through[0].split(",")) if through else ()
        yield Package(ecosystem, name, version, PackageClass(needs), day, because, brought)


def _set(file: Mapping[str, Any]) -> Iterator[Package]:  # Any: TOML as parsed
    for ecosystem in dict.fromkeys(ECOSYSTEMS.values()):
        for name, row in file.get(ecosystem, {}).items():
            needs, through = PackageClass(row["needs"]), tuple(row.get("through", ()))
            yield Package(ecosystem, name, row["version"], needs, file["as_of"], row["because"], through)


def _earlier(file: Mapping[str, Any]) -> Iterator[Package]:  # Any: TOML as parsed
    for row in file.get("earlier", ()):
        needs, version = PackageClass(row["needs"]), f"{BEFORE}{row['below']}"
        yield Package(row["ecosystem"], row["name"], version, needs, file["as_of"], row["because"])


def _ruled(file: Mapping[str, Any]) -> Iterator[Package]:  # Any: TOML as parsed
    for row in file.get("rule", ()):
        needs, told = PackageClass(row["needs"]), (row["because"], (), row["source"])
        for name in row["names"]:
            yield Package(row["ecosystem"], name, ANY, needs, file["as_of"], *told)
