"""`gradle/libs.versions.toml`: the libraries that a build may ask for by a short name, and their versions.

A catalogue asks for nothing, so each library counts on the condition that a script asks for it. Plugins build and do
not run, so they are passed over.
"""

from collections.abc import Iterator

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Unread, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import Node, Scalar, Table, at, pairs, present, word
from bot.assessment.manifests.versions import LISTED


def read(file: str, text: str) -> Manifest:
    """A version catalogue."""
    return told(file, text, "libs.versions.toml", _found)


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    versions = {name.text: _plain(node) for name, node in pairs(at(root, "versions"))}
    for name, node in pairs(at(root, "libraries")):
        written = node.text if isinstance(node, Scalar) else ""
        group, _, rest = written.partition(":")
        artifact, _, version = rest.partition(":")
        if not written:
            group, _, artifact = (word(node, "module").text or _together(node)).partition(":")
            version = _version(node, versions)
        if not (group and artifact):
            yield Unread(source.at(name.line), Why.SYNTAX, source.line(name.line))
            continue
        if not version and present(at(node, "version")):
            yield Unread(source.at(name.line), Why.UNRESOLVED, source.line(name.line))
        spot = source.at(name.line)
        yield Dependency(Ecosystem.MAVEN, f"{group}:{artifact}", version, spot, only=LISTED)


def _together(node: Node) -> str:
    return f"{word(node, 'group').text}:{word(node, 'name').text}"


def _version(node: Node, versions: dict[str, str]) -> str:
    """A library's version as it is written: here, or among the versions."""
    told_here = at(node, "version")
    named = word(told_here, "ref").text
    return versions.get(named, "") if named else _plain(told_here)


def _plain(node: Node) -> str:
    """A version, or the strongest of a rich one."""
    if isinstance(node, Table):
        found = (word(node, each).text for each in ("strictly", "require", "prefer"))
        return next((each for each in found if each), "")
    return node.text if isinstance(node, Scalar) else ""
