"""Terraform, in its own language and in JSON: resources by their types. No module is followed, nothing is planned.

A reference, a variable and a call stay what they are: words that only a plan resolves.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.hcl_lines import hcl_tree
from bot.assessment.manifests.images import image_of
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.resources import Resource, declared
from bot.assessment.manifests.shapes import Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import Node, Scalar, every, items, pairs, word
from bot.core.brief import SignalKind

ID: Final = "terraform"


def read(file: str, text: str) -> Manifest:
    """What a file of Terraform says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    root, troubles = (
        json_tree(source.text) if source.file.lower().endswith(".json") else hcl_tree(source.text)
    )
    yield from broken(source, troubles)
    for resources in every(root, "resource"):
        for kind, named in pairs(resources):
            yield from _declared(source, kind, named)
    for modules in every(root, "module"):
        for name, _ in pairs(modules):
            yield source.missed(Why.UNRESOLVED, Scalar(name.line, f"module {name.text}"))


def _declared(source: Source, kind: Scalar, named: Node) -> Iterator[Finding]:
    for names in items(named):
        for name, body in pairs(names):
            for each in items(body):
                yield from declared(source, Resource(name, Scalar(name.line, kind.text), each))
                if kind.text == "helm_release":
                    yield from _release(source, name, each)


def _release(source: Source, name: Scalar, body: Node) -> Iterator[Finding]:
    """A chart of a store is called after it, as its image is."""
    chart = word(body, "chart")
    store = image_of(chart.text).store
    if store and not chart.unresolved:
        yield Part(words(name.text), PartKind.STORE, source.at(name.line))
        yield source.trait(SignalKind.DATASTORE, store, chart, words(name.text))
