"""What Python's requirements say (PEP 508), wherever they are written: a line, an item of a list, a table's value.

Names are normalised as the registry does it (PEP 503). A version stays as it is written; what is installed from an
address has the address for a version. What lies in a folder beside is no package of the registry.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.assessment.manifests.reach import both
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Unread, Why
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Node, Row, Scalar, Table, is_true, pairs, word
from bot.assessment.manifests.written import LONGEST_VERSION, Terms, address, templated

LONGEST_NAME: Final = 200
_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_SEPARATORS: Final = re.compile(r"[-_.]+")
_REQUIREMENT: Final = re.compile(
    rf"\s*+(?P<name>(?>{_NAME.pattern}))\s*+(?:\[[^\]\n]*+\])?\s*+(?:@\s*+(?P<address>\S++)|(?P<version>[^;@]*+))"
    r"\s*+(?:;(?P<only>.*+))?$",
    re.DOTALL,
)
_VERSION: Final = re.compile(
    r"\(?\s*+(?:(?:===|==|~=|!=|<=|>=|<|>)\s*+[\w.*+!-]++\s*+(?:,\s*+|(?=\)?\s*+$)))*+\)?\s*+", re.ASCII
)
_ADDRESS: Final = re.compile(r"[^:/]*+[:/]")
_CONDITIONS: Final = ("python", "platform", "sys_platform", "platform_machine", "os_name", "platform_system")


def normal(name: str) -> str:
    """A name as the registry compares it."""
    return _SEPARATORS.sub("-", name).lower()


def is_name(text: str) -> bool:
    """Whether the registry could know something by that name."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def requirement(source: Source, said: Scalar, terms: Terms) -> Iterator[Dependency | Unread]:
    """What a requirement asks for; what it does not tell is named."""
    found = _REQUIREMENT.match(said.text)
    if found is None or not is_name(found["name"]):
        yield source.missed(Why.UNRESOLVED if templated(said.text) else Why.SYNTAX, said)
        return
    version, only = (found["version"] or "").strip(), " ".join((found["only"] or "").split())
    if templated(said.text):
        yield source.missed(Why.UNRESOLVED, said)
        version, only = ("", "") if templated(version + only) else (version, only)
    elif found["address"] and _ADDRESS.match(found["address"]):
        version = address(found["address"]).partition("#")[0]
    elif found["address"] or _VERSION.fullmatch(version) is None:
        yield source.missed(Why.SYNTAX, said)
        return
    yield dependency(
        source, Scalar(said.line, found["name"]), version, replace(terms, only=both(terms.only, only))
    )


def dependency(source: Source, name: Scalar, version: str, terms: Terms) -> Dependency:
    """A package that is asked for directly."""
    return Dependency(
        Ecosystem.PYPI,
        normal(name.text),
        version[:LONGEST_VERSION],
        source.at(name.line),
        development=terms.development,
        only=terms.only[:LONGEST_VERSION],
    )


def listed(source: Source, node: Node, terms: Terms) -> Iterator[Dependency | Unread]:
    """A list of requirements; tables within it (`include-group`) name what stands elsewhere in the same file."""
    if not isinstance(node, Row):
        return
    for each in node.items:
        if isinstance(each, Scalar):
            yield from requirement(source, each, terms)


def tabled(source: Source, node: Node, terms: Terms) -> Iterator[Dependency | Unread]:
    """A table of names and versions, as Poetry and Pipenv write it."""
    for name, value in pairs(node):
        if not is_name(name.text):
            yield source.missed(Why.SYNTAX, name)
        elif isinstance(value, Row):
            for each in value.items:
                yield from _said(source, Scalar(each.line, name.text), each, terms)
        else:
            yield from _said(source, name, value, terms)


def _said(source: Source, name: Scalar, value: Node, terms: Terms) -> Iterator[Dependency | Unread]:
    if isinstance(value, Table) and word(value, "path").text:
        yield source.missed(Why.UNRESOLVED, Scalar(name.line, f"{name.text}: {word(value, 'path').text}"))
        return
    text = value.text if isinstance(value, Scalar) else _version(value)
    if templated(text):
        yield source.missed(Why.UNRESOLVED, Scalar(name.line, f"{name.text}: {text}"))
        text = ""
    yield dependency(source, name, text, replace(terms, only=both(terms.only, _condition(value))))


def _version(value: Node) -> str:
    where = (word(value, each).text for each in ("git", "url", "file"))
    return word(value, "version").text or address(next((each for each in where if each), ""))


def _condition(value: Node) -> str:
    markers = word(value, "markers").text or word(value, "marker").text
    told = (f"{each} {word(value, each).text}" for each in _CONDITIONS if word(value, each).text)
    for each in (*told, "optional" if is_true(word(value, "optional")) else ""):
        markers = both(markers, each)
    return markers
