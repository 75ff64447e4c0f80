"""What the files of a system tell, put together: its modules, what holds of them, and what was not understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.assessment.catalogue import ECOSYSTEMS, Package
from bot.assessment.manifests.shapes import (
    Dependency,
    Ecosystem,
    Figure,
    PartKind,
    Spot,
    Trait,
    Unread,
    Why,
)
from bot.core.brief import FoundIn, Requirement

IN_LANGUAGE: Final[Mapping[str, Ecosystem]] = {
    language: Ecosystem(ecosystem) for language, ecosystem in ECOSYSTEMS.items()
}
LANGUAGES: Final[Mapping[Ecosystem, str]] = {
    ecosystem: language for language, ecosystem in reversed(tuple(IN_LANGUAGE.items()))
}


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the system that the team wrote. `name` is kebab-case and unique; `language_at` is the line that told
    the language. `folder` is where its code is, "" for the root, None where no file tells. `dependencies` are those
    that run, each once; `role` is an id of the lexicon. `mixed`: its folder asks for packages of several languages, and
    nothing that runs tells which of them it is in."""

    name: str
    kind: PartKind
    at: Spot
    language: str | None = None
    language_at: Spot | None = None
    role: str | None = None
    folder: str | None = None
    dependencies: tuple[Dependency, ...] = ()
    mixed: bool = False

    @property
    def own(self) -> tuple[Dependency, ...]:
        """The dependencies in the module's language, or in any where it is mixed: those that rules are asked about."""
        if self.mixed:
            return tuple(each for each in self.dependencies if each.ecosystem in LANGUAGES)
        ecosystem = IN_LANGUAGE.get(self.language or "")
        return tuple(each for each in self.dependencies if each.ecosystem is ecosystem)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was matched, and what was not. `formats` are the files by the id of their format; `strangers` the files that
    no format claims; `unread` what was claimed and not understood, or not opened at all. `unplaced` are dependencies
    that run, of which no module could be told."""

    formats: tuple[tuple[str, tuple[str, ...]], ...] = ()
    strangers: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    unplaced: tuple[Dependency, ...] = ()

    @property
    def files(self) -> int:
        """How many files were matched."""
        return sum(len(files) for _, files in self.formats)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the files tell. A trait's and a figure's `part` is the name of a module, or None for the system."""

    modules: tuple[Module, ...] = ()
    traits: tuple[Trait, ...] = ()
    figures: tuple[Figure, ...] = ()
    coverage: Coverage = Coverage()

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        """Everything that runs, of any module or of none."""
        placed = (each for module in self.modules for each in module.dependencies)
        return tuple(dict.fromkeys((*placed, *self.coverage.unplaced)))


class Weight(StrEnum):
    """What a finding counts for."""

    BLOCKER = "blocker"
    CAUTION = "caution"
    UNKNOWN = "unknown"  # nobody has looked at it here: neither for nor against
    FAVOURABLE = "favourable"


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that holds, at one place. `at` is None where people said it, `words` are then theirs. `platforms` are
    ids of targets, none when it holds on all; `facts` ids of dated facts; `package` what registries told of
    `dependency`."""

    rule: str
    weight: Weight
    module: str | None
    at: FoundIn | None
    words: str
    dependency: Requirement | None = None
    package: Package | None = None
    platforms: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()


def strangers_of(unread: Iterable[Unread]) -> tuple[str, ...]:
    """The files that no format claims."""
    return tuple(dict.fromkeys(each.at.file for each in unread if each.why is Why.NOT_RECOGNISED))
