"""What a dependency implies for the system that asks for it: "it names axum" is "it uses axum".

The table is data, with the ids of the lexicon. Only what runs and was asked for directly is listened to: that some
library of a library knows Redis says nothing about the team.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final

from bot.assessment.manifests.shapes import Dependency, Ecosystem, Trait, Unread, Why
from bot.assessment.manifests.source import Finding
from bot.assessment.manifests.versions import LISTED
from bot.core.brief import SignalKind

Meant = tuple[SignalKind, str]
Table = Mapping[tuple[Ecosystem, str], tuple[Meant, ...]]

EMBEDDED: Final = frozenset({"sqlite", "h2"})
SERVERS: Final = ("postgresql", "mysql", "mariadb", "sqlserver", "oracle-db")
_MAJOR = re.compile(r"/v\d+$")


@cache
def table() -> Table:
    """What each dependency tells. ValueError when an entry is malformed."""
    text = (resources.files("bot.assessment") / "data" / "implied.toml").read_text(encoding="utf-8")
    return {
        (Ecosystem(ecosystem), name.lower()): tuple(_meant(each) for each in says)
        for ecosystem, rows in tomllib.loads(text).items()
        for name, says in rows.items()
    }


def _meant(entry: str) -> Meant:
    kind, value = entry.split(".", 1)
    return SignalKind(kind), value


def implied(dependency: Dependency) -> Iterator[Trait]:
    """What a dependency that runs and was asked for tells; it is quoted by its name."""
    if dependency.development or not dependency.direct or dependency.only == LISTED:
        return
    for name in _names(dependency):
        if says := table().get((dependency.ecosystem, name)):
            yield from (Trait(kind, value, dependency.at, dependency.name) for kind, value in says)
            return


def _names(dependency: Dependency) -> tuple[str, ...]:
    """What it may stand under, the closest first."""
    name = dependency.name.lower()
    if dependency.ecosystem is Ecosystem.MAVEN:
        return name, f"{name.partition(':')[0]}:*"
    return name, _MAJOR.sub("", name)


def with_implied(found: Iterable[Finding]) -> Iterator[Finding]:
    """All that was found, and after each dependency what it tells. Each thing is told once, where it comes first.

    A database inside the program and one behind a socket, named side by side, are a choice that is made elsewhere: then
    the one inside is told as not known, at the end.
    """
    seen: set[Meant] = set()
    inside: list[Trait] = []
    for each in found:
        yield each
        if isinstance(each, Dependency):
            fresh = tuple(one for one in implied(each) if (one.kind, one.value) not in seen)
            seen |= {(one.kind, one.value) for one in fresh}
            inside += (one for one in fresh if _stores(one, EMBEDDED))
            yield from (one for one in fresh if not _stores(one, EMBEDDED))
        elif isinstance(each, Trait):
            seen.add((each.kind, each.value))
    chosen = any((SignalKind.DATASTORE, server) in seen for server in SERVERS)
    yield from (Unread(each.at, Why.UNRESOLVED, each.quote) if chosen else each for each in inside)


def _stores(trait: Trait, names: frozenset[str]) -> bool:
    return trait.kind is SignalKind.DATASTORE and trait.value in names
