"""`package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3: each package where it lies, and what it needs.

What a package needs is looked for as Node does it: in its own `node_modules`, then in those above it. Version 1 nests
what the later ones list by path, and does not say what was asked for: that is at least what nothing else needs.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.npm import is_name, spec
from bot.assessment.manifests.reach import Locked, Need, asked_by_nobody, dependencies
from bot.assessment.manifests.shapes import Ecosystem, Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import Node, Row, Scalar, Table, at, is_true, pairs, word
from bot.assessment.manifests.written import LONGEST_VERSION
from bot.core.brief import SignalKind

FORMAT: Final = "package-lock.json"
MODULES: Final = "node_modules/"
LONGEST_PLACE: Final = 1_000  # characters of a path
DEEPEST_PLACE: Final = 32  # packages within each other's folders
KINDS: Final = {
    "dependencies": Need(""),
    "optionalDependencies": Need("", "optional"),
    "peerDependencies": Need("", "peer"),
    "devDependencies": Need("", development=True),
}

Places = Mapping[str, tuple[int, Node]]  # each package by where it is installed, and its line


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] in (FORMAT, "npm-shrinkwrap.json")


def read(file: str, text: str) -> Manifest:
    """A lock of npm, of any version."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = json_tree(source.text)
    yield from broken(source, troubles)
    if pairs(root):
        yield source.trait(SignalKind.LANGUAGE, "javascript", Scalar(1, FORMAT))
    listed = at(root, "packages")
    first = isinstance(listed, Table) and listed.line == 0
    places: dict[str, tuple[int, Node]] = {}
    for place, name, node in _nested(at(root, "dependencies")) if first else _listed(listed):
        if len(place) > LONGEST_PLACE or place.count(MODULES) > DEEPEST_PLACE:
            yield source.missed(Why.TOO_DEEP, name)
        elif place and not _own(place) and not is_name(_called(place, node)):
            yield source.missed(Why.SYNTAX, name)
        else:
            places[place] = (name.line, node)
    yield from _parts(source, places)
    locked = {place: _locked(place, *each) for place, each in places.items() if _kept(place, each[1])}
    needs = {place: tuple(_needs(place, places[place][1], places)) for place in locked}
    own = [place for place in places if _own(place)]  # none in version 1, or where the file was cut
    asked = (
        [need for place in own for need in _asked(place, places)] if own else asked_by_nobody(locked, needs)
    )
    yield from dependencies(source, Ecosystem.NPM, locked, asked, needs)


def _listed(node: Node) -> Iterator[tuple[str, Scalar, Node]]:
    return ((name.text, name, each) for name, each in pairs(node))


def _nested(node: Node, within: str = "") -> Iterator[tuple[str, Scalar, Node]]:
    """Version 1 as the later ones list it; a tree is never deeper than its parser allows."""
    for name, each in pairs(node):
        place = f"{within}{MODULES}{name.text}"[: LONGEST_PLACE + 1]
        yield place, name, each
        yield from _nested(at(each, "dependencies"), f"{place}/")


def _own(place: str) -> bool:
    return MODULES not in place


def _kept(place: str, node: Node) -> bool:
    beside = spec("", word(node, "version").text).beside
    return not _own(place) and not is_true(word(node, "link")) and not beside


def _called(place: str, node: Node) -> str:
    return word(node, "name").text or place.rpartition(MODULES)[2]


def _parts(source: Source, places: Places) -> Iterator[Part]:
    for place, (line, node) in places.items():
        name = word(node, "name")
        if _own(place) and (place or name.text):
            called = words(name.text or place.rpartition("/")[2])
            spot = source.at(name.line or line)
            yield Part(called, PartKind.PACKAGE, spot, folder=words(place) or ".")


def _locked(place: str, line: int, node: Node) -> Locked:
    found = spec(_called(place, node), word(node, "version").text)
    development = is_true(word(node, "dev")) or is_true(word(node, "devOptional"))
    return Locked(found.name, found.version[:LONGEST_VERSION], line, only(node), development or None)


def only(node: Node) -> str:
    """The systems that it is for."""
    told_of = ((each, at(node, each)) for each in ("os", "cpu", "libc"))
    listed = ((each, value.items) for each, value in told_of if isinstance(value, Row) and value.items)
    shown = (
        f"{each}: {', '.join(item.text for item in names[:8] if isinstance(item, Scalar))}"
        for each, names in listed
    )
    return "; ".join(shown)[:LONGEST_VERSION]


def _asked(place: str, places: Places) -> Iterator[Need]:
    node = places[place][1]
    for kind, terms in KINDS.items():
        for name, _ in pairs(at(node, kind)):
            yield Need(_where(place, name.text, places), terms.only, terms.development)


def _needs(place: str, node: Node, places: Places) -> Iterator[Need]:
    for kind in ("requires", "dependencies", "optionalDependencies", "peerDependencies"):
        only = "optional" if kind == "optionalDependencies" else ""
        for name, value in pairs(at(node, kind)):
            if isinstance(value, Scalar):  # what version 1 nests is not what is needed
                yield Need(_where(place, name.text, places), only)


def _where(place: str, name: str, places: Places) -> str:
    """Where Node finds a package that is asked for from `place`; empty when nowhere."""
    while True:
        found = f"{place}/{MODULES}{name}" if place else f"{MODULES}{name}"
        if found in places:
            return found
        if not place:
            return ""
        place = place[: max(place.rfind(f"/{MODULES}"), 0)]
