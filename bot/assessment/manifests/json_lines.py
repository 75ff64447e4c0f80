"""JSON with the lines on which things stand, read by its tokens and never refused as a whole.

Comments and a comma too many are passed over; whatever else is wrong is named with its line, and what stands around it
is kept. Every alternative of the pattern begins differently or consumes what it began, so the time is linear.
"""

import json
import re
from typing import Final

from bot.assessment.manifests.growing import ROW, TABLE, UNCLOSED, Growing, Grown, Trouble
from bot.assessment.manifests.tree import Node

_TOKEN: Final = re.compile(
    r"""(?P<newline>\n)|(?P<blank>[^\S\n]++)|(?P<mark>[{}\[\]:,])
    |(?P<string>"(?:[^"\\\n]++|\\[^\n])*+")|(?P<broken>"[^\n]*+)
    |(?P<comment>//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?)|(?P<word>[^\s{}\[\]:,"/]++|/)""",
    re.VERBOSE,
)
_CLOSES: Final = {"}": TABLE, "]": ROW}


def json_tree(text: str) -> tuple[Node, tuple[Trouble, ...]]:
    """What the text holds, and what is wrong with it. The root is what stands first, or an empty table."""
    reading = _Reading()
    for found in _TOKEN.finditer(text):
        reading.take(found.lastgroup or "", found.group())
        if reading.grown.hopeless:
            reading.grown.left_off(reading.line)
            return reading.root(), tuple(reading.grown.troubles)
    return reading.done(), tuple(reading.grown.troubles)


class _Reading:
    """Where one is between two tokens."""

    __slots__ = ("colon", "comma", "grown", "line")

    def __init__(self) -> None:
        self.grown = Growing(Grown(1, ROW))
        self.grown.open.append(self.grown.root)
        self.line = 1
        self.colon = False  # stands after the name that waits
        self.comma = True  # stands before what comes

    def take(self, sort: str, token: str) -> None:
        if sort in ("newline", "comment"):
            self.line += token.count("\n")
        elif sort == "mark":
            self._mark(token)
        elif sort == "broken":
            self.grown.trouble(self.line, token)
            self.grown.name, self.comma = None, True
        elif sort != "blank" and not self.grown.skipped:
            self._word(_said(token) if sort == "string" else token, quoted=sort == "string")

    def _mark(self, mark: str) -> None:
        grown = self.grown
        if mark in (TABLE, ROW):
            named = grown.waits and self.colon
            if not grown.skipped and not (named if grown.top == TABLE else self.comma):
                grown.trouble(self.line, mark)
            grown.begin(self.line, mark)
            self.comma = True
        elif mark in _CLOSES:
            if not grown.skipped and len(grown.open) == 1:
                grown.trouble(self.line, mark)
                return
            grown.end(self.line, _CLOSES[mark])
            self.comma = False
        elif not grown.skipped:
            self._between(mark)

    def _between(self, mark: str) -> None:
        waits = self.grown.top == TABLE and self.grown.waits
        if mark == ":" and (not waits or self.colon):
            self.grown.trouble(self.line, mark)
        elif mark == ":":
            self.colon = True
        else:
            if waits:
                self.grown.trouble(self.line, mark)
                self.grown.name = None
            self.comma = True

    def _word(self, text: str, *, quoted: bool) -> None:
        grown = self.grown
        if grown.top == TABLE and not (grown.waits and self.colon):
            if grown.waits or not self.comma or not quoted:
                grown.trouble(self.line, text)
            grown.name, self.colon = (self.line, (text,)), False
        else:
            if grown.top == ROW and not self.comma:
                grown.trouble(self.line, text)
            grown.add(Grown(self.line, "", "" if text == "null" and not quoted else text))
        self.comma = False

    def done(self) -> Node:
        """The root at the end of the text."""
        if len(self.grown.open) > 1 or self.grown.skipped:
            self.grown.trouble(self.line, UNCLOSED)
        elif not self.grown.root.items:
            self.grown.trouble(1)
        return self.root()

    def root(self) -> Node:
        """What stands first, as far as it was read."""
        first = self.grown.root.items[0] if self.grown.root.items else Grown(1, TABLE)
        return first.done()


def _said(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    try:
        said: str = json.loads(token, strict=False)
    except ValueError:
        return token[1:-1]
    return said if said.isascii() else said.encode("utf-8", "replace").decode("utf-8")
