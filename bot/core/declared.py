"""How the parts that files declare, and those that were known before, become one list.

A part is the same by its name or its role; or by the folder that declares it, since files that come one by one tell of
one part each time (a Dockerfile, then its requirements); or because nothing else of its language is in sight. What
stands in signals are names: one that was known keeps its own, and the new one's signals follow it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.brief import Component, FoundIn
from bot.core.joining import NOT_CODE, SCRIPTS

Parts = tuple[Component, ...]
MAKESHIFT: Final = frozenset({"dockerfile", "containerfile"})  # names of a part that only its image tells


@dataclass(frozen=True, slots=True)
class Together:
    """The parts, and how the read ones are called now that have another name."""

    parts: Parts
    renamed: dict[str, str]


def together(known: Parts, read: Parts) -> Together:
    """The read parts, each with what was known of it; and the known parts that no file declares."""
    same = _pairs(known, read)
    parts = tuple(_joined(same[each.name], each) if each.name in same else each for each in read)
    languages = {each.language for each in parts}
    taken = {each.name for each in same.values()}
    rest = (each for each in known if each.name not in taken)
    kept = (each for each in rest if _stands(each) or each.language not in languages)
    renamed = {old.name: new.name for old, new in zip(read, parts, strict=True) if old.name != new.name}
    return Together((*parts, *kept), renamed)


def folder_of(at: FoundIn | None) -> str | None:
    """Where the file lies that declares a part; None for a part that no file declares."""
    return at.file.rpartition("/")[0] if at else None


def _stands(part: Component) -> bool:
    """Whether a part is more than the name of a language that somebody dropped."""
    return part.role is not None or part.at is not None or bool(part.requires)


def _pairs(known: Parts, read: Parts) -> dict[str, Component]:
    """Which known part each read one is, by the read one's name; by names first, then by the weaker signs."""
    found: dict[str, Component] = {}
    for sign in (_called, _in_role, _beside, _alone):
        left = [each for each in known if each not in found.values()]
        news = [each for each in read if each.name not in found]
        for each in news:
            same = [one for one in left if sign(one, each)]
            rivals = [one for one in news if sign(same[0], one)] if len(same) == 1 else []
            if len(rivals) == 1:
                found[each.name] = same[0]
    return found


def _called(known: Component, read: Component) -> bool:
    return known.name == read.name


def _in_role(known: Component, read: Component) -> bool:
    return known.role is not None and known.role in {read.name, read.role}


def _beside(known: Component, read: Component) -> bool:
    folder = folder_of(read.at)
    return folder is not None and folder == folder_of(known.at) and _agree(known, read)


def _alone(known: Component, read: Component) -> bool:
    return known.at is None and known.role not in NOT_CODE and _agree(known, read)


def _agree(one: Component, other: Component) -> bool:
    both = {one.language, other.language} - {None}
    return len(both) < 2 or both <= SCRIPTS


def _joined(known: Component, read: Component) -> Component:
    """One part. What was known first counts: people's words, and lines that were told before."""
    language = known.language or read.language
    told = next((each for each in (known, read) if each.language_at and each.language == language), None)
    return Component(
        known.name if known.at else read.name,
        read.label if known.label in {*MAKESHIFT, known.language} else known.label,
        language,
        known.role or read.role,
        tuple(dict.fromkeys((*known.packages, *read.packages))),
        known.today,
        known.at or read.at,
        told.language_at if told else None,
        tuple(dict.fromkeys((*known.requires, *read.requires))),
    )


def bare(parts: Sequence[Component]) -> Parts:
    """The parts without their packages, to be shown."""
    return tuple(replace(each, packages=(), requires=()) for each in parts)
