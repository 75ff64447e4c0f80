"""Evidence → what a brief can hold: parts, signals and numbers, each with its line.

The whole evidence of a large repository is more than a conversation should carry from turn to turn. `most` bounds the
packages of a part: first those of which something is known that may hurt, then those of which nothing is known, then
what is asked for directly. What is left out is still counted.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.assessment.catalogue import Package, PackageClass
from bot.assessment.evidence.shapes import Evidence, Module
from bot.assessment.manifests.shapes import Dependency, Figure, Spot, Trait
from bot.assessment.packages import Packages, told_of
from bot.assessment.statements import OF_A_PART
from bot.core.brief import (
    Component,
    Covered,
    FoundIn,
    Gap,
    Manifests,
    Quantity,
    Requirement,
    Signal,
    SignalKind,
)
from bot.core.evidence import numbers_together
from bot.core.lexicon import Lexicon

IMPLIED: Final = (
    ("embedded", "embedded-db"),
    ("managed", "external-state"),
)  # lists of the lexicon, and states
MOST_TOLD: Final = 12  # gaps, and names of unknown packages, that are kept


def manifests_of(
    evidence: Evidence, name: str, packages: Packages, lexicon: Lexicon, most: int | None = None
) -> Manifests:
    """What the files tell, handed over together under `name`."""
    return Manifests(
        covered(evidence, name, packages),
        tuple(part_of(each, packages, most) for each in evidence.modules),
        signals(with_implied(evidence.traits, lexicon)),
        numbers_together(quantity_of(each) for each in evidence.figures),
    )


def known_of(dependency: Dependency, packages: Packages) -> Package | None:
    """What is known of a dependency here; None for nothing."""
    return told_of(packages, dependency.ecosystem.value, dependency.name, dependency.version)


def signals(traits: Iterable[Trait]) -> tuple[Signal, ...]:
    """The traits as they are read; what is the system's, a platform or a datastore, once."""
    found: dict[tuple[SignalKind, str, str | None], Signal] = {}
    for each in traits:
        of = each.part if each.kind in OF_A_PART else None
        found.setdefault((each.kind, each.value, of), signal_of(each))
    return tuple(found.values())


def signal_of(trait: Trait) -> Signal:
    """A trait as it is read: quoted by its own words."""
    return Signal(trait.kind, trait.value, trait.quote, at=place(trait.at), part=trait.part)


def quantity_of(figure: Figure) -> Quantity:
    """A number with its line."""
    return Quantity(figure.metric, figure.value, figure.quote, place(figure.at))


def required(each: Dependency) -> Requirement:
    """A dependency, as a brief tells it."""
    at = place(each.at)
    return Requirement(each.ecosystem.value, each.name, each.version, at, each.direct, each.through)


def place(spot: Spot) -> FoundIn:
    """The line, as a brief tells it."""
    return FoundIn(spot.file, spot.line)


def with_implied(traits: Iterable[Trait], lexicon: Lexicon) -> tuple[Trait, ...]:
    """The traits, and after each datastore what it tells of the state, as when people name it."""
    found: list[Trait] = []
    for each in traits:
        found.append(each)
        if each.kind is SignalKind.DATASTORE:
            found += [
                replace(each, kind=SignalKind.STATE, value=state)
                for name, state in IMPLIED
                if each.value in lexicon.shared.datastores[name]
            ]
    return tuple(found)


def part_of(module: Module, packages: Packages, most: int | None) -> Component:
    """A module as a part."""
    own = module.own if most is None else _weightiest(module.own, packages, most)
    return Component(
        module.name,
        module.name,
        module.language,
        module.role,
        tuple(dict.fromkeys(each.name for each in own)),
        at=place(module.at),
        language_at=place(module.language_at) if module.language_at else None,
        requires=tuple(required(each) for each in own),
    )


def _weightiest(own: tuple[Dependency, ...], packages: Packages, most: int) -> tuple[Dependency, ...]:
    def weight(each: Dependency) -> int:
        known = known_of(each, packages)
        if known is not None and known.needs is not PackageClass.PURE:
            return 0
        return 1 if known is None else 2 if each.direct else 3

    chosen = set(sorted(own, key=weight)[:most])
    return tuple(each for each in own if each in chosen)


def covered(evidence: Evidence, name: str, packages: Packages) -> Covered:
    """How far the files were understood."""
    coverage = evidence.coverage
    asked = dict.fromkeys(each for module in evidence.modules for each in module.own)
    unknown = dict.fromkeys(each.name for each in asked if known_of(each, packages) is None)
    return Covered(
        name,
        tuple((form, len(files)) for form, files in coverage.formats),
        len(coverage.strangers),
        len({(each.ecosystem, each.name) for each in evidence.dependencies}),
        len(unknown),
        tuple(unknown)[:MOST_TOLD],
        len(coverage.unread),
        tuple(Gap(place(each.at), each.why.value, each.what) for each in coverage.unread[:MOST_TOLD]),
    )
