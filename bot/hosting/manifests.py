"""Files that came together → what the core is told: prose as it is, manifests as what they tell.

What is a manifest, its name says, or for YAML and JSON its contents. Manifests of one message are read together, since
one tells what the other means: a Compose file beside the Dockerfile that it builds. An archive is read by itself.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from bot.assessment.evidence.briefing import manifests_of
from bot.assessment.evidence.gather import FORMATS, evidence_of, gather
from bot.assessment.evidence.shapes import Evidence
from bot.assessment.manifests.shapes import Manifest, Why
from bot.assessment.packages import packages
from bot.core.brief import Component
from bot.core.events import AnyFile, Cleaning, FileTrouble, ManifestFile, TextFile
from bot.hosting.files import NAME_LIMIT, Archive, Taken, together_cleaned
from bot.vocabulary import lexicon

MOST_PACKAGES: Final = 100  # of all parts together, that a conversation carries
LEAST_PACKAGES: Final = 10  # of each part, however many there are
MOST_CHAIN: Final = 2  # packages of a chain that brings another, from the one that is asked for
BY_CONTENTS: Final = (".yaml", ".yml", ".json")

Whose = TypeVar("Whose")


async def read_together(
    came: Sequence[tuple[Whose, Taken]],
) -> tuple[tuple[Whose, AnyFile | FileTrouble], ...]:
    """Files of one message, each with whatever tells whose it is; all manifests are one, in the place of the first.
    Reading may take a second, so it does not happen on the loop."""
    return await asyncio.to_thread(understood, came)


def understood(came: Sequence[tuple[Whose, Taken]]) -> tuple[tuple[Whose, AnyFile | FileTrouble], ...]:
    """The same, at once."""
    texts = [(at, each) for at, (_, each) in enumerate(came) if isinstance(each, TextFile)]
    manifests = {
        at: (each, manifest)
        for at, each in zip((at for at, _ in texts), told_apart([each for _, each in texts]), strict=True)
        if (manifest := manifest_of(each)) is not None
    }
    found: list[tuple[Whose, AnyFile | FileTrouble]] = []
    for at, (whose, each) in enumerate(came):
        if isinstance(each, Archive):
            found.append((whose, of_archive(each)))
        elif at not in manifests:
            found.append((whose, each))
        elif at == min(manifests):
            found.append((whose, of_files(tuple(manifests.values()))))
    return tuple(found)


def told_apart(files: Sequence[TextFile]) -> tuple[TextFile, ...]:
    """The files; of those that are called alike, each but the first in a folder of its own: they are about other parts,
    and a line must be found again."""
    seen: dict[str, int] = {}
    out: list[TextFile] = []
    for each in files:
        seen[each.name] = number = seen.get(each.name, 0) + 1
        out.append(each if number == 1 else replace(each, name=f"{number}/{each.name}"))
    return tuple(out)


def manifest_of(file: TextFile) -> Manifest | None:
    """A file as its reader understood it; None for prose, and for what says nothing that any reader knows."""
    form = next((each for each in FORMATS if each.matches(file.name.lower())), None)
    found = form.read(file.name, file.text) if form else None
    if found is None or not file.name.lower().endswith(BY_CONTENTS):
        return found
    told = (*found.dependencies, *found.parts, *found.traits, *found.figures)
    strange = any(each.why is Why.NOT_RECOGNISED for each in found.unread)
    return None if strange and not told else found


def of_files(files: Sequence[tuple[TextFile, Manifest]]) -> ManifestFile:
    """Manifests of one message."""
    name = ", ".join(each.name for each, _ in files)[:NAME_LIMIT]
    evidence = evidence_of(tuple(each for _, each in files), (), frozenset(lexicon().shared.role))
    return _made(name, evidence, together_cleaned(each.cleaning for each, _ in files))


def of_archive(archive: Archive) -> ManifestFile:
    """What is in an archive, read together."""
    evidence = gather(archive.texts, archive.unread, lexicon().shared.role)
    return _made(archive.name, evidence, archive.cleaning)


def _made(name: str, evidence: Evidence, cleaning: Cleaning) -> ManifestFile:
    most = max(MOST_PACKAGES // max(len(evidence.modules), 1), LEAST_PACKAGES)
    found = manifests_of(evidence, name, packages(), lexicon(), most)
    return ManifestFile(name, replace(found, parts=tuple(map(_short, found.parts))), cleaning)


def _short(part: Component) -> Component:
    requires = (replace(each, through=each.through[:MOST_CHAIN]) for each in part.requires)
    return replace(part, requires=tuple(requires))
