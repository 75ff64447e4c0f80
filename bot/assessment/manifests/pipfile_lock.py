"""`Pipfile.lock`: what Pipenv installs, in exact versions.

It does not say who needs what. What was asked for has an index; the rest is there for some of it.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.pypi import is_name, normal
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Node, Scalar, Table, at, pairs, present, word
from bot.assessment.manifests.written import LONGEST_VERSION, address, for_developers
from bot.core.brief import SignalKind

FORMAT: Final = "Pipfile.lock"


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == "pipfile.lock"


def read(file: str, text: str) -> Manifest:
    """A `Pipfile.lock`."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = json_tree(source.text)
    yield from broken(source, troubles)
    if pairs(root):
        yield source.trait(SignalKind.LANGUAGE, "python", Scalar(1, FORMAT))
    for category, packages in pairs(root):
        if category.text != "_meta":
            for name, package in pairs(packages):
                if is_name(name.text) and isinstance(package, Table):
                    yield _locked(source, name, package, development=for_developers(category.text))
                else:
                    yield source.missed(Why.SYNTAX, name)


def _locked(source: Source, name: Scalar, package: Node, *, development: bool) -> Dependency:
    version = word(package, "version").text.removeprefix("==")
    place = address(word(package, "git").text or word(package, "file").text or word(package, "path").text)
    return Dependency(
        Ecosystem.PYPI,
        normal(name.text),
        (version or place)[:LONGEST_VERSION],
        source.at(name.line),
        direct=present(at(package, "index")),
        development=development,
        only=word(package, "markers").text[:LONGEST_VERSION],
    )
