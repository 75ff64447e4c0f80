"""`build.gradle` and `build.gradle.kts`: what a Gradle project asks for, as far as the script says it plainly.

Values that the script gives to names are put in their places. What a catalogue, a platform or a program decides is
named as unresolved. The script's own language says nothing about the project's: the plugins do.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from bot.assessment.manifests.gradle_blocks import Sentence, sentences
from bot.assessment.manifests.implied import implied, with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Unread, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.assessment.manifests.versions import resolved
from bot.core.brief import SignalKind

CATALOGUE: Final = "libs."
MOST_SENTENCES: Final = 50_000
RUNS: Final = re.compile(
    r"(?:\w*(?:[aA]pi|[iI]mplementation|[rR]untimeOnly)|compile|runtime|providedRuntime)$"
)
BUILDS: Final = re.compile(
    r"(?:\w*(?:[cC]ompileOnly|[cC]ompileOnlyApi|[aA]nnotationProcessor|[dD]evelopmentOnly)|kapt\w*|ksp\w*|provided"
    r"|classpath|coreLibraryDesugaring|test\w*|androidTest\w*|integrationTest\w*|jmh\w*)$"
)
LANGUAGES: Final = {
    "java": "java",
    "java-library": "java",
    "application": "java",
    "war": "java",
    "groovy": "groovy",
    "scala": "scala",
    "kotlin": "kotlin",
    "org.jetbrains.kotlin.jvm": "kotlin",
    "org.jetbrains.kotlin.multiplatform": "kotlin",
}
FRAMEWORKS: Final = {
    "org.springframework.boot": "spring",
    "io.quarkus": "quarkus",
    "io.micronaut.application": "micronaut",
    "io.ktor.plugin": "ktor",
    "org.playframework.play": "play",
}
_ASKS: Final = re.compile(r"[\"']?(\w{1,80}+)[\"']?\s*+\(?\s*+(.*)", re.DOTALL)
_STRING: Final = re.compile(r"\"{3}(.*?)\"{3}|\"([^\"]*+)\"|'([^']*+)'", re.DOTALL)
_NAMED: Final = re.compile(r"\b(group|name|version)\s*+[:=]\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_KOTLIN: Final = re.compile(r"kotlin \( (?:\"([^\"]*+)\"|'([^']*+)')")
_NEIGHBOUR: Final = re.compile(
    r"(?:platform \( )?(?:projects\.([\w.]++)|project\b[^\"']*+(?:[\"']:?([^\"']*+))?)"
)
_COORDINATE: Final = re.compile(r"[^\s:/]++:[^\s:/]++(?::[^\s/]*+)?$")
_LISTS: Final = re.compile(r"(?:enforcedPlatform|platform|mavenBom)\b")
_PLUGIN: Final = re.compile(r"(?:(?:id|kotlin|alias)\b\s*+\(?\s*+)?[\"'`]?([\w.-]++)")
_VALUE: Final = re.compile(
    r"(?:(?:def|val|var|final|String|const)\s++)*+(?:ext\s?\.\s?|project\.ext\.|extra|ext|set)?\s*+[\[(]?\s*+[\"']?"
    r"([\w.-]++)[\"']?\s*+[\])]?\s*+(?:=|,|by extra \(|by)\s*+(?:\"([^\"$]*+)\"|'([^']*+)')"
)
_VARIABLE: Final = re.compile(
    r"\$\{\s*+(?:rootProject\.|project\.)?(?:ext\.|extra\.)?([\w.-]++)\s*+\}|\$([a-zA-Z_]\w*+)|(\$)"
)


def read(file: str, text: str) -> Manifest:
    """A Gradle build script, in Groovy or in Kotlin."""
    return told(file, text, "build.gradle", lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    said = tuple(islice(sentences(source.text), MOST_SENTENCES))
    if len(said) == MOST_SENTENCES:
        yield Unread(source.at(said[-1].line), Why.TOO_MANY)
    values = {
        found[1]: found[2] or found[3] or ""
        for each in said
        if "dependencies" not in each.inside and (found := _VALUE.match(each.words))
    }
    yield from (
        source.missed(Why.SYNTAX, Scalar(each.line, source.line(each.line))) for each in said if each.broken
    )
    plugins = {id_: each.line for each in said if (id_ := _plugin(each))}
    yield from _itself(source, plugins, tuple(dict.fromkeys(_neighbours(said))))
    for each in said:
        if _listing(each):
            yield from _asked(source, each, values)
        elif each.inside[-1:] == ("imports",) and _LISTS.match(each.words):
            yield from _elsewhere(source, each, values)


def _listing(each: Sentence) -> bool:
    """Whether a sentence stands directly in a block of dependencies ("commonMain.dependencies" is one, too)."""
    return bool(each.inside) and each.inside[-1].rpartition(".")[2] == "dependencies"


def _plugin(each: Sentence) -> str:
    """The plugin that a sentence applies; empty when it applies none."""
    if each.inside[-1:] == ("plugins",) and (found := _PLUGIN.match(each.words)):
        return "kotlin" if each.words.startswith("kotlin") else found[1]
    found = re.match(r"apply\s*+\(?\s*+plugin\s*+[:=]\s*+[\"']([\w.-]++)", each.words)
    return found[1] if found else ""


def _itself(source: Source, plugins: Mapping[str, int], needs: tuple[str, ...]) -> Iterator[Finding]:
    languages = {LANGUAGES[id_]: line for id_, line in plugins.items() if id_ in LANGUAGES}
    if len(languages) > 1:
        languages.pop("java", None)  # the plugin of another language brings Java's along
    for language, line in languages.items():
        yield source.trait(SignalKind.LANGUAGE, language, Scalar(line, source.line(line)))
    for id_, line in plugins.items():
        if id_.startswith(CATALOGUE):
            yield source.missed(Why.UNRESOLVED, Scalar(line, source.line(line)))
        elif id_ in FRAMEWORKS:
            yield source.trait(SignalKind.FRAMEWORK, FRAMEWORKS[id_], Scalar(line, source.line(line)))
    if plugins:
        folder = source.file.replace("\\", "/").rpartition("/")[0].rpartition("/")[2]
        spot, spoken = source.at(min(plugins.values())), next(iter(languages), None)
        yield Part(folder or source.file, PartKind.PACKAGE, spot, spoken, folder=".", needs=needs)


def _neighbours(said: tuple[Sentence, ...]) -> Iterator[str]:
    """The other projects of the build that this one needs to run."""
    for each in said:
        asks = _ASKS.match(each.words) if _listing(each) else None
        found = _NEIGHBOUR.match(asks[2]) if asks and RUNS.match(asks[1]) else None
        if asks and found and not BUILDS.match(asks[1]) and (path := found[1] or found[2]):
            yield path


def _asked(source: Source, each: Sentence, values: Mapping[str, str]) -> Iterator[Finding]:
    asks = _ASKS.match(each.words)
    runs, builds = (RUNS.match(asks[1]), BUILDS.match(asks[1])) if asks else (None, None)
    if asks is None or not (runs or builds):
        if asks and asks[1] not in ("constraints", "modules", "components", "imports"):
            yield source.missed(Why.UNRESOLVED, Scalar(each.line, source.line(each.line)))
        return
    if _NEIGHBOUR.match(asks[2]):
        return
    if _LISTS.match(asks[2]):
        yield from _elsewhere(source, each, values)
        return
    development = builds is not None or "buildscript" in each.inside
    coordinates = tuple(_coordinates(asks[2]))
    if not coordinates:
        yield source.missed(Why.UNRESOLVED, Scalar(each.line, source.line(each.line)))
    for each_one in coordinates:
        name, version = _resolved(each_one, values)
        if name is None or version is None:
            yield source.missed(Why.UNRESOLVED, Scalar(each.line, source.line(each.line)))
        if name:
            spot = source.at(each.line)
            yield Dependency(Ecosystem.MAVEN, name, version or "", spot, development=development)


def _coordinates(words: str) -> Iterator[str]:
    """What is asked for as "group:artifact:version", however the script writes it."""
    if found := _KOTLIN.match(words):
        yield f"org.jetbrains.kotlin:kotlin-{found[1] or found[2]}:"
        return
    named = {key: one or two for key, one, two in _NAMED.findall(words)}
    if "group" in named and "name" in named:
        yield f"{named['group']}:{named['name']}:{named.get('version', '')}"
        return
    for long, one, two in _STRING.findall(words):
        said = long or one or two
        if _COORDINATE.match(said):
            yield said


def _resolved(written: str, values: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The name and the version; None in place of either that only running the script would tell."""
    group, _, rest = written.partition(":")
    artifact, _, version = rest.partition(":")
    name = resolved(f"{group}:{artifact}", _VARIABLE, values)
    return name, resolved(version.partition("@")[0].partition(":")[0], _VARIABLE, values)


def _elsewhere(source: Source, each: Sentence, values: Mapping[str, str]) -> Iterator[Finding]:
    """A list of versions that stands elsewhere; its name tells of the system."""
    yield source.missed(Why.UNRESOLVED, Scalar(each.line, source.line(each.line)))
    for written in _coordinates(each.words):
        if called := _resolved(written, values)[0]:
            yield from implied(Dependency(Ecosystem.MAVEN, called, "", source.at(each.line)))
