"""The modules of a system, drawn from the parts that its files declare.

One module may be declared by several files: its service in Compose, its deployment, its package, its Dockerfile. They
are one when they have a name, or a folder, in common. Stores, and products that somebody else wrote, are no modules.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from bot.assessment.evidence.drafts import Draft
from bot.assessment.evidence.joining import joined
from bot.assessment.evidence.places import code_of, folder_of, holders, holds, is_lock, kebab, nearest
from bot.assessment.evidence.shapes import LANGUAGES
from bot.assessment.manifests import dockerfile
from bot.assessment.manifests.conditions import ruled_out
from bot.assessment.manifests.images import image_of
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Spot
from bot.assessment.manifests.versions import LISTED

RUNS: Final = (PartKind.SERVICE, PartKind.FUNCTION, PartKind.JOB, PartKind.WASM)
BESIDE: Final = (
    PartKind.FUNCTION,
    PartKind.JOB,
)  # their code lies where they are declared, unless it is told
DOCKERFILE: Final = dockerfile.ID
OPTIONAL: Final = ("optional", "peer, optional", "extra")  # how conditions begin of what may be left out
# The compiler and the types it checks: told among what runs where a build server leaves the rest out.
COMPILER: Final = "typescript"
TYPES: Final = "@types/"

Named = tuple[str, str]  # file and name of a part, as traits and figures tell it


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drafts, which of them a part of a file belongs to, and the parts that nobody here wrote."""

    drafts: tuple[Draft, ...]
    owners: dict[Named, int]
    others: frozenset[Named] = frozenset()


def runs(dependency: Dependency) -> bool:
    """Whether it is part of what would run on Wasm, as far as its file tells."""
    if dependency.ecosystem is Ecosystem.NPM and _compiles(dependency.name):
        return False
    only = dependency.only
    if dependency.development or only == LISTED or only.startswith(OPTIONAL):
        return False
    return not ruled_out(dependency.ecosystem, only, asked=dependency.direct)


def _compiles(name: str) -> bool:
    return name == COMPILER or name.startswith(TYPES)


def drawn(manifests: Iterable[Manifest]) -> Drawn:
    """One draft for each module: first what runs, then the packages and Dockerfiles that no running part has."""
    read = tuple(manifests)
    ours = [(each.format, part) for each in read for part in each.parts if _is_ours(part)]
    running = [part for form, part in ours if part.kind in RUNS and form != DOCKERFILE]
    built = [part for form, part in ours if form == DOCKERFILE or part.kind not in RUNS]
    growing = _Growing()
    for part in running:
        growing.join(part, alone=False)
    for part in built:
        growing.join(part, alone=True)
    kept = _without_roofs(growing.drafts, read)
    kept += _undeclared(kept, read)
    kept = joined(kept, read)
    owners = {(part.at.file, part.name): at for at, draft in enumerate(kept) for part in draft.parts}
    others = {(part.at.file, part.name) for each in read for part in each.parts if not _is_ours(part)}
    return Drawn(tuple(kept), owners, frozenset(others - owners.keys()))


def _is_ours(part: Part) -> bool:
    if part.kind is PartKind.STORE:
        return False
    return part.folder is not None or not part.image or not image_of(part.image).known


@dataclass(slots=True)
class _Growing:
    """The drafts so far, found by their names and by their folders: a repository may have thousands."""

    drafts: list[Draft] = field(default_factory=list[Draft])
    names: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    folders: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def join(self, part: Part, *, alone: bool) -> None:
        """Into the drafts that it belongs to, or as one of its own. `alone`: by its folder, which several may share."""
        folder = code_of(part)
        if folder is None and part.kind in BESIDE and not part.image:
            folder = folder_of(part.at.file)
        same = self._same(kebab(part.name), folder, alone=alone)
        for at in same:
            old = self.drafts[at]
            if old.folder is None and folder is not None:
                self.folders.setdefault(folder, []).append(at)
            kept = old.folder if old.folder is not None else folder
            self.drafts[at] = replace(old, parts=(*old.parts, part), folder=kept)
        if not same:
            self._add(Draft((part,), folder))

    def _same(self, name: str, folder: str | None, *, alone: bool) -> list[int]:
        called = self.names.get(name, [])
        if not alone:
            return [at for at in called if _agree(self.drafts[at].folder, folder)]
        there = self.folders.get(folder, []) if folder is not None else []
        return list(there) or [at for at in called if self.drafts[at].folder is None]

    def _add(self, draft: Draft) -> None:
        at = len(self.drafts)
        self.drafts.append(draft)
        self.names.setdefault(draft.name, []).append(at)
        if draft.folder is not None:
            self.folders.setdefault(draft.folder, []).append(at)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _without_roofs(drafts: list[Draft], manifests: tuple[Manifest, ...]) -> list[Draft]:
    """The drafts without packages that only hold others together: nothing that runs is asked for in their folder."""
    asking = {folder_of(each.file) for each in manifests if _asks(each) and not is_lock(each.file)}

    inside = Counter(place for each in drafts if each.folder for place in holders(each.folder))

    def is_roof(draft: Draft) -> bool:
        below = inside[draft.folder or ""] > bool(draft.folder)  # more than itself
        packages = all(each.kind is PartKind.PACKAGE and not each.runs for each in draft.parts)
        return packages and below and draft.folder not in asking

    return [each for each in drafts if not is_roof(each)]


def _undeclared(drafts: list[Draft], manifests: tuple[Manifest, ...]) -> list[Draft]:
    """Folders that ask for packages without declaring a part (a `requirements.txt` alone), the outermost first."""
    places = {each.folder for each in drafts if each.folder is not None}
    asked: dict[str, set[Ecosystem]] = {}
    found: list[Draft] = []
    for each in sorted(manifests, key=lambda one: (one.file.count("/"), is_lock(one.file))):
        folder, ecosystems = (
            folder_of(each.file),
            [one.ecosystem for one in each.dependencies if _counts(one)],
        )
        if not ecosystems:
            continue
        if not _is_told(folder, set(ecosystems), places, asked, lock=is_lock(each.file)):
            name = folder.rpartition("/")[2] or LANGUAGES.get(ecosystems[0], ecosystems[0])
            found.append(Draft((Part(name, PartKind.PACKAGE, Spot(each.file, 1), folder="."),), folder))
            places.add(folder)
        asked.setdefault(folder, set()).update(ecosystems)
    return found


def _is_told(
    folder: str, wanted: set[Ecosystem], places: set[str], asked: dict[str, set[Ecosystem]], *, lock: bool
) -> bool:
    """Whether what is asked for there is a module's that is known: of the folder, or of one above that asks for none of
    its own; a lock is its members'."""
    inner = nearest(places, folder)
    if lock:
        return inner is not None or any(holds(folder, each) for each in places)
    return inner is not None and (inner == folder or not wanted & asked.get(inner, set()))


def _asks(manifest: Manifest) -> bool:
    return any(_counts(each) for each in manifest.dependencies)


def _counts(dependency: Dependency) -> bool:
    return dependency.direct and runs(dependency) and dependency.ecosystem is not Ecosystem.DEBIAN
