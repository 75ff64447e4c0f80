"""vercel.json, netlify.toml, fastly.toml and App Engine's app.yaml: which platform, and how much of it."""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.amounts import GIGABYTE, count, megabytes
from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.runtimes import language_of
from bot.assessment.manifests.shapes import Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.suffixes import language_of_file
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import NO_WORD, Node, Scalar, at, entry, every, items, pairs, present, word
from bot.core.brief import Metric, SignalKind

VERCEL: Final = "vercel"
NETLIFY: Final = "netlify"
FASTLY: Final = "fastly"
APP_ENGINE: Final = "app_engine"
_FRAMEWORKS: Final = {
    "nextjs": "nextjs",
    "nuxtjs": "nuxt",
    "remix": "remix",
    "hono": "hono",
    "express": "express",
}
_FASTLY: Final = frozenset({"rust", "javascript", "go"})


def read_vercel(file: str, text: str) -> Manifest:
    """What a `vercel.json` says."""
    return told(file, text, VERCEL, _vercel)


def read_netlify(file: str, text: str) -> Manifest:
    """What a `netlify.toml` says."""
    return told(file, text, NETLIFY, _netlify)


def read_fastly(file: str, text: str) -> Manifest:
    """What a `fastly.toml` says."""
    return told(file, text, FASTLY, _fastly)


def _first(source: Source, root: Node) -> Scalar:
    """What shows whose file it is: its first name."""
    names = pairs(root)
    return Scalar(names[0][0].line, names[0][0].text) if names else Scalar(1, source.line(1))


def _vercel(source: Source) -> Iterator[Finding]:
    root, troubles = json_tree(source.text)
    yield from broken(source, troubles)
    yield source.trait(SignalKind.PLATFORM, "vercel", _first(source, root))
    if framework := _FRAMEWORKS.get(word(root, "framework").text):
        yield source.trait(SignalKind.FRAMEWORK, framework, entry(root, "framework"))
    for name, function in pairs(at(root, "functions")):
        yield from _function(source, name, word(function, "runtime").text)
        memory = megabytes(word(function, "memory"))
        if memory is not None:
            yield source.figure(Metric.MEMORY_MB, memory, entry(function, "memory"), words(name.text))
    for build in items(at(root, "builds")):
        if word(build, "src") is not NO_WORD and "static" not in word(build, "use").text:
            yield from _function(source, word(build, "src"), word(build, "use").text.removeprefix("@vercel/"))
    for cron in items(at(root, "crons")):
        yield source.trait(SignalKind.USE, "cron", entry(cron, "schedule"))


def _function(source: Source, name: Scalar, runtime: str) -> Iterator[Finding]:
    language = language_of_file(name.text) or language_of(runtime)
    yield Part(words(name.text), PartKind.FUNCTION, source.at(name.line), language or None)
    if language:
        yield source.trait(SignalKind.LANGUAGE, language, name, words(name.text))


def _netlify(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    yield source.trait(SignalKind.PLATFORM, "netlify", _first(source, root))
    for name, function in pairs(at(root, "functions")):
        if word(function, "schedule") is not NO_WORD:
            yield Part(words(name.text), PartKind.FUNCTION, source.at(name.line))
            yield source.trait(SignalKind.USE, "cron", entry(function, "schedule"), words(name.text))
    for function in every(root, "edge_functions"):
        name = word(function, "function")
        if name is not NO_WORD:
            yield Part(words(name.text), PartKind.FUNCTION, source.at(name.line), "typescript")


def _fastly(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    name, language = word(root, "name"), word(root, "language").text
    known = language if language in _FASTLY else None
    yield source.trait(SignalKind.TARGET, "fastly", _first(source, root))
    called = words(name.text) or FASTLY
    yield Part(called, PartKind.WASM, source.at(name.line), known, folder=".")
    if known:
        yield source.trait(SignalKind.LANGUAGE, known, entry(root, "language"), called)


def is_app_engine(root: Node) -> bool:
    """Whether a document is of App Engine."""
    return word(root, "runtime") is not NO_WORD and not present(at(root, "provider"))


def app_engine(source: Source, root: Node) -> Iterator[Finding]:
    """What App Engine's `app.yaml` says."""
    runtime, service = word(root, "runtime"), word(root, "service")
    called = words(service.text) or "default"
    language = "" if runtime.unresolved else language_of(runtime.text)
    runs = words(word(root, "entrypoint").text)
    yield source.trait(SignalKind.PLATFORM, "app-engine", entry(root, "runtime"))
    yield Part(
        called,
        PartKind.SERVICE,
        source.at(service.line or runtime.line),
        language or None,
        folder=".",
        runs=runs,
    )
    if language:
        yield source.trait(SignalKind.LANGUAGE, language, entry(root, "runtime"), called)
    elif runtime.unresolved:
        yield source.missed(Why.UNRESOLVED, entry(root, "runtime"))
    for scaling, name in (("automatic_scaling", "min_instances"), ("manual_scaling", "instances")):
        number = count(word(root, scaling, name))
        if number is not None:
            yield source.figure(Metric.INSTANCES, number, entry(at(root, scaling), name), called)
    memory = megabytes(word(root, "resources", "memory_gb"), GIGABYTE)
    if memory is not None:
        said = entry(at(root, "resources"), "memory_gb")
        yield source.figure(Metric.MEMORY_MB, memory, said, called)
