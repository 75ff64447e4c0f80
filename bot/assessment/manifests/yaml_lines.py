"""YAML with its lines: the events of a safe parser, never its objects, so no tag builds anything.

A template's braces are masked before, since they are no YAML. A line that breaks the syntax is named, blanked, and the
document read once more without it, a few times; each document stands for itself.
"""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from bot.assessment.manifests.building import Building
from bot.assessment.manifests.shapes import Unread, Why
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import DEEPEST, MASKED, Node, Scalar

MOST_DOCUMENTS: Final = 1_000
MOST_REREAD: Final = 6_000_000  # characters, over all attempts at a file
MOST_ATTEMPTS: Final = 8
ABYSS: Final = 4 * DEEPEST  # nobody reads on: the parser takes quadratic time there
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is there in every wheel
_SEPARATOR: Final = re.compile(r"(?:---|\.\.\.)(?:\s|$)")
_TEMPLATE: Final = re.compile(r"\{\{[^{}\n]{0,2000}\}\}")
_WHOLE: Final = re.compile(r"\s*(?:\{\{[^{}\n]{0,2000}\}\}\s*)+$")
_CLOSES: Final = re.compile(r"\{\{-?\s*(?:end|else|define|/\*)")
_BREAKS: Final = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
_ILLEGAL: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CORE: Final = "tag:yaml.org,2002:"


def documents(source: Source) -> tuple[tuple[Node, ...], tuple[Unread, ...]]:
    """The documents of a file as trees, and what was not read of them."""
    lines, unread = _masked(source)
    roots: list[Node] = []
    budget = MOST_REREAD
    for count, (start, chunk) in enumerate(_chunks(lines)):
        if count >= MOST_DOCUMENTS:
            unread.append(Unread(source.at(start + 1), Why.TOO_MANY))
            break
        budget, building = _document(source, start, chunk, budget)
        roots += building.end()
        unread += [
            Unread(source.at(line), why, said or source.line(line)) for line, why, said in building.troubles
        ]
    return tuple(roots), tuple(unread)


def _masked(source: Source) -> tuple[list[str], list[Unread]]:
    """The lines with masks where templates stood; a line that is nothing but a template is blank."""
    lines: list[str] = []
    unread: list[Unread] = []
    for number, line in enumerate(source.lines, start=1):
        legible = _ILLEGAL.sub("\ufffd", line.translate(_BREAKS))
        if "{{" in legible and _WHOLE.match(legible):
            if not _CLOSES.search(legible):
                unread.append(Unread(source.at(number), Why.UNRESOLVED, source.line(number)))
            legible = ""
        # a line of nothing but a tab is refused, and stands in many a file
        lines.append(_TEMPLATE.sub(MASKED, legible) if legible.strip() else "")
    return lines, unread


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each document's lines and how many stand before them; a directive has no meaning here."""
    start = 0
    for number, line in enumerate((*lines, "---")):
        if line[:3] in ("---", "...") and _SEPARATOR.match(line):
            chunk = lines[start:number]
            if any(each.strip() for each in chunk):
                yield start, ["" if each.startswith(("%", "---", "...")) else each for each in chunk]
            start = number
            if number < len(lines) and line[3:].strip() and not line[3:].lstrip().startswith("#"):
                lines[number] = "    " + line[4:]  # "--- {a: 1}": the document begins on the separator's line


def _document(source: Source, start: int, chunk: list[str], budget: int) -> tuple[int, Building]:
    """One document, read without the lines that break it; and what is left of the budget."""
    broken: list[tuple[int, Why, str]] = []
    building = Building()
    while True:
        text = "\n".join(chunk) + "\n"
        budget -= len(text)
        building = Building()
        wrong = _grow(building, text, start)
        if wrong is None:
            break
        line = _last_written(chunk, wrong)
        broken.append((start + line + 1, Why.SYNTAX, source.line(start + line + 1)))
        chunk[line] = ""
        if budget < 0 or len(broken) == MOST_ATTEMPTS:
            broken.append((start + line + 1, Why.TOO_MANY, ""))  # what follows was never reached
            break
    building.troubles[:0] = broken
    return budget, building


def _last_written(chunk: list[str], line: int) -> int:
    """The line itself, or the nearest before it that says anything."""
    line = min(line, len(chunk) - 1)
    while line > 0 and not chunk[line].strip():
        line -= 1
    return line


def _grow(building: Building, text: str, start: int) -> int | None:
    """Let the text grow into a tree; the line that breaks the syntax, counted from 0, or None."""
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            _take(building, event, start)
            if building.full or building.depth > ABYSS:
                why = Why.TOO_MANY if building.full else Why.TOO_DEEP
                building.troubles.append((_where(event, start), why, ""))
                return None
    except yaml.MarkedYAMLError as error:
        return _line(error, text)
    return None


def _line(error: yaml.MarkedYAMLError, text: str) -> int:
    """Where the text is broken; what is never closed is broken where it began."""
    mark, context = error.problem_mark, error.context_mark
    if mark is None or context is None:
        found = mark or context
        return found.line if found else 0
    lines = text.split("\n")
    here, there = (lines[min(each.line, len(lines) - 1)] for each in (mark, context))
    ended = mark.line >= len(lines) - 1
    unclosed = (
        "flow" in (error.context or "")
        and _indent(here) <= _indent(there)
        and here.lstrip()[:1] not in ("]", "}")
    )
    return int(context.line if ended or unclosed else mark.line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _where(event: yaml.Event, start: int) -> int:
    """The event's line, counted from 1 in the file."""
    return start + (event.start_mark.line if event.start_mark else 0) + 1


def _take(building: Building, event: yaml.Event, start: int) -> None:
    line = _where(event, start)
    match event:
        case yaml.ScalarEvent():
            building.scalar(Scalar(line, str(event.value), _tag(event.tag)), event.anchor or "")
        case yaml.MappingStartEvent():
            building.open(line, table=True, tag=_tag(event.tag), anchor=event.anchor or "")
        case yaml.SequenceStartEvent():
            building.open(line, table=False, tag=_tag(event.tag), anchor=event.anchor or "")
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            building.close()
        case yaml.AliasEvent():
            building.alias(line, str(event.anchor))
        case _:
            pass


def _tag(tag: str | None) -> str:
    """A tag of the file's own; those of YAML itself say nothing here."""
    return "" if tag is None or tag.startswith(_CORE) else tag
