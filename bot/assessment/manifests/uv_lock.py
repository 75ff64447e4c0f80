"""`uv.lock`: every package in its exact version, who needs it, and the workspace that asks for it all.

A package that lies in a folder is the team's own: what it needs was asked for. Its extras count for those who ask for
them, its groups are for developers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.pypi import is_name, normal
from bot.assessment.manifests.reach import Locked, Need, asked_by_nobody, both, dependencies
from bot.assessment.manifests.shapes import Ecosystem, Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import Node, Scalar, at, entry, every, pairs, word
from bot.assessment.manifests.written import LONGEST_VERSION, for_developers
from bot.core.brief import SignalKind

FORMAT: Final = "uv.lock"
OWN: Final = ("editable", "virtual", "directory")  # sources of what lies in a folder


@dataclass(frozen=True, slots=True)
class _Package:
    """A package of the lock."""

    name: Scalar
    version: str
    node: Node

    @property
    def key(self) -> str:
        return f"{self.name.text} {self.version}"

    @property
    def folder(self) -> str:
        """Where the team's own lies; empty for everything else."""
        places = (word(self.node, "source", each).text for each in OWN)
        return next((each for each in places if each), "")


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == FORMAT


def read(file: str, text: str) -> Manifest:
    """A `uv.lock`."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    if pairs(root):
        python = entry(root, "requires-python")
        yield source.trait(SignalKind.LANGUAGE, "python", python if python.line else Scalar(1, FORMAT))
    packages: list[_Package] = []
    for node in every(root, "package"):
        name = word(node, "name")
        if is_name(name.text):
            packages.append(_Package(name, word(node, "version").text[:LONGEST_VERSION], node))
        else:
            yield source.missed(Why.SYNTAX, name if name.line else Scalar(node.line, "package"))
    own = [each for each in packages if each.folder]
    for each in own:
        spot = source.at(each.name.line)
        yield Part(words(each.name.text), PartKind.PACKAGE, spot, "python", folder=words(each.folder))
    first = {each.name.text: each.key for each in reversed(packages)}
    asked = [need for each in own for need in _asked(each.node, first)]
    locked = {each.key: _locked(each) for each in packages if not each.folder}
    needs = {each.key: tuple(_needed(each.node, first)) for each in packages if not each.folder}
    yield from dependencies(
        source, Ecosystem.PYPI, locked, asked if own else asked_by_nobody(locked, needs), needs
    )


def _locked(package: _Package) -> Locked:
    return Locked(normal(package.name.text), package.version, package.name.line)


def _asked(node: Node, first: dict[str, str]) -> Iterator[Need]:
    """What one of the team's own packages needs."""
    yield from _needs(at(node, "dependencies"), first, Need(""))
    for extra, group in pairs(at(node, "optional-dependencies")):
        terms = Need("", f"extra == '{extra.text}'", for_developers(extra.text))
        yield from _needs(group, first, terms)
    for _, group in pairs(at(node, "dev-dependencies")):
        yield from _needs(group, first, Need("", development=True))


def _needed(node: Node, first: dict[str, str]) -> Iterator[Need]:
    """What any other package needs; its extras would not be in the lock if nobody asked for them."""
    yield from _needs(at(node, "dependencies"), first, Need(""))
    for _, group in pairs(at(node, "optional-dependencies")):
        yield from _needs(group, first, Need(""))


def _needs(node: Node, first: dict[str, str], terms: Need) -> Iterator[Need]:
    for each in every(node):
        name, version = word(each, "name").text, word(each, "version").text
        if name:
            key = f"{name} {version}" if version else first.get(name, "")
            yield Need(key, both(terms.only, word(each, "marker").text), terms.development)
