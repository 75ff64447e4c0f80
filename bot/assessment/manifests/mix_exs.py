"""`mix.exs`: what an Elixir project asks for, as far as it is written plainly.

It is a program; the lists that its functions called `deps` give back are read, and a dependency that they compute is
named as unresolved. What lies in a folder or in the same umbrella is another part and no dependency.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.elixir_terms import Term, terms
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.core.brief import SignalKind

RUNS: Final = "prod"
WORDS: Final = frozenset({"do", "end", "if", "else", "Mix.env", "++", "+"})
_FUNCTION: Final = re.compile(
    r"([ \t]*+)defp?[ \t]++(\w++)(?:\([^()\n]*+\))?[ \t]*+(?:when\b[^\n]*?)?(?:,[ \t]*+)?do\b:?"
)
_APP: Final = re.compile(r"[ \t]*+app:[ \t]*+:(\w++)")
_MODULE: Final = re.compile(r"\s*+defmodule\b")


def read(file: str, text: str) -> Manifest:
    """A `mix.exs`."""
    return told(file, text, "mix.exs", lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    numbered = tuple(enumerate(source.lines, start=1))
    for number, app in ((number, found[1]) for number, line in numbered if (found := _APP.match(line))):
        needs = tuple(_neighbours(source))
        yield Part(app, PartKind.PACKAGE, source.at(number), "elixir", folder=".", needs=needs)
        break
    for number, line in ((number, line) for number, line in numbered if _MODULE.match(line)):
        yield source.trait(SignalKind.LANGUAGE, "elixir", Scalar(number, line))
        break
    for begun, body in _bodies(source):
        root, troubles = terms(body, begun)
        yield from broken(source, troubles)
        for listed in root.items:
            yield from _listed(source, listed)


def _neighbours(source: Source) -> Iterator[str]:
    """The parts of the same repository that this one needs."""
    for line, body in _bodies(source):
        for listed in terms(body, line)[0].items:
            yield from (each.items[0].text for each in listed.items if _is_dependency(each) and _own(each))


def _bodies(source: Source) -> Iterator[tuple[int, str]]:
    """What the functions hold that give dependencies back, each with the number of its first line."""
    begun, blanks, body = 0, "", list[str]()
    for number, line in enumerate(source.lines, start=1):
        if begun and (line.rstrip() == f"{blanks}end" or _starts(line, blanks)):
            yield begun, "\n".join(body)
            begun = 0
        found = None if begun else _FUNCTION.match(line)
        if begun:
            body.append(line)
        elif found and "deps" in found[2]:
            begun, blanks, body = number, found[1], [line[found.end() :]]
    if begun:
        yield begun, "\n".join(body)


def _starts(line: str, blanks: str) -> bool:
    """Whether another function begins."""
    return line.startswith((f"{blanks}def ", f"{blanks}defp "))


def _is_dependency(term: Term) -> bool:
    return term.sort == "{" and bool(term.items) and term.items[0].sort == "atom"


def _own(term: Term) -> bool:
    in_umbrella = term.after("in_umbrella")
    return term.after("path") is not None or (in_umbrella is not None and in_umbrella.text == "true")


def _listed(source: Source, listed: Term) -> Iterator[Finding]:
    """The dependencies of a list; what stands where one could is computed, and named once by its line."""
    computed: set[int] = set()
    for each in listed.items if listed.sort == "[" else (listed,):
        if listed.sort == "[" and _is_dependency(each):
            yield from () if _own(each) else _dependency(source, each)
        elif each.line not in computed and (each.items or each.text not in WORDS):
            computed.add(each.line)
            yield source.missed(Why.UNRESOLVED, Scalar(each.line, source.line(each.line)))


def _dependency(source: Source, term: Term) -> Iterator[Finding]:
    name, rest = term.items[0], term.items[1:]
    written_out = any(
        each.sort == "name" for each in rest
    )  # {:a, "1.0", only: :dev} or {:a, "1.0", [only: :dev]}
    options = term if written_out else next((each for each in rest if each.sort == "["), term)
    only, hex_name = options.after("only"), options.after("hex")
    when = only.atoms() if only else ()
    needed, optional = options.after("runtime"), options.after("optional")
    version = rest[0].plain if rest and rest[0].sort == "string" else ""
    commit = options.after("tag") or options.after("ref") or options.after("branch")
    if rest and not version and rest[0].sort in ("word", "string"):
        yield source.missed(Why.UNRESOLVED, Scalar(name.line, source.line(name.line)))
    conditions = (
        ", ".join(when) if RUNS not in when else "",
        "optional" if optional and optional.text == "true" else "",
    )
    yield Dependency(
        Ecosystem.HEX,
        (hex_name.plain if hex_name else "") or name.text,
        version or (commit.plain if commit else ""),
        source.at(name.line),
        development=bool(when and RUNS not in when) or (needed is not None and needed.text != "true"),
        only=", ".join(each for each in conditions if each),
    )
