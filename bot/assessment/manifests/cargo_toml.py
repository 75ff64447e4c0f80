"""`Cargo.toml`: a crate, what it asks for and when, and the other crates of its workspace.

A crate that is renamed stands under the name of the registry. What lies in a folder of the same repository is no
dependency but another part. A workspace's own table only lists versions: a member's file tells whether it asks for one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Unread, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import Node, Scalar, Table, at, every, is_true, pairs, present, word
from bot.assessment.manifests.versions import LISTED
from bot.core.brief import SignalKind

TABLES: Final = {
    "dependencies": False,
    "dev-dependencies": True,
    "dev_dependencies": True,
    "build-dependencies": True,
    "build_dependencies": True,
}  # and whether it is only there to build or to test
COMPONENTS: Final = frozenset(
    {"fastly", "spin-sdk", "wasm-bindgen", "wasmcloud-component", "wit-bindgen", "worker"}
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that asks for a crate. `spec` is its version, or a table."""

    name: Scalar
    spec: Node
    development: bool
    only: str

    @property
    def crate(self) -> str:
        """Its name on the registry."""
        return word(self.spec, "package").text or self.name.text

    @property
    def own(self) -> bool:
        """Whether it is a part of the same repository."""
        return present(at(self.spec, "path")) and not present(at(self.spec, "git"))

    @property
    def inherits(self) -> bool:
        """Whether the workspace tells the rest."""
        return is_true(word(self.spec, "workspace"))

    @property
    def condition(self) -> str:
        """What must hold for it to count."""
        optional = "optional" if is_true(word(self.spec, "optional")) else ""
        return ", ".join(each for each in (self.only, optional) if each)

    @property
    def version(self) -> str:
        """The version as it is written; of a repository the tag, commit or branch."""
        if isinstance(self.spec, Scalar):
            return self.spec.text
        named = (word(self.spec, each).text for each in ("version", "tag", "rev", "branch"))
        return next((each for each in named if each), "")


def read(file: str, text: str) -> Manifest:
    """A `Cargo.toml`, of a crate, a workspace or both."""
    return told(file, text, "Cargo.toml", lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    asked = tuple(_asked(root))
    yield from _crate(source, root, asked)
    yield from _members(source, root)
    listed = {
        name.text: Asked(name, spec, development=False, only=LISTED)
        for name, spec in pairs(at(root, "workspace", "dependencies"))
    }
    for each in listed.values():
        if not each.own:
            yield _dependency(source, each, each)
    for each in asked:
        inherited = listed.get(each.name.text) if each.inherits else each
        if inherited is None:
            yield Unread(source.at(each.name.line), Why.UNRESOLVED, source.line(each.name.line))
        elif inherited.own:
            continue
        yield _dependency(source, each, inherited or each)


def _asked(root: Node) -> Iterator[Asked]:
    targets = ((cfg.text, node) for cfg, node in pairs(at(root, "target")))
    for only, node in (("", root), *targets):
        for table, development in TABLES.items():
            for name, spec in pairs(at(node, table)):
                yield Asked(name, spec, development, only)


def _dependency(source: Source, each: Asked, told_by: Asked) -> Dependency:
    """What was asked for, with what another line tells of it."""
    return Dependency(
        Ecosystem.CARGO,
        told_by.crate,
        told_by.version,
        source.at(each.name.line),
        development=each.development,
        only=each.condition,
    )


def _crate(source: Source, root: Node, asked: tuple[Asked, ...]) -> Iterator[Finding]:
    package = at(root, "package")
    name = word(package, "name")
    if not isinstance(package, Table) or not name.text:
        return
    needs = tuple(dict.fromkeys(each.crate for each in asked if each.own and not each.development))
    library = any(
        isinstance(each, Scalar) and each.text == "cdylib" for each in every(root, "lib", "crate-type")
    )
    component = present(at(package, "metadata", "component"))
    wasm = component or (library and any(each.crate in COMPONENTS for each in asked))
    kind = PartKind.WASM if wasm else PartKind.PACKAGE
    yield Part(name.text, kind, source.at(name.line), "rust", folder=".", needs=needs)
    yield source.trait(SignalKind.LANGUAGE, "rust", Scalar(name.line, source.line(name.line)))


def _members(source: Source, root: Node) -> Iterator[Finding]:
    for each in every(root, "workspace", "members"):
        if not isinstance(each, Scalar):
            continue
        if any(sign in each.text for sign in "*?["):
            yield source.missed(Why.UNRESOLVED, each)
        else:
            name = each.text.rstrip("/").rpartition("/")[2]
            yield Part(name, PartKind.PACKAGE, source.at(each.line), "rust", folder=each.text)
