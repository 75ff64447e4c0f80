"""What registry packages need from their host, from two files: what was set by hand wins over what registries told.

A package that neither file holds is unknown, and so is one that the snapshot calls unknown: it was looked at without
telling. Neither is in the result, so that nobody takes silence for "fine". The snapshot is lines with tabs between,
since a TOML of a thousand packages would cost the start of the bot ten times as much to read.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from bot.assessment.catalogue import Package, PackageClass

ECOSYSTEMS: Final = ("pypi", "npm")
UNKNOWN: Final = "unknown"
ANY: Final = "any"  # the version of what was told from what a package does; no registry was asked about it

Packages = Mapping[tuple[str, str], Package]


@cache
def packages() -> Packages:
    """Every classified package by ecosystem and name; ValueError or KeyError when an entry is malformed."""
    folder = resources.files("bot.assessment") / "data"
    snapshot, by_hand = (
        (folder / name).read_text(encoding="utf-8") for name in ("packages.tsv", "packages_by_hand.toml")
    )
    return read(snapshot, by_hand)


def read(snapshot: str, by_hand: str) -> Packages:
    """The packages of both texts, those set by hand in place of the snapshot's."""
    return {(each.ecosystem, each.name): each for each in (*_told(snapshot), *_set(tomllib.loads(by_hand)))}


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
    for ecosystem in ECOSYSTEMS:
        for name, row in file[ecosystem].items():
            needs, through = PackageClass(row["needs"]), tuple(row.get("through", ()))
            yield Package(ecosystem, name, row["version"], needs, file["as_of"], row["because"], through)
