"""A module as it is shown: its name, its language with the line that told it, its role, and what it asks for."""

from bot.assessment.evidence.drafts import Draft
from bot.assessment.evidence.shapes import IN_LANGUAGE, LANGUAGES, Module
from bot.assessment.manifests.shapes import Dependency, PartKind, Spot, Trait
from bot.core.brief import SignalKind


def portrait(
    draft: Draft, name: str, own: tuple[Dependency, ...], traits: tuple[Trait, ...], roles: frozenset[str]
) -> Module:
    """The module of a draft; `traits` are its own, `roles` are the ids of the lexicon by which it may be called."""
    language = draft.language or _closer(asked_for(own), _told(traits))
    said = (each.value for each in traits if each.kind is SignalKind.ROLE)
    return Module(
        name=name,
        kind=next((each.kind for each in draft.parts if each.kind is not PartKind.PACKAGE), PartKind.PACKAGE),
        at=draft.parts[0].at,
        language=language[0] if language else None,
        language_at=language[1] if language else None,
        role=name if name in roles else next(said, None),
        folder=draft.folder,
        dependencies=own,
        mixed=_is_mixed(draft, own),
    )


def _is_mixed(draft: Draft, own: tuple[Dependency, ...]) -> bool:
    running = any(each.language and each.kind is not PartKind.PACKAGE for each in draft.parts)
    return not running and len({each.ecosystem for each in own if each.direct} & set(LANGUAGES)) > 1


def _closer(asked: tuple[str, Spot] | None, told: tuple[str, Spot] | None) -> tuple[str, Spot] | None:
    """What is asked for tells an ecosystem; a word of the files tells which of its languages it is."""
    if asked is None or told is None:
        return asked or told
    return told if IN_LANGUAGE.get(told[0]) is IN_LANGUAGE.get(asked[0]) else asked


def _told(traits: tuple[Trait, ...]) -> tuple[str, Spot] | None:
    found = (each for each in traits if each.kind is SignalKind.LANGUAGE)
    return next(((each.value, each.at) for each in found), None)


def asked_for(own: tuple[Dependency, ...]) -> tuple[str, Spot] | None:
    """The language of most of what it asks for."""
    counts: dict[str, list[Dependency]] = {}
    for each in own:
        if each.direct and each.ecosystem in LANGUAGES:
            counts.setdefault(LANGUAGES[each.ecosystem], []).append(each)
    most = max(counts.items(), key=lambda each: len(each[1]), default=None)
    return (most[0], most[1][0].at) if most else None
