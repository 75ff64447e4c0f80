"""What was read, put into the modules to which it belongs.

A dependency belongs to the innermost module in whose folder its file lies. What a file above several modules tells (the
lock of a workspace) belongs to each that asks for it, or for the package that brought it. A trait or a figure belongs
to the part that it names, else to the only module of its folder, else to the system.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.assessment.evidence.drafts import Draft
from bot.assessment.evidence.modules import Drawn, Named, runs
from bot.assessment.evidence.places import folder_of, holders, is_lock, kebab, nearest
from bot.assessment.evidence.portrait import portrait
from bot.assessment.evidence.shapes import Module
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Figure, Manifest, Spot, Trait
from bot.core.brief import SignalKind

OF_A_MODULE: Final = frozenset({SignalKind.USE, SignalKind.STATE, SignalKind.ROLE, SignalKind.LANGUAGE})
Key = tuple[Ecosystem, str]


def placed(
    manifests: tuple[Manifest, ...], found: Drawn, roles: frozenset[str]
) -> tuple[tuple[Module, ...], tuple[Trait, ...], tuple[Figure, ...], tuple[Dependency, ...]]:
    """The modules with what is theirs; the traits and figures with their modules; the dependencies of none."""
    drafts, names = found.drafts, _unique(found.drafts)
    owners = _Owners(names, found.owners, _by_folder(drafts), {name: at for at, name in enumerate(names)})
    running = [each for manifest in manifests for each in manifest.dependencies if runs(each)]
    theirs = _asked(running, drafts)
    unplaced = _shared(running, drafts, theirs)
    asked = {(each.at, each.name) for each in running}
    traits = tuple(
        replace(each, part=owners.of(each.at.file, each.part, inside=_is_inside(each, asked)))
        for manifest in manifests
        for each in manifest.traits
    )
    figures = tuple(
        replace(each, part=owners.of(each.at.file, each.part, inside=True))
        for manifest in manifests
        for each in manifest.figures
        if (each.at.file, each.part) not in found.others  # the memory of a database is not the system's
    )
    own = (tuple(each.values()) for each in theirs)
    told = _by_module(traits)
    modules = tuple(
        portrait(draft, name, each, told.get(name, ()), roles)
        for draft, name, each in zip(drafts, names, own, strict=True)
    )
    return modules, _known(traits), figures, tuple(dict.fromkeys(unplaced))


@dataclass(frozen=True, slots=True)
class _Owners:
    """Whose something is, as its file tells. `parts` are told by file and name, `inside` by folder."""

    names: tuple[str, ...]
    parts: dict[Named, int]
    inside: dict[str, list[int]]
    numbers: dict[str, int]

    def of(self, file: str, part: str | None, *, inside: bool) -> str | None:
        """The name of the module; None for the system's."""
        at = self.parts.get((file, part), self.numbers.get(kebab(part))) if part else None
        if at is None and inside:
            at = self._only(folder_of(file))
        return None if at is None else self.names[at]

    def _only(self, place: str) -> int | None:
        """The only module whose folder is the innermost that holds a place."""
        inner = nearest(self.inside, place)
        found = self.inside[inner] if inner is not None else []
        return found[0] if len(found) == 1 else None


def _is_inside(trait: Trait, asked: set[tuple[Spot, str]]) -> bool:
    """Whether the module of its folder has it: by its sort, or since that module's own dependency tells it."""
    return trait.kind in OF_A_MODULE or (trait.at, trait.quote) in asked


def _by_module(traits: tuple[Trait, ...]) -> dict[str, tuple[Trait, ...]]:
    found: dict[str, list[Trait]] = {}
    for each in traits:
        if each.part is not None:
            found.setdefault(each.part, []).append(each)
    return {name: tuple(every) for name, every in found.items()}


def _asked(running: Iterable[Dependency], drafts: tuple[Draft, ...]) -> list[dict[Key, Dependency]]:
    """What each module's own files tell; a package that a manifest names and a lock pins is the manifest's, once."""
    inside = _by_folder(drafts)
    theirs: list[dict[Key, Dependency]] = [{} for _ in drafts]
    for each in running:
        place = nearest(inside, folder_of(each.at.file))
        for at in inside[place] if place is not None else ():
            _take(theirs[at], each)
    return theirs


def _shared(
    running: Iterable[Dependency], drafts: tuple[Draft, ...], theirs: list[dict[Key, Dependency]]
) -> list[Dependency]:
    """What lies above the modules, put into each that asks for it; what none asks for is handed back."""
    inside = _by_folder(drafts)
    left: list[Dependency] = []
    asks = [{key for key, each in own.items() if each.direct} for own in theirs]
    below = _asking(drafts, asks)
    for each in running:
        above = folder_of(each.at.file)
        chain = dict.fromkeys((each.ecosystem, name) for name in (each.name, *each.through[:1]))
        takers = dict.fromkeys(at for key in chain for at in below.get((above, key), ()))
        for at in takers:
            _take(theirs[at], each)
        if not takers and nearest(inside, above) is None:
            left.append(each)
    return left


def _asking(drafts: tuple[Draft, ...], asks: list[set[Key]]) -> dict[tuple[str, Key], list[int]]:
    """Who asks for what, by each folder above."""
    found: dict[tuple[str, Key], list[int]] = {}
    for at, draft in enumerate(drafts):
        for above in list(holders(draft.folder))[1:] if draft.folder else ():
            for key in asks[at]:
                found.setdefault((above, key), []).append(at)
    return found


def _by_folder(drafts: tuple[Draft, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, each in enumerate(drafts):
        if each.folder is not None:
            found.setdefault(each.folder, []).append(at)
    return found


def _take(own: dict[Key, Dependency], each: Dependency) -> None:
    """The line that asks for it, with the version that a lock resolved."""
    key = (each.ecosystem, each.name)
    old = own.get(key)
    if old is None:
        own[key] = each
        return
    asked, other = (each, old) if each.direct and (not old.direct or is_lock(old.at.file)) else (old, each)
    locked = other.version if other.version and is_lock(other.at.file) else asked.version
    own[key] = replace(asked, version=locked)


def _unique(drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    """A name for each, those that come again with their folder, or a number, behind."""
    names: dict[str, None] = {}
    numbers: dict[str, int] = {}  # the last that was put behind a name: thousands may have the same
    for each in drafts:
        name = each.name
        if name in names and each.folder:
            name = kebab(each.folder.replace("/", "-"))
        stem = name
        while name in names:
            numbers[stem] = numbers.get(stem, 1) + 1
            name = f"{stem}-{numbers[stem]}"
        names[name] = None
    return tuple(names)


def _known(traits: tuple[Trait, ...]) -> tuple[Trait, ...]:
    """Each thing told of a module, or of the system, once, where it comes first."""
    first: dict[tuple[SignalKind, str, str | None], Trait] = {}
    for each in traits:
        first.setdefault((each.kind, each.value, each.part), each)
    return tuple(first.values())
