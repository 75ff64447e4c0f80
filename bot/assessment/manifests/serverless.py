"""A file of the Serverless Framework: a provider, functions, what starts them, and the resources beside them.

What the provider says of all functions holds for each that says nothing itself. `${…}` is resolved by the framework
alone, so it is named and not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.amounts import megabytes
from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.cloudformation import templated
from bot.assessment.manifests.events import started
from bot.assessment.manifests.images import image_of
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.runtimes import language_of
from bot.assessment.manifests.shapes import Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import (
    NO_WORD,
    Node,
    Scalar,
    at,
    entry,
    items,
    pairs,
    present,
    word,
)
from bot.assessment.manifests.yaml_lines import documents
from bot.core.brief import Metric, SignalKind

ID: Final = "serverless"
_PROVIDERS: Final = {
    "aws": (SignalKind.PLATFORM, "aws-lambda"),
    "azure": (SignalKind.PLATFORM, "azure-functions"),
    "google": (SignalKind.PLATFORM, "cloud-functions"),
    "cloudflare": (SignalKind.TARGET, "cloudflare-workers"),
    "openwhisk": (SignalKind.PLATFORM, "openwhisk"),
    "knative": (SignalKind.PLATFORM, "knative"),
}


@dataclass(frozen=True, slots=True)
class _Function:
    name: Scalar
    body: Node
    provider: Node

    def holds(self, *names: str) -> tuple[Scalar, Scalar]:
        """What holds for it by one of these names, as it is and as it is quoted."""
        for node in (self.body, self.provider):
            for name in names:
                if (said := word(node, name)) is not NO_WORD:
                    return said, entry(node, name)
        return NO_WORD, NO_WORD


def read(file: str, text: str) -> Manifest:
    """What a `serverless.yml`, or one in JSON, says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    if source.file.lower().endswith(".json"):
        root, troubles = json_tree(source.text)
        yield from broken(source, troubles)
        roots: tuple[Node, ...] = (root,)
    else:
        roots, unread = documents(source)
        yield from unread
    for each in roots:
        yield from described(source, each)


def is_serverless(root: Node) -> bool:
    """Whether a document is of the framework."""
    return present(at(root, "service")) and present(at(root, "provider"))


def described(source: Source, root: Node) -> Iterator[Finding]:
    """What one document says."""
    provider = at(root, "provider")
    named = provider if isinstance(provider, Scalar) else word(provider, "name")
    quoted = entry(root, "provider") if isinstance(provider, Scalar) else entry(provider, "name")
    if found := _PROVIDERS.get(named.text):
        yield source.trait(*found, quoted)
    elif not is_serverless(root):
        yield source.missed(Why.NOT_RECOGNISED, Scalar(max(root.line, 1), source.line(root.line)))
    for functions in items(at(root, "functions")):
        if isinstance(functions, Scalar):
            yield source.missed(Why.UNRESOLVED, functions)
        for name, body in pairs(functions):
            yield from _function(source, _Function(name, body, provider))
    for resources in items(at(root, "resources")):
        if isinstance(resources, Scalar):
            yield source.missed(Why.UNRESOLVED, resources)
        yield from templated(source, resources)


def _function(source: Source, function: _Function) -> Iterator[Finding]:
    called = words(function.name.text)
    if isinstance(function.body, Scalar) and function.body.unresolved:
        yield source.missed(Why.UNRESOLVED, function.body)
        yield Part(called, PartKind.FUNCTION, source.at(function.name.line))
        return
    runtime, quoted = function.holds("runtime")
    image = word(function.body, "image")
    language = "" if runtime.unresolved else language_of(runtime.text) or image_of(image.text).language
    handler = word(function.body, "handler")
    spot = source.at(function.name.line)
    yield Part(
        called, PartKind.FUNCTION, spot, language or None, words(image.text) or None, runs=words(handler.text)
    )
    if language:
        yield source.trait(SignalKind.LANGUAGE, language, quoted if quoted is not NO_WORD else image, called)
    elif runtime.unresolved:
        yield source.missed(Why.UNRESOLVED, quoted)
    yield from _memory(source, function, called)
    for event in items(at(function.body, "events")):
        if isinstance(event, Scalar):
            yield from started(source, event, event, called)
        for name, _ in pairs(event):
            yield from started(source, name, entry(event, name.text), called)


def _memory(source: Source, function: _Function, called: str) -> Iterator[Finding]:
    said, quoted = function.holds("memorySize", "memory")
    amount = megabytes(said)
    if amount is not None:
        yield source.figure(Metric.MEMORY_MB, amount, quoted, called)
    elif said is not NO_WORD:
        yield source.missed(Why.UNRESOLVED if said.unresolved else Why.SYNTAX, quoted)
