"""spin.toml, versions 1 and 2: components of WebAssembly, what starts them, and what they may reach.

Of an address only the scheme is kept: people write secrets into addresses.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.addresses import reached, settings
from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.shapes import Manifest, Part, PartKind
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import (
    NO_WORD,
    Node,
    Row,
    Scalar,
    Table,
    at,
    entry,
    every,
    items,
    word,
)
from bot.core.brief import SignalKind

ID: Final = "spin"
_BUILDS: Final = (
    (re.compile(r"\bcargo\b"), "rust"),
    (re.compile(r"\btinygo\b|\bgo build\b|\bcomponentize-go\b"), "go"),
    (re.compile(r"\bcomponentize-py\b|\bpy2wasm\b"), "python"),
    (re.compile(r"\bnpm\b|\byarn\b|\bpnpm\b|\bjco\b|\bj2w\b"), "javascript"),
    (re.compile(r"\bdotnet\b"), "csharp"),
    (re.compile(r"\bmoon\b"), "moonbit"),
    (re.compile(r"\bzig\b"), "zig"),
)


def read(file: str, text: str) -> Manifest:
    """What a `spin.toml` says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    version = next(
        (each for each in ("spin_manifest_version", "spin_version") if word(root, each) is not NO_WORD), ""
    )
    yield source.trait(
        SignalKind.TARGET, "spin", entry(root, version) if version else Scalar(1, source.line(1))
    )
    for name, component in _components(root):
        yield from _component(source, name, component)
    for trigger in every(root, "trigger", "redis"):
        yield source.trait(SignalKind.DATASTORE, "redis", Scalar(trigger.line, "trigger.redis"))
    for trigger in every(root, "trigger", "http"):
        said, handler = word(trigger, "route"), word(trigger, "component")
        if said is not NO_WORD and handler is not NO_WORD:
            yield source.trait(SignalKind.ROLE, "api", entry(trigger, "route"), words(handler.text))


def _components(root: Node) -> Iterator[tuple[Scalar, Node]]:
    """The components with their names: a table of them in version 2, a row in version 1."""
    found = at(root, "component")
    if isinstance(found, Table):
        yield from found.pairs
    elif isinstance(found, Row):
        yield from ((word(each, "id"), each) for each in found.items)


def _component(source: Source, name: Scalar, component: Node) -> Iterator[Finding]:
    called, command = words(name.text), word(component, "build", "command")
    spot = source.at(name.line or component.line)
    language = next((value for form, value in _BUILDS if form.search(command.text)), "")
    kept = tuple(_kept(component))
    runs = (
        word(component, "source")
        if word(component, "source") is not NO_WORD
        else word(component, "source", "url")
    )
    folder = word(component, "build", "workdir").text
    yield Part(
        called,
        PartKind.WASM,
        spot,
        language or None,
        folder=words(folder) or None,
        runs=words(runs.text),
        needs=tuple(words(each.text) for each, _ in kept),
    )
    if language:
        yield source.trait(SignalKind.LANGUAGE, language, entry(at(component, "build"), "command"), called)
    for store, where in kept:
        yield Part(words(store.text), PartKind.STORE, source.at(store.line))
        said = Scalar(store.line, f"{where}: {store.text}")
        yield source.trait(SignalKind.STATE, "external-state", said, called)
    for host in items(at(component, "allowed_outbound_hosts")):
        yield from reached(source, host, called)
    yield from settings(source, at(component, "environment"), called)


def _kept(component: Node) -> Iterator[tuple[Scalar, str]]:
    """The stores that the host gives a component."""
    for where in ("key_value_stores", "sqlite_databases"):
        yield from ((each, where) for each in items(at(component, where)) if isinstance(each, Scalar))
