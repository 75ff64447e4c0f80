"""`*.csproj` and its kin, and `Directory.Packages.props`: what a .NET project asks for, as far as the file tells.

Package names have no case on NuGet. Conditions are kept as they are written and never evaluated, so a property that is
set on a condition has its first value. A central list of versions only lists: a project's file tells what it asks for.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Unread, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.assessment.manifests.versions import LISTED, resolved
from bot.assessment.manifests.xml_lines import Element, xml_tree
from bot.core.brief import SignalKind

LANGUAGES: Final = {".csproj": "csharp", ".fsproj": "fsharp"}
ASKS: Final = frozenset({"PackageReference", "PackageVersion", "GlobalPackageReference"})
SDKS: Final = {
    "microsoft.net.sdk.web": (SignalKind.FRAMEWORK, "aspnet"),
    "microsoft.net.sdk.blazorwebassembly": (SignalKind.FRAMEWORK, "blazor"),
    "microsoft.net.sdk.worker": (SignalKind.ROLE, "worker"),
}
SETTINGS: Final = {
    ("UseWPF", "true"): (SignalKind.USE, "windows-only"),
    ("UseWindowsForms", "true"): (SignalKind.USE, "windows-only"),
}
_VARIABLE: Final = re.compile(r"\$\(([^$()]*+)\)")
_WINDOWS: Final = re.compile(r"(?:^|;)\s*+(?:v?[1-4]\.|net[1-4]\d|net\d++\.\d++-windows)")


def read(file: str, text: str) -> Manifest:
    """A project's file, or one of those that several projects share."""
    return told(file, text, "msbuild", lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = xml_tree(source.text)
    yield from broken(source, troubles)
    project = root.first("Project")
    if not project.line:
        yield Unread(source.at(1), Why.NOT_RECOGNISED)
    values: dict[str, str] = {}
    for each in project.every("PropertyGroup"):
        for one in each.children:
            values.setdefault(one.name, one.text)
    yield from _itself(source, project, values)
    for group in project.within():
        for each in group.children if group.name == "ItemGroup" else ():
            if each.name in ASKS:
                yield from _dependency(source, each, group.attribute("Condition"), values)


def _itself(source: Source, project: Element, values: Mapping[str, str]) -> Iterator[Finding]:
    name = source.file.replace("\\", "/").rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    language = LANGUAGES.get(f".{ending}".lower())
    if language and project.line:
        kind = PartKind.WASM if "wasi" in values.get("RuntimeIdentifier", "") else PartKind.PACKAGE
        needs = tuple(
            _stem(each.attribute("Include")) for each in project.within() if each.name == "ProjectReference"
        )
        called = resolved(values.get("AssemblyName", ""), _VARIABLE, values) or stem
        yield Part(called, kind, source.at(project.line), language, folder=".", needs=needs)
        said = Scalar(project.line, source.line(project.line))
        yield source.trait(SignalKind.LANGUAGE, language, said)
    for sdk in (project.attribute("Sdk"), *(each.attribute("Name") for each in project.every("Sdk"))):
        if told_by := SDKS.get(sdk.partition("/")[0].lower()):
            yield source.trait(*told_by, Scalar(project.line, sdk))
    for each in (one for group in project.every("PropertyGroup") for one in group.children):
        yield from _setting(source, each)


def _setting(source: Source, each: Element) -> Iterator[Finding]:
    said = Scalar(each.line, f"{each.name}: {each.text}")
    if found := SETTINGS.get((each.name, each.text.lower())):
        yield source.trait(*found, said)
    elif each.name.startswith("TargetFramework") and _WINDOWS.search(each.text.lower()):
        yield source.trait(SignalKind.USE, "windows-only", said)
    elif each.name == "AzureFunctionsVersion":
        yield source.trait(SignalKind.PLATFORM, "azure-functions", said)


def _dependency(source: Source, each: Element, outer: str, values: Mapping[str, str]) -> Iterator[Finding]:
    written = each.attribute("Include") or each.attribute("Update")
    name = resolved(written, _VARIABLE, values)
    if not name:
        if not each.attribute("Remove"):
            why = Why.UNRESOLVED if written else Why.SYNTAX
            yield source.missed(why, Scalar(each.line, written or source.line(each.line)))
        return
    version = resolved(_said(each, "VersionOverride") or _said(each, "Version"), _VARIABLE, values)
    if version is None:
        yield source.missed(Why.UNRESOLVED, Scalar(each.line, source.line(each.line)))
    listed, everywhere = each.name == "PackageVersion", each.name == "GlobalPackageReference"
    conditions = (LISTED,) if listed else (outer, each.attribute("Condition"))
    yield Dependency(
        Ecosystem.NUGET,
        name.strip().lower(),
        version or "",
        source.at(each.line),
        development=everywhere or _said(each, "PrivateAssets").lower() == "all",
        only=" and ".join(one.strip() for one in conditions if one.strip()),
    )


def _said(each: Element, name: str) -> str:
    """An attribute, or the child of that name: MSBuild takes both."""
    return each.attribute(name) or each.first(name).text


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[0] or name
