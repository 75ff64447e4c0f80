"""TOML with the lines on which things stand, read statement by statement and never refused as a whole.

A statement that is broken is named with its line; the next line that begins one is read. A row that nobody closed ends
where a header or an assignment begins. Types are not told apart: `3.11` is the same word with quotes and without.
"""

import re
import tomllib
from typing import Final

from bot.assessment.manifests.growing import ROW, TABLE, UNCLOSED, Growing, Grown, Trouble, reached
from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.tree import DEEPEST, Node

_STRING: Final = r""""(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+'"""
_PART: Final = re.compile(rf"[\w+-]++|{_STRING}")
_NAME: Final = rf"(?:[\w+-]++|{_STRING})(?:[ \t]*+\.[ \t]*+(?:[\w+-]++|{_STRING}))*+"
_REST: Final = r"[ \t]*+(?:\#[^\n]*+)?$"
_NOTHING: Final = re.compile(_REST, re.MULTILINE)
_HEADER: Final = re.compile(rf"[ \t]*+(\[\[?)[ \t]*+({_NAME})[ \t]*+(\]\]?){_REST}", re.MULTILINE)
_ASSIGNED: Final = re.compile(rf"[ \t]*+({_NAME})[ \t]*+=")
_LINE: Final = re.compile(r"[^\n]*+")
_TOKEN: Final = re.compile(
    r"""(?P<newline>\n)|(?P<blank>[^\S\n]++|\#[^\n]*+)|(?P<mark>[{}\[\],=])
    |(?P<string>"{3}(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}|'{3}(?:[^']++|'(?!''))*+'{3,5}"""
    rf"|(?!\"{{3}}|'{{3}})(?:{_STRING}))"
    r"""|(?P<endless>"{3}[\s\S]*+|'{3}[\s\S]*+)|(?P<broken>["'][^\n]*+)|(?P<word>[^\s{}\[\],="'\#]++)""",
    re.VERBOSE,
)
_CLOSES: Final = {"}": TABLE, "]": ROW}


def toml_tree(text: str) -> tuple[Node, tuple[Trouble, ...]]:
    """What the text holds, as a table, and what is wrong with it."""
    reading = _Reading(text)
    at = 0
    while at < len(text) and not reading.grown.hopeless:
        at = reading.statement(at)
    if reading.grown.hopeless:
        reading.grown.left_off(reading.line)
    return reading.root.done(), tuple(reading.grown.troubles)


class _Reading:
    """A document so far, and the table that the last header opened; none where it could not be opened."""

    __slots__ = ("grown", "line", "parts", "root", "table", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 1
        self.parts: tuple[str, ...] = ()  # of a name within a table that is written on a line
        self.root = Grown(1, TABLE)
        self.table: Grown | None = self.root
        self.grown = Growing(self.root)

    def statement(self, at: int) -> int:
        """Reads the statement at the start of a line; where the next one starts."""
        if header := _HEADER.match(self.text, at):
            self._opens(*header.groups())
            return self._next(header.end())
        if assigned := _ASSIGNED.match(self.text, at):
            return self._value(_path(assigned.group(1)), assigned.end())
        if not _NOTHING.match(self.text, at):
            self.grown.trouble(self.line, self._words(at))
        return self._next(at)

    def _next(self, at: int) -> int:
        end = self.text.find("\n", at)
        self.line += 1
        return len(self.text) if end < 0 else end + 1

    def _words(self, at: int) -> str:
        found = _LINE.match(self.text, at)
        return found.group() if found else ""

    def _opens(self, opening: str, name: str, closing: str) -> None:
        path = _path(name)
        self.grown.nodes += len(path)
        place = reached(self.root, path[:-1], self.line)
        if isinstance(place, Grown) and opening == "[":
            place = reached(place, path[-1:], self.line)
        elif isinstance(place, Grown):
            place = self._another(place, path[-1])
        if len(opening) != len(closing):
            place = Why.SYNTAX
        self.table = place if isinstance(place, Grown) else None
        if isinstance(place, Why):
            self.grown.trouble(self.line, f"{opening}{name}{closing}", place)

    def _another(self, place: Grown, name: str) -> Grown | Why:
        """One more table of a row of tables."""
        _, row = place.pairs.setdefault(name, (self.line, Grown(self.line, ROW, depth=place.depth + 1)))
        table = Grown(self.line, TABLE, depth=row.depth + 1)
        if row.sort != ROW:
            return Why.SYNTAX
        row.items.append(table)
        return table

    def _value(self, path: tuple[str, ...], at: int) -> int:
        """Reads what is assigned, up to the end of its last line; where the next statement starts."""
        grown, begun = self.grown, self.line
        grown.nodes += len(path)
        grown.open = [self.table or Grown(self.line, TABLE)]
        grown.name = (self.line, path)
        grown.skipped, self.parts = 0, ()
        within = False  # a row or a table of the value is open
        while found := _TOKEN.match(self.text, at):
            sort, token, at = found.lastgroup or "", found.group(), found.end()
            if sort == "newline" and not within:
                break
            if sort == "newline" and self._abandoned(at):
                grown.trouble(begun)
                self.line += 1
                return at
            self._take(sort, token)
            if grown.hopeless:
                return len(self.text)
            self.line += token.count("\n")
            within = len(grown.open) > 1 or grown.skipped > 0
        if within or grown.waits:
            ended = at >= len(self.text) and within
            grown.trouble(begun if within else self.line, UNCLOSED if ended else "")
        self.line += 1
        return at

    def _abandoned(self, at: int) -> bool:
        """Whether the line that begins at `at` begins a statement, though a row or a table is open."""
        header = _HEADER.match(self.text, at)
        if header is not None and header.group(2)[0] not in "\"'+-0123456789":
            return True
        tables = any(each.sort == TABLE for each in self.grown.open[1:])
        return not tables and _ASSIGNED.match(self.text, at) is not None

    def _take(self, sort: str, token: str) -> None:
        grown = self.grown
        if sort in ("broken", "endless"):
            grown.trouble(self.line, token.partition("\n")[0])
            grown.name = None
        elif sort == "mark" and token in (TABLE, ROW):
            if grown.top == TABLE and not grown.waits and not grown.skipped:
                grown.trouble(self.line, token)
            grown.begin(self.line, token)
        elif sort == "mark" and token in _CLOSES:
            self._closes(_CLOSES[token], token)
        elif sort in ("word", "string") and not grown.skipped:
            self._word(token, sort)
        elif sort == "mark" and not grown.skipped:
            self._between(token)

    def _closes(self, sort: str, token: str) -> None:
        grown = self.grown
        if len(grown.open) == 1 and not grown.skipped:
            grown.trouble(self.line, token)
            return
        grown.end(self.line, sort)
        self.parts = ()

    def _word(self, token: str, sort: str) -> None:
        grown = self.grown
        if grown.top == ROW or grown.waits:
            grown.add(Grown(self.line, "", _said(token) if sort == "string" else token))
        elif len(grown.open) > 1:
            said = (_said(token),) if sort == "string" else tuple(each for each in token.split(".") if each)
            self.parts = (*self.parts, *said)[: DEEPEST + 1]
        else:
            grown.trouble(self.line, token)

    def _between(self, mark: str) -> None:
        grown = self.grown
        if mark == "=" and self.parts and not grown.waits:
            grown.name = (self.line, self.parts)
        elif mark == "=" or len(grown.open) == 1 or self.parts or grown.waits:
            grown.trouble(self.line, mark)
            grown.name = None
        self.parts = ()


def _path(name: str) -> tuple[str, ...]:
    return tuple(_said(each) if each[0] in "\"'" else each for each in _PART.findall(name))


def _said(token: str) -> str:
    """What a string says; as it is written where its escapes are wrong."""
    if "\\" not in token and "\n" not in token and token[:3] not in ('"""', "'''"):
        return token[1:-1]
    try:
        return str(tomllib.loads(f"x={token}")["x"])
    except (ValueError, RecursionError):
        return token.strip("\"'")
