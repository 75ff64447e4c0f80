"""`yarn.lock`: Yarn's own notation (version 1), and YAML since Yarn 2.

An entry stands for all the descriptors that led to it (`lodash@^4.17.0, lodash@^4.17.21`). Version 1 does not say what
was asked for: that is at least every descriptor that no package needs. Later ones hold the workspace's projects too,
though not which of their dependencies only developers need.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.npm import is_name, spec, split
from bot.assessment.manifests.reach import Locked, Need, dependencies
from bot.assessment.manifests.shapes import Ecosystem, Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import NOTHING, Node, Scalar, at, is_true, pairs, present, word
from bot.assessment.manifests.written import LONGEST_VERSION
from bot.assessment.manifests.yaml_lines import documents
from bot.assessment.manifests.yarn_classic import classic_tree
from bot.core.brief import SignalKind

FORMAT: Final = "yarn.lock"
_BERRY: Final = re.compile(r"^__metadata:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands under a key."""

    key: Scalar
    node: Node
    descriptors: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where a project of the workspace lies; empty for everything else."""
        return split(word(self.node, "resolution").text)[1].partition("workspace:")[2]


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == FORMAT


def read(file: str, text: str) -> Manifest:
    """A lock of Yarn, of any version."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    berry = _BERRY.search(source.text) is not None
    roots, unread = documents(source) if berry else classic_tree(source)
    yield from unread
    root = roots[-1] if roots else NOTHING
    entries = [_entry(key, node) for key, node in pairs(root) if key.text != "__metadata"]
    if entries:
        yield source.trait(SignalKind.LANGUAGE, "javascript", Scalar(1, FORMAT))
    for each in entries:
        if each.folder:
            name = words(split(each.descriptors[0])[0])
            yield Part(name, PartKind.PACKAGE, source.at(each.key.line), folder=words(each.folder))
    yield from _dependencies(source, entries)


def _entry(key: Scalar, node: Node) -> _Entry:
    return _Entry(key, node, tuple(each.strip() for each in key.text.split(", ")))


def _dependencies(source: Source, entries: Sequence[_Entry]) -> Iterator[Finding]:
    led = {descriptor: each.key.text for each in entries for descriptor in each.descriptors}
    locked: dict[str, Locked] = {}
    needs: dict[str, Sequence[Need]] = {}
    needed: set[str] = set()
    asked: list[Need] = []
    for each in entries:
        wanted = [(_descriptor(name, text, led), only) for name, text, only in _wanted(each.node)]
        here = [Need(led[descriptor], only) for descriptor, only in wanted if descriptor in led]
        if each.folder:
            asked += here
            continue
        package = _locked(each)
        if package is None:
            yield source.missed(Why.NOT_RECOGNISED, each.key)
            continue
        locked[each.key.text], needs[each.key.text] = package, here
        needed |= {descriptor for descriptor, _ in wanted}
    if not any(each.folder for each in entries):
        asked = [Need(each.key.text) for each in entries if not needed.issuperset(each.descriptors)]
    yield from dependencies(source, Ecosystem.NPM, locked, asked, needs)


def _locked(entry: _Entry) -> Locked | None:
    """What an entry holds, by the name that the registry knows."""
    name, text = split(word(entry.node, "resolution").text or entry.descriptors[0])
    found = spec(name, text)
    version = word(entry.node, "version").text or found.version
    called = found.name if text.startswith("npm:") and is_name(found.name) else name
    if not is_name(called) or not present(entry.node):
        return None
    conditions = word(entry.node, "conditions").text
    return Locked(called, version[:LONGEST_VERSION], entry.key.line, conditions[:LONGEST_VERSION])


def _wanted(node: Node) -> Iterator[tuple[str, str, str]]:
    """What an entry needs: name, range, condition."""
    optional = {
        name.text for name, each in pairs(at(node, "dependenciesMeta")) if is_true(word(each, "optional"))
    }
    for kind in ("dependencies", "optionalDependencies"):
        for name, value in pairs(at(node, kind)):
            if isinstance(value, Scalar):
                conditional = kind == "optionalDependencies" or name.text in optional
                yield name.text, value.text, "optional" if conditional else ""


def _descriptor(name: str, text: str, led: Mapping[str, str]) -> str:
    """How an entry's key says it; Yarn 2 and 3 leave the registry out where they need something."""
    bare = f"{name}@{text}"
    return bare if bare in led else f"{name}@npm:{text}"
