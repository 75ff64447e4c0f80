"""`pnpm-lock.yaml`, versions 5 to 9: what each project of a workspace asks for, and every package with what it needs.

Until version 8 a package and what it needs stand together; since 9 they stand apart, as `packages` and `snapshots`.
A key is a name, a version, and in parentheses the peers that it was installed with.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.npm import is_name, spec
from bot.assessment.manifests.package_lock import KINDS, only
from bot.assessment.manifests.reach import Locked, Need, dependencies
from bot.assessment.manifests.shapes import Ecosystem, Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import NOTHING, Node, Scalar, at, is_true, pairs, word
from bot.assessment.manifests.written import LONGEST_VERSION, address
from bot.assessment.manifests.yaml_lines import documents
from bot.core.brief import SignalKind

FORMAT: Final = "pnpm-lock.yaml"
_KEY: Final = re.compile(r"/?((?:@[^/@]{1,214}/)?[^/@]{1,214})[@/]([^@/][^/]*|.*:.*)", re.DOTALL)
_PEERS: Final = re.compile(r"[(_].*", re.DOTALL)


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] in (FORMAT, "pnpm-lock.yml")


def read(file: str, text: str) -> Manifest:
    """A lock of pnpm."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    roots, unread = documents(source)
    yield from unread
    root = roots[-1] if roots else NOTHING  # one before it locks pnpm itself
    if not pairs(root):
        return
    yield source.trait(SignalKind.LANGUAGE, "javascript", Scalar(1, FORMAT))
    importers = pairs(at(root, "importers"))
    for folder, _ in importers:
        called = words(folder.text.rpartition("/")[2])
        yield Part(called, PartKind.PACKAGE, source.at(folder.line), folder=words(folder.text))
    projects = [project for _, project in importers] or [root]
    yield from _dependencies(source, root, [need for each in projects for need in _asked(each)])


def _dependencies(source: Source, root: Node, asked: Sequence[Need]) -> Iterator[Finding]:
    packages = pairs(at(root, "packages"))
    told_of = {_bare(name.text): node for name, node in packages}
    locked: dict[str, Locked] = {}
    needs: dict[str, Sequence[Need]] = {}
    for name, node in pairs(at(root, "snapshots")) or packages:
        each = _locked(name, node, told_of.get(_bare(name.text), node))
        if each is None:
            yield source.missed(Why.NOT_RECOGNISED, name)
        elif not spec(each.name, each.version).beside:
            locked[_key(name.text)] = each
            needs[_key(name.text)] = tuple(_needs(node))
    yield from dependencies(source, Ecosystem.NPM, locked, asked, needs)


def _key(text: str) -> str:
    return text.removeprefix("/")


def _bare(text: str) -> str:
    """A key without its peers."""
    return _key(text).partition("(")[0]


def _locked(name: Scalar, node: Node, beside: Node) -> Locked | None:
    """A package by its key; `beside` is the node that tells what holds of it whatever its peers are."""
    found = _KEY.fullmatch(_bare(name.text))
    called = word(beside, "name").text or (found[1] if found else "")
    if not is_name(called):
        return None
    version = word(beside, "version").text or (found[2] if found else "")
    development = is_true(word(node, "dev")) or None
    shown = address(version) if ":" in version else _PEERS.sub("", version)
    return Locked(called, shown[:LONGEST_VERSION], name.line, only(beside), development)


def _asked(project: Node) -> Iterator[Need]:
    for kind, terms in KINDS.items():
        for name, value in pairs(at(project, kind)):
            version = value if isinstance(value, Scalar) else word(value, "version")
            yield from _need(name.text, version.text, terms)


def _needs(node: Node) -> Iterator[Need]:
    for kind in ("dependencies", "optionalDependencies"):
        for name, value in pairs(at(node, kind)):
            if isinstance(value, Scalar):
                yield from _need(name.text, value.text, KINDS[kind])


def _need(name: str, version: str, terms: Need) -> Iterator[Need]:
    """The keys under which it may stand: with its name before it, or, for another name and an address, alone."""
    for key in (f"{name}@{version}", f"{name}/{version}", version):
        yield Need(_key(key), terms.only, terms.development)
