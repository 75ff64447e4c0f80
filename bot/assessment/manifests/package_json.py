"""`package.json`: a package, what it needs, its engine, its workspaces, and how it is started.

What lies in a folder beside is a part of the same system: the package needs it, and no registry has it. A pattern of
folders (`packages/*`) cannot be followed from here.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.npm import asked, is_name, spec
from bot.assessment.manifests.shapes import Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import (
    NO_WORD,
    Node,
    Row,
    Scalar,
    Table,
    at,
    entry,
    is_true,
    items,
    pairs,
    present,
    word,
)
from bot.assessment.manifests.written import Terms
from bot.core.brief import SignalKind

FORMAT: Final = "package.json"
TABLES: Final = {
    "dependencies": Terms(),
    "optionalDependencies": Terms(only="optional"),
    "peerDependencies": Terms(only="peer"),
    "devDependencies": Terms(development=True),
}
STARTS: Final = ("start:prod", "start", "serve")  # scripts, the closest to production first
_PROCESSES: Final = re.compile(
    r"(?:^|[\s/;&|])(pm2(?:-runtime)?|concurrently|forever|npm-run-all|run-p)(?=[\s;&|]|$)"
)
_PATTERN: Final = re.compile(r"[*?!{\[]")


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == FORMAT


def read(file: str, text: str) -> Manifest:
    """A `package.json`."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = json_tree(source.text)
    yield from broken(source, troubles)
    if not pairs(root):
        return
    yield from _package(source, root)
    yield from _workspaces(source, at(root, "workspaces"))
    for table, terms in TABLES.items():
        yield from _table(source, root, table, terms)


def _package(source: Source, root: Node) -> Iterator[Finding]:
    typescript = _asked_for(root, "typescript")
    engine = next(
        (each for each in (entry(at(root, "engines"), "node"), entry(root, "name")) if each.line), None
    )
    language, said = (
        ("typescript", typescript) if typescript.line else ("javascript", engine or Scalar(1, FORMAT))
    )
    yield source.trait(SignalKind.LANGUAGE, language, said)
    start = next(
        (each for each in (entry(at(root, "scripts"), name) for name in STARTS) if each.line), NO_WORD
    )
    if _PROCESSES.search(words(start.text)):
        yield source.trait(SignalKind.USE, "processes", start)
    name = word(root, "name")
    if name.text:
        runs = next((each.text for each in (word(root, "scripts", name) for name in STARTS) if each.text), "")
        beside = tuple(_beside(root))
        spot = source.at(name.line)
        yield Part(
            words(name.text), PartKind.PACKAGE, spot, language, folder=".", runs=words(runs), needs=beside
        )


def _asked_for(root: Node, name: str) -> Scalar:
    found = (entry(at(root, table), name) for table in TABLES)
    return next((each for each in found if each.line), NO_WORD)


def _beside(root: Node) -> Iterator[str]:
    """The names of what it needs that lies in a folder of the same repository."""
    for table, terms in TABLES.items():
        for name, value in pairs(at(root, table)):
            said = value.text if isinstance(value, Scalar) and not terms.development else ""
            if is_name(name.text) and spec(name.text, said).beside:
                yield name.text


def _workspaces(source: Source, node: Node) -> Iterator[Finding]:
    listed = at(node, "packages") if isinstance(node, Table) else node
    for each in items(listed) if present(listed) else ():
        if not isinstance(each, Scalar) or not each.text:
            continue
        if _PATTERN.search(each.text):
            yield source.missed(Why.UNRESOLVED, each)
        else:
            folder = words(each.text.removeprefix("./").rstrip("/"))
            yield Part(folder.rpartition("/")[2], PartKind.PACKAGE, source.at(each.line), folder=folder)


def _table(source: Source, root: Node, table: str, terms: Terms) -> Iterator[Finding]:
    node = at(root, table)
    if isinstance(node, Row) or (isinstance(node, Scalar) and node.text):
        yield source.missed(Why.SYNTAX, Scalar(node.line, table))
    meta = pairs(at(root, "peerDependenciesMeta")) if terms.only == "peer" else ()
    optional = {name.text for name, each in meta if is_true(word(each, "optional"))}
    for name, value in pairs(node):
        on = Terms(only="peer, optional") if name.text in optional else terms
        if isinstance(value, Scalar):
            yield from asked(source, name, value.text, on)
        else:
            yield source.missed(Why.SYNTAX, name)
