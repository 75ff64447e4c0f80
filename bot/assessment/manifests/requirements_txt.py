"""`requirements.txt` and its kin: a requirement a line, and options between them.

Where the file was compiled, its comments tell who asked for what (`# via flask`): then what came along has its chain.
Files that it names with -r or -c are not followed. Prose under such a name is told by holding no requirement at all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.pypi import LONGEST_NAME, dependency, normal, requirement
from bot.assessment.manifests.reach import Locked, Need, ways_to
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Unread, Why
from bot.assessment.manifests.source import MOST_FOUND, Finding, Source, told
from bot.assessment.manifests.tree import Scalar
from bot.assessment.manifests.written import Terms, for_developers, templated
from bot.core.brief import SignalKind

FORMAT: Final = "requirements.txt"
_NAMED: Final = re.compile(
    r"(?:[^/]*[-_.])?requirements(?:[-_.][^/]*)?\.(?:txt|in|pip)|(?:.*/)?requirements/[^/]+\.(?:txt|in)"
)
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#")
_OPTION: Final = re.compile(r"\s--?[a-z]")  # what follows a requirement: hashes, build options
_FILE: Final = re.compile(r"(?:-r|-c|--requirement|--constraint)(?:\s|=|(?=\S))")
_EDITABLE: Final = re.compile(r"(?:-e|--editable)[\s=]+")
_PLACE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:|\.{0,2}/|\.{1,2}$|[A-Za-z]:\\|\\")
_EGG: Final = re.compile(r"[#&]egg=([A-Za-z0-9._-]+)")
_WHEEL: Final = re.compile(r"([A-Za-z0-9_.]+)-(\d[^-]*)-.*\.whl")


@dataclass(slots=True)
class _Entry:
    """A line with those that continue it, and who asked for it."""

    line: int
    pieces: list[str]
    via: list[str] = field(default_factory=list[str])

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is called as these are."""
    return _NAMED.fullmatch(path.rpartition("/")[2]) is not None or _NAMED.fullmatch(path) is not None


def read(file: str, text: str) -> Manifest:
    """A requirements file, written by hand or compiled."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    entries = tuple(islice(_entries(source), MOST_FOUND + 1))
    terms = Terms(development=for_developers(source.file.rpartition("/")[2]) or _beside_tests(source.file))
    found = tuple((each, finding) for each in entries for finding in _asked(source, each, terms))
    if not any(isinstance(finding, Dependency) for _, finding in found):
        broken = [
            finding for _, finding in found if isinstance(finding, Unread) and finding.why is Why.SYNTAX
        ]
        if broken:
            yield Unread(broken[0].at, Why.NOT_RECOGNISED, broken[0].what)
            return
    else:
        yield source.trait(SignalKind.LANGUAGE, "python", Scalar(1, source.file.rpartition("/")[2]))
    yield from _with_chains(found)


def _beside_tests(file: str) -> bool:
    folder = file.lower().rpartition("/")[0].rpartition("/")[2]
    return folder in ("test", "tests", "docs", "doc")


def _entries(source: Source) -> Iterator[_Entry]:
    entry: _Entry | None = None
    goes_on = annotated = False
    for number, line in enumerate(source.lines, start=1):
        comment = _COMMENT.search(line)
        code = (line[: comment.start()] if comment else line).strip()
        said = line[comment.end() :].strip() if comment else ""
        if code or goes_on:
            if not goes_on or entry is None:
                if entry:
                    yield entry
                entry = _Entry(number, [])
            entry.pieces.append(code.removesuffix("\\").strip())
            annotated = False
        goes_on = code.endswith("\\")
        if entry and said:
            annotated = _annotate(entry, said, annotated=annotated)
    if entry:
        yield entry


def _annotate(entry: _Entry, said: str, *, annotated: bool) -> bool:
    """Takes down who asked for it; whether the comment goes on on the next line."""
    if said == "via" or said.startswith("via "):
        said, annotated = said[3:], True
    elif not annotated:
        return False
    entry.via += [each.strip() for each in said.split(",") if each.strip()]
    return annotated


def _asked(source: Source, entry: _Entry, terms: Terms) -> Iterator[Dependency | Unread]:
    text = entry.text.strip()
    said = Scalar(entry.line, text)
    editable = _EDITABLE.match(text)
    if _FILE.match(text):
        yield source.missed(Why.UNRESOLVED, said)
    elif editable or _PLACE.match(text):
        yield _from_place(source, Scalar(entry.line, text[editable.end() if editable else 0 :]), terms)
    elif text and not text.startswith("-"):
        option = _OPTION.search(text)
        yield from requirement(source, Scalar(entry.line, text[: option.start()] if option else text), terms)


def _from_place(source: Source, said: Scalar, terms: Terms) -> Dependency | Unread:
    """A package by where it lies; its name, where the address tells it."""
    last = said.text.split(" ")[0].partition("#")[0].rpartition("/")[2]
    egg, wheel = _EGG.search(said.text), _WHEEL.fullmatch(last) if len(last) <= LONGEST_NAME else None
    if templated(said.text) or not (egg or wheel):
        return source.missed(Why.UNRESOLVED, said)
    name, version = (wheel[1], wheel[2]) if wheel else (egg[1] if egg else "", "")
    return dependency(source, Scalar(said.line, name), version, terms)


def _with_chains(found: Iterable[tuple[_Entry, Dependency | Unread]]) -> Iterator[Finding]:
    """The findings with what the comments tell: who asked for it, a file or another package."""
    everything = tuple(found)
    named = {each.name: (entry, each) for entry, each in everything if isinstance(each, Dependency)}
    locked = {name: Locked(name, each.version, each.at.line) for name, (_, each) in named.items()}
    asked: list[Need] = []
    needs: dict[str, list[Need]] = {}
    for name, (entry, _) in named.items():
        via = [normal(each) for each in entry.via if not each.startswith("-c")]
        parents = [each for each in via if each in locked and each != name]
        if len(parents) < len(via) or not entry.via:
            asked.append(Need(name))
        for parent in parents:
            needs.setdefault(parent, []).append(Need(name))
    ways = ways_to(locked, asked, needs, Ecosystem.PYPI)
    for _, each in everything:
        if isinstance(each, Dependency) and each.name in ways:
            yield replace(each, direct=ways[each.name].direct, through=ways[each.name].through)
        elif isinstance(each, Dependency):
            yield replace(each, direct=False)
        else:
            yield each
