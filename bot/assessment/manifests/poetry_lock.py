"""`poetry.lock`: every package in its exact version, and what each needs.

It does not say what was asked for: that is at least what no other package needs. Since Poetry 2 each package has its
groups, before 1.5 it had a category; between them the lock does not tell what only developers need.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.pypi import is_name, normal
from bot.assessment.manifests.reach import Locked, Need, asked_by_nobody, both, dependencies
from bot.assessment.manifests.shapes import Ecosystem, Manifest, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import (
    Node,
    Row,
    Scalar,
    Table,
    at,
    entry,
    every,
    is_true,
    items,
    pairs,
    word,
)
from bot.assessment.manifests.written import LONGEST_VERSION
from bot.core.brief import SignalKind

FORMAT: Final = "poetry.lock"
MOST_VERSIONS: Final = 8  # of a package, for other surroundings each, that a need is followed to


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == FORMAT


def read(file: str, text: str) -> Manifest:
    """A `poetry.lock` of any version."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    python = entry(at(root, "metadata"), "python-versions")
    if python.line or pairs(root):
        yield source.trait(SignalKind.LANGUAGE, "python", python if python.line else Scalar(1, FORMAT))
    packages = tuple(every(root, "package"))
    for package in packages:
        name = word(package, "name")
        if not is_name(name.text):
            yield source.missed(Why.SYNTAX, name if name.line else Scalar(package.line, "package"))
    yield from _dependencies(source, [each for each in packages if is_name(word(each, "name").text)])


def _dependencies(source: Source, packages: Sequence[Node]) -> Iterator[Finding]:
    locked: dict[str, Locked] = {}
    keys: dict[str, list[str]] = {}
    for package in packages:
        each = _locked(package, word(package, "name"))
        key = _key(package)
        if key not in locked and len(keys.setdefault(each.name, [])) < MOST_VERSIONS:
            keys[each.name].append(key)
        locked[key] = each
    needs = {
        key: tuple(_needs(at(package, "dependencies"), keys))
        for key, package in zip((_key(each) for each in packages), packages, strict=True)
    }
    yield from dependencies(source, Ecosystem.PYPI, locked, asked_by_nobody(locked, needs), needs)


def _key(package: Node) -> str:
    return f"{normal(word(package, 'name').text)} {word(package, 'version').text[:LONGEST_VERSION]}"


def _locked(package: Node, name: Scalar) -> Locked:
    only = " or ".join(dict.fromkeys(_markers(at(package, "markers"))))
    if is_true(word(package, "optional")):
        only = both(only, "optional")
    return Locked(
        normal(name.text),
        word(package, "version").text[:LONGEST_VERSION],
        name.line,
        only[:LONGEST_VERSION],
        _development(package),
    )


def _markers(node: Node) -> Iterator[str]:
    """A marker, or one for each group."""
    if isinstance(node, Table):
        yield from (value.text for _, value in pairs(node) if isinstance(value, Scalar) and value.text)
    elif isinstance(node, Scalar) and node.text:
        yield node.text


def _development(package: Node) -> bool | None:
    groups = at(package, "groups")
    if isinstance(groups, Row):
        return not any(isinstance(each, Scalar) and each.text == "main" for each in groups.items)
    category = word(package, "category").text
    return category != "main" if category else None


def _needs(node: Node, keys: Mapping[str, Sequence[str]]) -> Iterator[Need]:
    for name, value in pairs(node):
        told_of = [each for each in items(value) if isinstance(each, Table)]
        only = word(told_of[0], "markers").text if told_of else ""
        optional = "optional" if told_of and is_true(word(told_of[0], "optional")) else ""
        for key in keys.get(normal(name.text), ()):
            yield Need(key, both(only, optional))
