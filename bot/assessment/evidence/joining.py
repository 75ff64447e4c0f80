"""Drafts that are one module although neither a name nor a folder tells it.

A Dockerfile above its project is about the only project below it; and where one workload is deployed, and one piece of
code is there, that code is what is deployed. With a second candidate nothing is joined: then nobody could tell.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.assessment.evidence.drafts import Draft
from bot.assessment.evidence.places import folder_of, holders
from bot.assessment.evidence.shapes import IN_LANGUAGE
from bot.assessment.manifests import compose, dockerfile
from bot.assessment.manifests.shapes import Manifest, PartKind


def joined(drafts: list[Draft], manifests: Iterable[Manifest]) -> list[Draft]:
    """The drafts, each module once. A module that was built above its code keeps the folder above."""
    read = tuple(manifests)
    asking = {folder_of(each.file) for each in read if each.dependencies and each.format != dockerfile.ID}
    by_hand = {each.file for each in read if each.format == compose.ID}
    return _deployed(_built_above(drafts, asking), by_hand)


def _built_above(drafts: list[Draft], asking: set[str]) -> list[Draft]:
    """What runs from a folder that asks for nothing, and the only module below it, as one."""
    below: dict[str, list[int]] = {}
    there: dict[str, list[int]] = {}
    for at, each in enumerate(drafts):
        if each.folder is not None:
            there.setdefault(each.folder, []).append(at)
            for above in list(holders(each.folder))[1:]:
                below.setdefault(above, []).append(at)
    inner: dict[int, int] = {}
    for folder, roofs in there.items():
        code = below.get(folder, [])
        if folder not in asking and len(roofs) == len(code) == 1 and _one(drafts[roofs[0]], drafts[code[0]]):
            inner[roofs[0]] = code[0]
    gone = set(inner.values())
    return [
        replace(each, parts=(*each.parts, *drafts[inner[at]].parts)) if at in inner else each
        for at, each in enumerate(drafts)
        if at not in gone
    ]


def _deployed(drafts: list[Draft], by_hand: set[str]) -> list[Draft]:
    """The only workload, of an image that no file tells how to build, and the only code, as one. In Compose, tools of
    other people stand beside as well: there a name has to tell."""
    if len(drafts) != 2 or sum(each.folder is None for each in drafts) != 1:
        return drafts
    workload, code = sorted(drafts, key=lambda each: each.folder is not None)
    if workload.parts[0].at.file in by_hand or not _one(workload, code):
        return drafts
    return [Draft((*workload.parts, *code.parts), code.folder)]


def _one(running: Draft, code: Draft) -> bool:
    """Whether a service may run some code: nothing else does, and both are of one ecosystem, as far as is told."""
    if {each.kind for each in running.parts} != {PartKind.SERVICE}:
        return False
    if {each.kind for each in code.parts} != {PartKind.PACKAGE}:
        return False
    one, other = running.language, code.language
    return one is None or other is None or IN_LANGUAGE.get(one[0]) is IN_LANGUAGE.get(other[0])
