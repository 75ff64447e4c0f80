"""`mix.lock`: every package of Hex in its exact version, and who brought it.

The lock does not say what was asked for. What no other package needs must have been; what another needs may have been
as well, and stands below it here.
"""

from collections.abc import Iterator

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.elixir_terms import Term, terms
from bot.assessment.manifests.reach import Locked, Need, asked_by_nobody, dependencies
from bot.assessment.manifests.shapes import Ecosystem, Manifest, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.core.brief import SignalKind


def read(file: str, text: str) -> Manifest:
    """A `mix.lock`."""
    return told(file, text, "mix.lock", _found)


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = terms(source.text)
    yield from broken(source, troubles)
    locked: dict[str, Locked] = {}
    needs: dict[str, tuple[Need, ...]] = {}
    for table in root.items:
        for key, value in zip(table.items, table.items[1:], strict=False):
            if key.sort != "name":
                continue
            if found := _locked(value, key.text):
                locked[key.text], needs[key.text] = found
            else:
                yield source.missed(Why.NOT_RECOGNISED, Scalar(key.line, source.line(key.line)))
    for first in list(locked.values())[:1]:
        yield source.trait(SignalKind.LANGUAGE, "elixir", Scalar(first.line, source.line(first.line)))
    asked = asked_by_nobody(locked, needs)
    yield from dependencies(source, Ecosystem.HEX, locked, asked, needs)


def _locked(value: Term, key: str) -> tuple[Locked, tuple[Need, ...]] | None:
    """`{:hex, :name, "1.0", "checksum", [:mix], [{:other, "~> 1", […]}], …}`, or `{:git, "address", "commit", …}`."""
    match [(each.sort, each.text) for each in value.items[:3]]:
        case [("atom", "hex"), ("atom", name), ("string", version)]:
            lists = [each for each in value.items if each.sort == "["]
            needed = lists[1].items if len(lists) > 1 else []
            needs = tuple(_need(each) for each in needed if each.items and each.items[0].sort == "atom")
            return Locked(name, version, value.line), needs
        case [("atom", "git"), ("string", _), ("string", commit)]:
            return Locked(key, commit, value.line), ()
        case _:
            return None


def _need(term: Term) -> Need:
    options = next((each for each in term.items if each.sort == "["), term)
    optional = options.after("optional")
    return Need(term.items[0].text, "optional" if optional is not None and optional.text == "true" else "")
