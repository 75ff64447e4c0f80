"""The modules of a system, drawn from the parts that its files declare.

One module may be declared by several files: its service in Compose, its deployment, its package, its Dockerfile. They
are one when they have a name, or a folder, in common. Stores, and products that somebody else wrote, are no modules.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.assessment.evidence.places import code_of, folder_of, holds, is_lock, kebab, nearest
from bot.assessment.evidence.shapes import IN_LANGUAGE, LANGUAGES
from bot.assessment.manifests import dockerfile
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

Named = tuple[str, str]  # file and name of a part, as traits and figures tell it


@dataclass(frozen=True, slots=True)
class Draft:
    """A module before anything is placed in it. `parts` declared it, the one that names it first."""

    parts: tuple[Part, ...]
    folder: str | None

    @property
    def name(self) -> str:
        """How it is called, not unique yet."""
        return kebab(self.parts[0].name)

    @property
    def language(self) -> tuple[str, Spot] | None:
        """The language that what runs tells, else its package, and where. None where nothing does, or where packages of
        several languages lie in one folder: then what they ask for has to tell."""
        told = [each for each in self.parts if each.language]
        running = [each for each in told if each.kind is not PartKind.PACKAGE]
        if not running and len({IN_LANGUAGE.get(each.language or "") for each in told}) > 1:
            return None
        known = [each for each in running or told if each.language in IN_LANGUAGE]
        first = next(iter(known or running or told), None)
        if (
            first is not None and first.language == "javascript"
        ):  # an image tells Node, the package what is compiled
            first = next((each for each in told if each.language == "typescript"), first)
        return (first.language, first.at) if first is not None and first.language else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drafts, and which of them a part of a file belongs to."""

    drafts: tuple[Draft, ...]
    owners: dict[Named, int]


def runs(dependency: Dependency) -> bool:
    """Whether it is part of what runs, as far as its file tells."""
    return not (dependency.development or dependency.only == LISTED or dependency.only.startswith(OPTIONAL))


def drawn(manifests: Iterable[Manifest]) -> Drawn:
    """One draft for each module: first what runs, then the packages and Dockerfiles that no running part has."""
    read = tuple(manifests)
    ours = [(each.format, part) for each in read for part in each.parts if _is_ours(part)]
    running = [part for form, part in ours if part.kind in RUNS and form != DOCKERFILE]
    built = [part for form, part in ours if form == DOCKERFILE or part.kind not in RUNS]
    drafts: list[Draft] = []
    for part in running:
        _join(drafts, part, alone=False)
    for part in built:
        _join(drafts, part, alone=True)
    kept = _without_roofs(drafts, read)
    kept += _undeclared(kept, read)
    owners = {(part.at.file, part.name): at for at, draft in enumerate(kept) for part in draft.parts}
    return Drawn(tuple(kept), owners)


def _is_ours(part: Part) -> bool:
    if part.kind is PartKind.STORE:
        return False
    return part.folder is not None or not part.image or not image_of(part.image).known


def _join(drafts: list[Draft], part: Part, *, alone: bool) -> None:
    """Into the drafts that it belongs to, or as one of its own. `alone`: by its folder, which several may share."""
    folder = code_of(part)
    if folder is None and part.kind in BESIDE and not part.image:
        folder = folder_of(part.at.file)
    name = kebab(part.name)
    if alone:
        same = [at for at, each in enumerate(drafts) if folder is not None and each.folder == folder]
    else:
        same = [at for at, each in enumerate(drafts) if each.name == name and _agree(each.folder, folder)]
    if not same and alone:
        same = [at for at, each in enumerate(drafts) if each.name == name and each.folder is None]
    for at in same:
        old = drafts[at]
        drafts[at] = replace(
            old, parts=(*old.parts, part), folder=old.folder if old.folder is not None else folder
        )
    if not same:
        drafts.append(Draft((part,), folder))


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _without_roofs(drafts: list[Draft], manifests: tuple[Manifest, ...]) -> list[Draft]:
    """The drafts without packages that only hold others together: nothing that runs is asked for in their folder."""
    asking = {folder_of(each.file) for each in manifests if _asks(each) and not is_lock(each.file)}

    def is_roof(draft: Draft) -> bool:
        below = any(
            each is not draft and each.folder and holds(draft.folder or "", each.folder) for each in drafts
        )
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
