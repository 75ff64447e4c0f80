"""`Pipfile`: what Pipenv is asked for, in categories; all but the developers' are part of what runs."""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.pypi import tabled
from bot.assessment.manifests.shapes import Manifest
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import Scalar, at, entry, pairs
from bot.assessment.manifests.written import Terms, for_developers
from bot.core.brief import SignalKind

FORMAT: Final = "Pipfile"
NO_PACKAGES: Final = frozenset({"source", "requires", "scripts", "pipenv"})


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == "pipfile"


def read(file: str, text: str) -> Manifest:
    """A `Pipfile`."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    requires = at(root, "requires")
    asked = (entry(requires, each) for each in ("python_version", "python_full_version"))
    first = next((each for each in asked if each.line), None)
    if first is not None or pairs(root):
        yield source.trait(SignalKind.LANGUAGE, "python", first or Scalar(1, FORMAT))
    for category, table in pairs(root):
        if category.text not in NO_PACKAGES:
            yield from tabled(source, table, Terms(for_developers(category.text)))
