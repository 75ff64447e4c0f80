"""`go.mod`: a module, what it requires, and what stands in for what it requires.

Names are module paths with their major version, as the proxy knows them. A module replaced by a fork keeps the name
that the code imports and has the fork's version; one replaced by a folder is left unresolved. `go.sum` is not read for
dependencies: it holds checksums of versions that were looked at and never built, so it tells of what does not run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Unread, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.core.brief import SignalKind

SILENT: Final = frozenset(
    {"go", "toolchain", "exclude", "retract", "tool", "godebug", "ignore"}
)  # nothing that runs
ARROW: Final = "=>"
_WORD: Final = re.compile(r"\"[^\"]*+\"|`[^`]*+`|[^\s\"`]++")
_LOCAL: Final = re.compile(r"\.{0,2}/|[A-Za-z]:|\.{1,2}$")


@dataclass(frozen=True, slots=True)
class Directive:
    """A line's verb (its block's, within one) and its words; `indirect` when the comment says so."""

    line: int
    verb: str
    words: tuple[str, ...]
    indirect: bool = False


def read(file: str, text: str) -> Manifest:
    """A `go.mod` as it is written."""
    return told(file, text, "go.mod", lambda source: with_implied(_found(source)))


def read_sums(file: str, text: str) -> Manifest:
    """A `go.sum`, of which nothing is taken."""
    return told(file, text, "go.sum", lambda source: (Unread(source.at(1), Why.LEFT_OUT),))


def _found(source: Source) -> Iterator[Finding]:
    directives = tuple(_directives(source))
    forks = {each.words[0]: each for each in directives if each.verb == "replace" and ARROW in each.words[1:]}
    for each in directives:
        match each:
            case Directive(line, "module", (name,)):
                said = Scalar(line, source.line(line))
                yield Part(name, PartKind.PACKAGE, source.at(line), "go", folder=".")
                yield source.trait(SignalKind.LANGUAGE, "go", said)
            case Directive(line, "require", (name, version)):
                version = _version(forks, name, version)
                yield Dependency(Ecosystem.GO, name, version, source.at(line), direct=not each.indirect)
            case Directive(line, "replace", words) if ARROW in words[1:-1]:
                if _LOCAL.match(words[words.index(ARROW) + 1]):
                    yield Unread(source.at(line), Why.UNRESOLVED, source.line(line))
            case Directive(_, verb, _) if verb in SILENT:
                pass
            case _:
                yield Unread(source.at(each.line), Why.SYNTAX, source.line(each.line))


def _version(forks: Mapping[str, Directive], name: str, version: str) -> str:
    """The version that is built: a fork's, if one stands in for all versions or for this one."""
    fork = forks.get(name)
    if fork is None:
        return version
    arrow = fork.words.index(ARROW)
    meant, put = fork.words[1:arrow], fork.words[arrow + 1 :]
    return put[1] if len(put) == 2 and meant in ((), (version,)) else version


def _directives(source: Source) -> Iterator[Directive]:
    block = ""
    for number, line in enumerate(source.lines, start=1):
        code, _, comment = line.partition("//")
        words = tuple(
            each.strip('"`') for each in _WORD.findall(code.replace("(", " ( ").replace(")", " ) "))
        )
        indirect = comment.strip().startswith("indirect")
        match words:
            case ():
                pass
            case (")",):
                block = ""
            case (verb, "(") if not block:
                block = verb
            case (verb, "(", *rest, ")") if not block:
                yield Directive(number, verb, tuple(rest), indirect)
            case _ if block:
                yield Directive(number, block, words, indirect)
            case _:
                yield Directive(number, words[0], words[1:], indirect)
