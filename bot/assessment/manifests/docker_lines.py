"""A Dockerfile as its instructions, and a RUN as its commands: every word keeps the line on which it stands.

Nothing is expanded: a word with a variable stays as it is written. Comments within a continued instruction are passed
over, and here-documents belong to the instruction that opens them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Scalar

MOST_WORDS: Final = 50_000  # of an instruction
_ESCAPE: Final = re.compile(r"#\s*escape\s*=\s*(\S)", re.IGNORECASE)
_KEYWORD: Final = re.compile(r"\s*([A-Za-z]+)(?:\s+|$)")
_HEREDOC: Final = re.compile(r"<<-?\s*[\"']?(\w{1,64})[\"']?")
_WORD: Final = re.compile(
    r"""(?P<break>&&|\|\||[;|&()])|(?P<word>(?:"(?:[^"\\]++|\\.)*+"|'[^']*+'|\\.|[^\s;|&()"'\\]|["'\\])++)"""
)
_QUOTES: Final = re.compile(r"[\"']")
BREAK: Final = ""  # a word that ends a command


@dataclass(frozen=True, slots=True)
class Instruction:
    """A keyword in capitals, its line, and what follows it: `rows` are its lines, numbered, without continuations."""

    keyword: str
    line: int
    rows: tuple[Scalar, ...]

    @property
    def text(self) -> str:
        """All of it in a line."""
        return " ".join(each.text.strip() for each in self.rows).strip()

    @property
    def said(self) -> Scalar:
        """The instruction as it is quoted."""
        return Scalar(self.line, f"{self.keyword} {self.text}")


class _Read(NamedTuple):
    """An instruction so far, and the place of the line after it."""

    keyword: str
    rows: tuple[Scalar, ...]
    after: int


def instructions(source: Source) -> Iterator[Instruction]:
    """The instructions in their order; a line that begins with no word has an empty keyword."""
    lines, ends = source.lines, _lines_by_text(source)
    escape = found[1] if (found := _ESCAPE.match(lines[0])) else "\\"
    place = 0
    while place < len(lines):
        if not lines[place].strip() or lines[place].lstrip().startswith("#"):
            place += 1
            continue
        rows, after = _continued(lines, place, escape)
        keyword = _KEYWORD.match(rows[0].text)
        name = keyword[1].upper() if keyword else ""
        first = Scalar(rows[0].line, rows[0].text[keyword.end() :] if keyword else rows[0].text)
        read = _document(source, ends, _Read(name, (first, *rows[1:]), after))
        yield Instruction(name, place + 1, read.rows)
        place = read.after


def _continued(lines: tuple[str, ...], place: int, escape: str) -> tuple[list[Scalar], int]:
    """An instruction's lines, and where the next one begins."""
    rows: list[Scalar] = []
    for number in range(place, len(lines)):
        line = lines[number]
        if rows and (not line.strip() or line.lstrip().startswith("#")):
            continue
        more = line.rstrip().endswith(escape)
        rows.append(Scalar(number + 1, line.rstrip()[:-1] if more else line))
        if not more:
            return rows, number + 1
    return rows, len(lines)


def _lines_by_text(source: Source) -> Mapping[str, list[int]]:
    """Where a here-document may end: the places of each line that is a single word."""
    places: dict[str, list[int]] = {}
    if "<<" in source.text:
        for number, line in enumerate(source.lines):
            if (word := line.strip()) and " " not in word:
                places.setdefault(word, []).append(number)
    return places


def _document(source: Source, ends: Mapping[str, list[int]], read: _Read) -> _Read:
    """A here-document's lines after the instruction's own; each is a command of its own in a RUN."""
    rows = read.rows
    opened = _HEREDOC.search(rows[-1].text) if read.keyword in ("RUN", "COPY", "ADD") else None
    places = ends.get(opened[1], []) if opened else []
    found = bisect_left(places, read.after)
    if opened is None or found == len(places):
        return read
    own = (*rows[:-1], Scalar(rows[-1].line, rows[-1].text[: opened.start()]))
    if read.keyword == "RUN":
        script = range(read.after, places[found])
        own = (*own, *(Scalar(each + 1, f"; {_without_comment(source.lines[each])}") for each in script))
    return _Read(read.keyword, own, places[found] + 1)


def _without_comment(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line.rstrip().removesuffix("\\")


def shell_words(rows: tuple[Scalar, ...]) -> Iterator[Scalar]:
    """The words of a shell's line, without quotes; what ends a command is an empty word."""
    told = 0
    for row in rows:
        for found in _WORD.finditer(row.text):
            told += 1
            if told > MOST_WORDS:
                return
            word = found["word"]
            yield Scalar(row.line, _QUOTES.sub("", word) if word else BREAK)


def commands(rows: tuple[Scalar, ...]) -> Iterator[tuple[Scalar, ...]]:
    """The commands of a RUN."""
    command: list[Scalar] = []
    for word in shell_words(rows):
        if word.text == BREAK:
            yield tuple(command)
            command = []
        else:
            command.append(word)
    yield tuple(command)
