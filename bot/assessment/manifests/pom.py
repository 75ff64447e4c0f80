"""`pom.xml`: what a Maven project asks for, as far as the file itself tells.

Properties of the file are put in their places. What a parent or an imported list of versions decides is elsewhere: the
version stays empty, and the parent and the list are named once. A plugin builds and does not run, so plugins are read
for the language that they compile only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import implied, with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Unread, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.assessment.manifests.versions import resolved
from bot.assessment.manifests.xml_lines import Element, xml_tree
from bot.core.brief import SignalKind

COMPILES: Final = {
    "kotlin-maven-plugin": "kotlin",
    "scala-maven-plugin": "scala",
    "gmavenplus-plugin": "groovy",
    "clojure-maven-plugin": "clojure",
}
COORDINATES: Final = ("groupId", "artifactId", "version")
_VARIABLE: Final = re.compile(r"\$\{([^${}]*+)\}")


@dataclass(frozen=True, slots=True)
class Pom:
    """A project's file: its values by name, and what it says of those dependencies that leave their version out."""

    source: Source
    project: Element
    values: Mapping[str, str]
    managed: Mapping[str, Element]

    def said(self, element: Element, name: str) -> str | None:
        """What a child says; empty when it is not there, None when only running Maven would tell."""
        return resolved(element.first(name).text, _VARIABLE, self.values)

    def name(self, element: Element) -> str | None:
        """group:artifact, or None when it is not told here."""
        group, artifact = self.said(element, "groupId"), self.said(element, "artifactId")
        return f"{group}:{artifact}" if group and artifact else None

    def unread(self, element: Element, why: Why) -> Unread:
        """An element that was not read, by its coordinates as they are written."""
        written = ":".join(text for each in COORDINATES if (text := element.first(each).text))
        return self.source.missed(why, Scalar(element.line, written or self.source.line(element.line)))


def read(file: str, text: str) -> Manifest:
    """A `pom.xml`, of a module or of several."""
    return told(file, text, "pom.xml", lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = xml_tree(source.text)
    yield from broken(source, troubles)
    pom = _pom(source, root.first("project"))
    if not pom.project.line:
        yield Unread(source.at(1), Why.NOT_RECOGNISED)
    yield from _itself(pom)
    for each in pom.project.every("dependencyManagement", "dependencies", "dependency"):
        if each.first("scope").text == "import":
            yield from _elsewhere(pom, each)
    for each in _asked(pom.project):
        yield from _dependency(pom, each, "")
    for profile in pom.project.every("profiles", "profile"):
        only = f"profile {profile.first('id').text}".strip()
        for each in _asked(profile):
            yield from _dependency(pom, each, only)


def _asked(place: Element) -> Iterator[Element]:
    """The dependencies of a project or a profile; one that nobody closed holds those after it."""
    for each in place.every("dependencies", "dependency"):
        yield each
        yield from (one for one in each.within() if one.name == "dependency")


def _pom(source: Source, project: Element) -> Pom:
    values = {each.name: each.text for each in project.first("properties").children}
    for name in COORDINATES:
        inherited = project.first("parent", name).text
        values[f"project.parent.{name}"] = values[f"parent.{name}"] = inherited
        own = project.first(name).text or inherited
        values[f"project.{name}"] = values[f"pom.{name}"] = own
    told_here = {name: value for name, value in values.items() if value}
    bare = Pom(source, project, told_here, {})
    listed = project.every("dependencyManagement", "dependencies", "dependency")
    return Pom(source, project, told_here, {called: each for each in listed if (called := bare.name(each))})


def _itself(pom: Pom) -> Iterator[Finding]:
    source, name = pom.source, pom.project.first("artifactId")
    plugins = tuple(pom.project.every("build", "plugins", "plugin"))
    names = {each.first("artifactId").text: each.first("artifactId").line for each in plugins}
    languages = {COMPILES[each]: line for each, line in names.items() if each in COMPILES}
    if not languages and pom.project.line:
        languages = {"java": name.line or pom.project.line}
    for language, line in languages.items():
        yield source.trait(SignalKind.LANGUAGE, language, Scalar(line, source.line(line)))
    if name.text:
        spoken = next(iter(languages), None)
        yield Part(name.text, PartKind.PACKAGE, source.at(name.line), spoken, folder=".")
    for parent in pom.project.every("parent"):
        yield from _elsewhere(pom, parent)
    for module in pom.project.every("modules", "module"):
        folder = module.text.rstrip("/")
        yield Part(folder.rpartition("/")[2], PartKind.PACKAGE, source.at(module.line), folder=folder)


def _elsewhere(pom: Pom, element: Element) -> Iterator[Finding]:
    """A parent or a list of versions: what it brings is in another file, but its name tells of the system."""
    yield pom.unread(element, Why.UNRESOLVED)
    if name := pom.name(element):
        version = pom.said(element, "version") or ""
        yield from implied(Dependency(Ecosystem.MAVEN, name, version, pom.source.at(element.line)))


def _dependency(pom: Pom, element: Element, only: str) -> Iterator[Finding]:
    name = pom.name(element)
    if name is None:
        written = all(element.first(each).text for each in COORDINATES[:2])
        yield pom.unread(element, Why.UNRESOLVED if written else Why.SYNTAX)
        return
    managed = pom.managed.get(name, element)
    version = pom.said(element if element.first("version").text else managed, "version")
    scope = element.first("scope").text or managed.first("scope").text
    optional = "optional" if element.first("optional").text == "true" else ""
    if version is None:
        yield pom.unread(element, Why.UNRESOLVED)
    yield Dependency(
        Ecosystem.MAVEN,
        name,
        version or "",
        pom.source.at(element.first("artifactId").line),
        development=scope == "test",
        only=", ".join(each for each in (only, optional) if each),
    )
