"""`Gemfile.lock`: every gem in its exact version, who asked for it and who brought it.

Bundler writes one indentation for sections, gems and what a gem needs, so a line tells by its blanks what it is. A gem
built for a platform ("1.16.4-x86_64-linux") is the same version on a condition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.reach import Locked, Need, asked_by_nobody, dependencies
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.core.brief import SignalKind

GEMS: Final = frozenset({"GEM", "GIT", "PATH", "PLUGIN SOURCE"})
SECTIONS: Final = GEMS | {"PLATFORMS", "DEPENDENCIES", "RUBY VERSION", "BUNDLED WITH", "CHECKSUMS"}
MOST_PLATFORMS: Final = 20  # for which one gem was built
_GEM: Final = re.compile(r" {4}(\S++) \(([^()\s]++)\)$")
_NEEDS: Final = re.compile(r" {6}(\S++)(?: \([^()]*+\))?$")
_ASKED: Final = re.compile(r" {2}(\S+?)!?(?: \([^()]*+\))?$")
_SETTING: Final = re.compile(r" {2}(?:\w++:|specs:)")


@dataclass(slots=True)
class _Bundle:
    """What the lock told so far: its gems by name and platform, what each needs, and what was asked for. `own` are the
    gems whose code lies in the same repository."""

    gems: dict[str, Locked] = field(default_factory=dict[str, Locked])
    needs: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    asked: list[str] = field(default_factory=list[str])
    own: set[str] = field(default_factory=set[str])
    last: str = ""

    def take(self, section: str, line: str, number: int) -> bool:
        """Whether the line was understood, and is told."""
        if section == "DEPENDENCIES" and (found := _ASKED.match(line)):
            self.asked.append(found[1])
        elif section in GEMS and (found := _GEM.match(line)):
            version, _, platform = found[2].partition("-")
            self.last = f"{found[1]} {platform}"
            self.gems[self.last] = Locked(found[1], version, number, platform)
            self.needs.setdefault(self.last, [])
            self.own |= {self.last} if section == "PATH" else set()
        elif section in GEMS and self.last and (found := _NEEDS.match(line)):
            self.needs[self.last].append(found[1])
        else:
            return section not in (GEMS | {"DEPENDENCIES"}) or _SETTING.match(line) is not None
        return True

    def dependencies(self, source: Source) -> Iterator[Dependency]:
        """The gems of others. What our own gems need was asked for by us."""
        by_name: dict[str, list[Need]] = {}
        for key, each in self.gems.items():
            by_name.setdefault(each.name, []).append(Need(key))
        needs = {
            key: [need for name in names for need in by_name.get(name, ())[:MOST_PLATFORMS]]
            for key, names in self.needs.items()
        }
        locked = {key: each for key, each in self.gems.items() if key not in self.own}
        asked = [need for name in self.asked for need in by_name.get(name, ())[:MOST_PLATFORMS]]
        asked += [need for key in self.needs if key in self.own for need in needs[key]]
        asked = asked or list(asked_by_nobody(locked, needs))
        return dependencies(source, Ecosystem.RUBYGEMS, locked, asked, needs)


def read(file: str, text: str) -> Manifest:
    """A `Gemfile.lock`."""
    return told(file, text, "Gemfile.lock", lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    bundle, section = _Bundle(), ""
    for number, line in enumerate((each.rstrip() for each in source.lines), start=1):
        if not line.startswith(" "):
            section = line
            if line and line not in SECTIONS:
                yield source.missed(Why.SYNTAX, Scalar(number, line))
        elif not bundle.take(section, line, number):
            yield source.missed(Why.SYNTAX, Scalar(number, line))
    for first in list(bundle.gems.values())[:1]:
        yield source.trait(SignalKind.LANGUAGE, "ruby", Scalar(first.line, source.line(first.line)))
    yield from bundle.dependencies(source)
