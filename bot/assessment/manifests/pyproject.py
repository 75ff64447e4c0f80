"""`pyproject.toml`: a project, what it needs (PEP 621, PEP 735, Poetry, PDM, Hatch, uv), and its Python.

What builds it and what its developers need is not part of what runs. An extra counts for those who ask for it.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.pypi import listed, tabled
from bot.assessment.manifests.shapes import Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import Node, Row, Scalar, Table, at, entry, pairs, word
from bot.assessment.manifests.written import Terms, for_developers
from bot.core.brief import SignalKind

FORMAT: Final = "pyproject.toml"
FOR_DEVELOPERS: Final = Terms(development=True)
INTERPRETER: Final = "python"  # stands among Poetry's dependencies


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == FORMAT


def read(file: str, text: str) -> Manifest:
    """A `pyproject.toml` of any build system."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    project, poetry = at(root, "project"), at(root, "tool", "poetry")
    yield from _python(source, project, poetry)
    yield from _part(source, project if word(project, "name").text else poetry)
    yield from _project(source, project)
    yield from listed(source, at(root, "build-system", "requires"), FOR_DEVELOPERS)
    for _, group in pairs(at(root, "dependency-groups")):
        yield from listed(source, group, FOR_DEVELOPERS)
    yield from _poetry(source, poetry)
    yield from _other_tools(source, at(root, "tool"))


def _python(source: Source, project: Node, poetry: Node) -> Iterator[Finding]:
    asked = (entry(project, "requires-python"), entry(at(poetry, "dependencies"), INTERPRETER))
    named = (entry(project, "name"), entry(poetry, "name"))
    first = next((each for each in (*asked, *named) if each.line), None)
    if first is not None:
        yield source.trait(SignalKind.LANGUAGE, "python", first)


def _part(source: Source, table: Node) -> Iterator[Finding]:
    name = word(table, "name")
    if name.text:
        yield Part(words(name.text), PartKind.PACKAGE, source.at(name.line), "python", folder=".")


def _project(source: Source, project: Node) -> Iterator[Finding]:
    yield from listed(source, at(project, "dependencies"), Terms())
    for group, node in pairs(at(project, "optional-dependencies")):
        terms = Terms(for_developers(group.text), f"extra == '{group.text}'")
        yield from listed(source, node, terms)
    dynamic = at(project, "dynamic")
    for each in dynamic.items if isinstance(dynamic, Row) else ():
        if isinstance(each, Scalar) and each.text in ("dependencies", "optional-dependencies"):
            yield source.missed(Why.UNRESOLVED, Scalar(each.line, f"dynamic: {each.text}"))


def _poetry(source: Source, poetry: Node) -> Iterator[Finding]:
    yield from tabled(source, _without_python(at(poetry, "dependencies")), Terms())
    yield from tabled(source, _without_python(at(poetry, "dev-dependencies")), FOR_DEVELOPERS)
    for name, group in pairs(at(poetry, "group")):
        terms = Terms(development=name.text != "main")
        yield from tabled(source, _without_python(at(group, "dependencies")), terms)


def _without_python(node: Node) -> Node:
    return Table(node.line, tuple(each for each in pairs(node) if each[0].text.lower() != INTERPRETER))


def _other_tools(source: Source, tool: Node) -> Iterator[Finding]:
    yield from listed(source, at(tool, "uv", "dev-dependencies"), FOR_DEVELOPERS)
    for _, group in pairs(at(tool, "pdm", "dev-dependencies")):
        yield from listed(source, group, FOR_DEVELOPERS)
    for _, surroundings in pairs(at(tool, "hatch", "envs")):
        for each in ("dependencies", "extra-dependencies"):
            yield from listed(source, at(surroundings, each), FOR_DEVELOPERS)
