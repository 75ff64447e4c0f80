"""What was read in manifests, in a few lines: what they are, which parts they declare, what nobody can tell of them.

What may hurt is for the plan. What was not understood is named with its line, so that nobody takes silence for "fine".
"""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.core.brief import Component, Covered, FoundIn, Gap
from bot.core.document import Document, Items, Node
from bot.core.notices import FileRead
from bot.presenter.voice import Voice, Words, plain_cell

MOST_PARTS: Final = 6
MOST_NAMED: Final = 4  # gaps, and packages of which nobody knows anything


def manifests_read(notice: FileRead, covered: Covered, voice: Voice) -> Document:
    """What was read and what was not; a sentence for manifests that ask for nothing, or an archive without any."""
    file, files = Words(notice.name), sum(count for _, count in covered.formats)
    lines = (*_found(notice, voice), *_missing(covered, voice))
    if not files:
        head = voice.say("manifests.none", file=file)
    elif not notice.parts and not notice.topics and not covered.packages:
        head = voice.say("manifests.empty", file=file)
    else:
        formats = _formats(covered.formats)
        head = voice.say("manifests.read", file=file, files=files, formats=formats, packages=covered.packages)
    items: tuple[Node, ...] = (Items(tuple(plain_cell(each) for each in lines)),) if lines else ()
    return Document((*head, *items))


def _formats(formats: Sequence[tuple[str, int]]) -> str:
    return ", ".join(name if count == 1 else f"{name} × {count}" for name, count in formats)


def _found(notice: FileRead, voice: Voice) -> Iterable[str]:
    if notice.parts:
        yield voice.text(
            "manifests.parts", parts=several([_part(each, voice) for each in notice.parts], voice)
        )
    if notice.topics:
        yield voice.text("manifests.topics", topics=voice.topics(notice.topics))


def _part(part: Component, voice: Voice) -> str:
    at, told = str(part.at or ""), str(part.language_at or "")
    language = part.language or ""
    return voice.text("manifests.part", name=part.label, language=language, at=at, told=told)


def _missing(covered: Covered, voice: Voice) -> Iterable[str]:
    if covered.unknown:
        names = several(covered.unknown_names, voice, covered.unknown, MOST_NAMED)
        yield voice.text("manifests.unknown", count=covered.unknown, names=names)
    if covered.missed:
        gaps = several([gap(each, voice) for each in covered.gaps], voice, covered.missed, MOST_NAMED)
        yield voice.text("manifests.gaps", count=covered.missed, gaps=gaps)
    if covered.strangers:
        yield voice.text("manifests.strangers", count=covered.strangers)


def gap(each: Gap, voice: Voice) -> str:
    """A place that was not understood, and why."""
    return f"{each.at} ({voice.text(f'unread.{each.why}')})"


def places(found: Sequence[FoundIn], voice: Voice, most: int) -> str:
    """Lines, the first of them by name."""
    return several([str(each) for each in found], voice, len(found), most)


def several(
    names: Sequence[str], voice: Voice, count: int = 0, most: int = MOST_PARTS, joint: str = ", "
) -> str:
    """The first `most` names, and how many more there are of `count` in all."""
    shown = names[:most]
    rest = max(count, len(names)) - len(shown)
    said = joint.join(shown)
    return voice.text("manifests.more", names=said, count=rest) if rest > 0 else said
