"""wrangler.toml and wrangler.jsonc: a Worker that is on Cloudflare already, and what is bound to it.

Cloudflare's own stores have no ids of their own among the datastores; what they tell is that the state lies outside.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.shapes import Manifest, Part, PartKind
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.suffixes import language_of_file
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import NO_WORD, Node, Row, Scalar, at, entry, every, items, pairs, word
from bot.core.brief import SignalKind

ID: Final = "wrangler"
# What is bound to a Worker and holds state: where it stands, and under which name the Worker knows it.
_STORES: Final = (
    (("kv_namespaces",), "binding"),
    (("d1_databases",), "binding"),
    (("r2_buckets",), "binding"),
    (("durable_objects", "bindings"), "name"),
    (("durable_objects", "classes"), "binding"),  # as the first releases wrote it
    (("queues", "producers"), "binding"),
    (("vectorize",), "binding"),
)


def read(file: str, text: str) -> Manifest:
    """What Wrangler's configuration says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    toml = source.file.lower().endswith(".toml")
    root, troubles = toml_tree(source.text) if toml else json_tree(source.text)
    yield from broken(source, troubles)
    named = word(root, "name")
    called = words(named.text) or "worker"
    said = entry(root, "name") if named is not NO_WORD else Scalar(1, source.line(1))
    yield from _worker(source, root, Scalar(named.line or 1, called))
    yield source.trait(SignalKind.TARGET, "cloudflare-workers", said, called)
    for store, where in _stores(root):
        yield Part(words(store.text), PartKind.STORE, source.at(store.line))
        yield source.trait(
            SignalKind.STATE, "external-state", Scalar(store.line, f"{where}: {store.text}"), called
        )
    yield from _rest(source, root, called)


def _worker(source: Source, root: Node, name: Scalar) -> Iterator[Finding]:
    """The Worker itself: one that Rust's tool builds starts in JavaScript all the same."""
    main = word(root, "main")
    language = (
        "rust" if "worker-build" in word(root, "build", "command").text else language_of_file(main.text)
    )
    yield Part(
        name.text,
        PartKind.FUNCTION,
        source.at(name.line),
        language or None,
        folder=".",
        runs=words(main.text),
        needs=tuple(dict.fromkeys(words(each.text) for each, _ in _stores(root))),
    )
    if language:
        shown = entry(root, "main") if main is not NO_WORD else entry(root, "build")
        yield source.trait(SignalKind.LANGUAGE, language, shown, name.text)


def _stores(root: Node) -> Iterator[tuple[Scalar, str]]:
    for path, name in _STORES:
        for binding in every(root, *path):
            said = word(binding, name)
            if said is not NO_WORD:
                yield said, path[0]


def _rest(source: Source, root: Node, part: str) -> Iterator[Finding]:
    """Modules of WebAssembly, a database behind Hyperdrive, and times."""
    for name, value in pairs(at(root, "wasm_modules")):
        runs = words(value.text) if isinstance(value, Scalar) else ""
        yield Part(words(name.text), PartKind.WASM, source.at(name.line), runs=runs)
    for binding in every(root, "hyperdrive"):
        said = word(binding, "binding")
        yield source.trait(
            SignalKind.STATE, "external-state", Scalar(binding.line, f"hyperdrive: {said.text}"), part
        )
    crons = at(root, "triggers", "crons")
    if isinstance(crons, Row) and items(crons):
        yield source.trait(SignalKind.USE, "cron", Scalar(crons.line, "crons"), part)
