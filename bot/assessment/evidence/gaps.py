"""What the files of a system, put together, leave open: more than one file alone could tell, and sometimes less.

A Dockerfile, or a list, takes in what another file lists; when that one was read, nothing is missing. A module of
which no file lists the packages has not none: nobody knows which.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.assessment.evidence.places import folder_of, holders, nearest
from bot.assessment.evidence.shapes import Module
from bot.assessment.manifests import dockerfile, requirements_txt
from bot.assessment.manifests.formats_languages import FORMATS as LANGUAGES
from bot.assessment.manifests.formats_packages import FORMATS as PACKAGES
from bot.assessment.manifests.shapes import Manifest, PartKind, Unread, Why

LISTING: Final = frozenset(each.id for each in (*PACKAGES, *LANGUAGES))
INSTALLING: Final = frozenset({dockerfile.ID, requirements_txt.FORMAT})
_LISTED: Final = re.compile(r"(?:-r|--requirement|-c|--constraint) (\S+)")


def still_unread(manifests: Iterable[Manifest]) -> list[Unread]:
    """What the files did not tell, without the lists that one file takes from another and that were read themselves."""
    read = tuple(manifests)
    names = {(folder_of(each.file), _name(each.file)) for each in read}
    return [
        each
        for manifest in read
        for each in manifest.unread
        if not (manifest.format in INSTALLING and _is_read(each, names))
    ]


def _is_read(unread: Unread, names: set[tuple[str, str]]) -> bool:
    found = _LISTED.fullmatch(unread.what)
    return found is not None and (folder_of(unread.at.file), _name(found[1])) in names


def _name(path: str) -> str:
    return path.rpartition("/")[2].lower()


def unlisted(modules: Iterable[Module], manifests: Iterable[Manifest]) -> Iterator[Unread]:
    """The modules of whose packages no file tells, each where it is declared. What is Wasm already is not asked for."""
    places = {folder_of(each.file) for each in manifests if each.format in LISTING}
    above = {each for place in places for each in holders(place)}
    for each in modules:
        if each.kind is PartKind.WASM or each.own:
            continue
        if each.folder is None or (each.folder not in above and nearest(places, each.folder) is None):
            yield Unread(each.at, Why.UNLISTED, each.name)
