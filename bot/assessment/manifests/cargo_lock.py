"""`Cargo.lock`: every crate in its exact version, and who brought it.

The crates without a source are the workspace's own: what they need was asked for. The lock does not tell what is only
there to build or to test.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.reach import Locked, Need, asked_by_nobody, dependencies
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import Scalar, every, word
from bot.core.brief import SignalKind


@dataclass(frozen=True, slots=True)
class Crate:
    """A crate of the lock; `needs` as the lock writes them: a name, and a version where there are several."""

    name: Scalar
    version: str
    own: bool
    needs: tuple[str, ...]


def read(file: str, text: str) -> Manifest:
    """A `Cargo.lock` of any version."""
    return told(file, text, "Cargo.lock", _found)


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    crates: dict[str, Crate] = {}
    for node in every(root, "package"):
        name, version = word(node, "name"), word(node, "version").text
        if name.text:
            needs = tuple(each.text for each in every(node, "dependencies") if isinstance(each, Scalar))
            own = not word(node, "source").text
            crates.setdefault(f"{name.text} {version}", Crate(name, version, own, needs))
        else:
            yield source.missed(Why.SYNTAX, Scalar(node.line, source.line(node.line)))
    for first in list(crates.values())[:1]:
        yield source.trait(SignalKind.LANGUAGE, "rust", Scalar(first.name.line, source.line(first.name.line)))
    yield from _dependencies(source, crates)


def _dependencies(source: Source, crates: dict[str, Crate]) -> Iterator[Dependency]:
    by_name = {each.name.text: key for key, each in crates.items()}
    needs = {key: tuple(Need(_key(one, by_name)) for one in each.needs) for key, each in crates.items()}
    locked = {
        key: Locked(each.name.text, each.version, each.name.line)
        for key, each in crates.items()
        if not each.own
    }
    own = [key for key, each in crates.items() if each.own]
    asked = (need for key in own for need in needs[key]) if own else asked_by_nobody(locked, needs)
    yield from dependencies(source, Ecosystem.CARGO, locked, asked, needs)


def _key(need: str, by_name: dict[str, str]) -> str:
    """ "rand", "rand 0.8.5" or "rand 0.8.5 (registry+…)" as a key."""
    words = need.split(" ", 2)
    return by_name.get(words[0], "") if len(words) == 1 else f"{words[0]} {words[1]}"
