"""The resources of a cloud, as CloudFormation and Terraform declare them: one table of types, one walk over each.

A type that the table does not hold says nothing. What a reference, a parameter or a call fills in is named as not read.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Final

from bot.assessment.manifests.amounts import count, megabytes
from bot.assessment.manifests.containers import task
from bot.assessment.manifests.events import started
from bot.assessment.manifests.images import image_of
from bot.assessment.manifests.runtimes import engine_of, language_of
from bot.assessment.manifests.shapes import Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, words
from bot.assessment.manifests.tree import NO_WORD, Node, Scalar, every, pairs
from bot.core.brief import Metric, SignalKind

Paths = tuple[tuple[str, ...], ...]
_RUNTIME: Final[Paths] = (("Runtime",), ("runtime",), ("build_config", "runtime"))
_STACK: Final = ("site_config", "application_stack")  # of Azure: `python_version = "3.12"`
_MEMORY: Final[Paths] = (
    ("MemorySize",),
    ("memory_size",),
    ("available_memory_mb",),
    ("service_config", "available_memory"),
    ("template", "spec", "containers", "resources", "limits", "memory"),
    ("template", "containers", "resources", "limits", "memory"),
    ("template", "template", "containers", "resources", "limits", "memory"),
    ("template", "container", "memory"),
    ("InstanceConfiguration", "Memory"),
    ("instance_configuration", "memory"),
)
_INSTANCES: Final[Paths] = (
    ("DesiredCount",),
    ("desired_count",),
    ("template", "scaling", "min_instance_count"),
    ("template", "min_replicas"),
    ("MinSize",),
    ("min_size",),
)
_IMAGE: Final[Paths] = (
    ("ImageUri",),
    ("Code", "ImageUri"),
    ("image_uri",),
    ("template", "spec", "containers", "image"),
    ("template", "containers", "image"),
    ("template", "template", "containers", "image"),
    ("template", "container", "image"),
)
_RUNS: Final[Paths] = (("Handler",), ("handler",), ("entry_point",), ("build_config", "entry_point"))
_FOLDER: Final[Paths] = (("CodeUri",),)
_ENGINE: Final[Paths] = (("Engine",), ("engine",), ("database_version",))
_LAUNCH: Final[Paths] = (
    ("LaunchType",),
    ("launch_type",),
    ("RequiresCompatibilities",),
    ("requires_compatibilities",),
)
_PROTOCOL: Final[Paths] = (("ProtocolType",), ("protocol_type",))
_SCHEDULE: Final[Paths] = (("ScheduleExpression",), ("schedule_expression",))


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource as it is declared: its own name, the type, and its properties."""

    name: Scalar
    type: Scalar
    body: Node

    @property
    def called(self) -> str:
        return words(self.name.text)

    def said(self, paths: Paths) -> Scalar:
        """The word at the first of these paths; what computes it is a word with a tag."""
        found = (each for path in paths for each in every(self.body, *path))
        return next((each for each in map(_word, found) if each is not NO_WORD), NO_WORD)

    def quoted(self, paths: Paths) -> Scalar:
        """The same as it is quoted, with its name before it."""
        said = next((path for path in paths if any(True for _ in every(self.body, *path))), ("",))
        found = self.said(paths)
        return replace(found, text=f"{said[-1]}: {found.text}")


@cache
def types() -> Mapping[str, tuple[str, tuple[tuple[SignalKind, str], ...]]]:
    """What each type declares and tells."""
    text = resources.files("bot.assessment.manifests").joinpath("resources.toml").read_text(encoding="utf-8")
    rows = ((name, row) for section in tomllib.loads(text).values() for name, row in section.items())
    return {name: (part, tuple(_told(each) for each in tells)) for name, (part, *tells) in rows}


def _told(entry: str) -> tuple[SignalKind, str]:
    kind, _, value = entry.partition(".")
    return SignalKind(kind), value


def _word(node: Node) -> Scalar:
    if isinstance(node, Scalar):
        return node
    calls = pairs(node)
    if len(calls) == 1 and (calls[0][0].text == "Ref" or calls[0][0].text.startswith("Fn::")):
        return Scalar(node.line, calls[0][0].text, "!" + calls[0][0].text)
    return Scalar(node.line, node.tag, node.tag) if node.tag else NO_WORD


def declared(source: Source, resource: Resource) -> Iterator[Finding]:
    """What a resource says."""
    kind, tells = types().get(resource.type.text, ("", ()))
    if kind:
        yield _part(source, resource, PartKind(kind))
    named = resource.called if kind else None
    yield from (source.trait(each, value, resource.type, named) for each, value in tells)
    if kind == PartKind.STORE:
        yield from _engine(source, resource)
        return
    if tells:
        yield from _numbers(source, resource)
        yield from task(source, resource.name, resource.body)
    language, shown = _language(resource)
    if language:
        yield source.trait(SignalKind.LANGUAGE, language, shown, named)
    yield from _habits(source, resource)


def _part(source: Source, resource: Resource, kind: PartKind) -> Part:
    language, _ = _language(resource)
    image, folder = resource.said(_IMAGE), resource.said(_FOLDER)
    return Part(
        resource.called,
        kind,
        source.at(resource.name.line),
        language or None,
        words(image.text) or None,
        None if folder.unresolved else words(folder.text) or None,
        words(resource.said(_RUNS).text),
    )


def _language(resource: Resource) -> tuple[str, Scalar]:
    """The language, and what tells it: the runtime, Azure's stack, or the image."""
    runtime, image = resource.said(_RUNTIME), resource.said(_IMAGE)
    if language := "" if runtime.unresolved else language_of(runtime.text):
        return language, resource.quoted(_RUNTIME)
    for stack in every(resource.body, *_STACK):
        for name, _ in pairs(stack):
            if language := language_of(name.text):
                return language, name
    return ("", image) if image.unresolved else (image_of(image.text).language, image)


def _numbers(source: Source, resource: Resource) -> Iterator[Finding]:
    for metric, paths, read in (
        (Metric.MEMORY_MB, _MEMORY, megabytes),
        (Metric.INSTANCES, _INSTANCES, count),
    ):
        said = resource.said(paths)
        value = read(said)
        if value is not None:
            yield source.figure(metric, value, resource.quoted(paths), resource.called)
        elif said.unresolved:
            yield source.missed(Why.UNRESOLVED, resource.quoted(paths))
    runtime = resource.said(_RUNTIME)
    if runtime.unresolved:
        yield source.missed(Why.UNRESOLVED, resource.quoted(_RUNTIME))


def _engine(source: Source, resource: Resource) -> Iterator[Finding]:
    said = resource.said(_ENGINE)
    if said.unresolved:
        yield source.missed(Why.UNRESOLVED, resource.quoted(_ENGINE))
    elif value := engine_of(said.text):
        yield source.trait(SignalKind.DATASTORE, value, resource.quoted(_ENGINE), resource.called)


def _habits(source: Source, resource: Resource) -> Iterator[Finding]:
    """Who launches it, how it is reached, and when."""
    launches = (each for path in _LAUNCH for each in every(resource.body, *path))
    for each in launches:
        if isinstance(each, Scalar) and each.text == "FARGATE":
            yield source.trait(SignalKind.PLATFORM, "fargate", each)
            break
    if resource.said(_PROTOCOL).text == "WEBSOCKET":
        yield source.trait(SignalKind.USE, "websockets", resource.quoted(_PROTOCOL))
    if resource.said(_SCHEDULE) is not NO_WORD:
        yield source.trait(SignalKind.USE, "cron", resource.quoted(_SCHEDULE))
    for events in every(resource.body, "Events"):
        for _, event in pairs(events):
            kind = next((each for each in every(event, "Type") if isinstance(each, Scalar)), NO_WORD)
            yield from started(source, kind, kind, resource.called)
