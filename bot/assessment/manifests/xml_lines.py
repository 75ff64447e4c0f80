"""XML with the lines on which things stand, read by its tags and never refused as a whole.

Nothing is declared here: a document type is passed over with all that it defines, so an entity stays the words that it
is, and nothing grows or is fetched. A tag that closes nothing is named; one that was never closed ends where its
parent does. What opens a comment and never closes it hides all that follows, and ends the reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.assessment.manifests.growing import UNCLOSED, Trouble, note
from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.tree import DEEPEST

_TAG: Final = re.compile(
    r"""<(?P<close>/?)(?P<name>[^\s<>/"'=!?]++)(?P<rest>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
)
_ATTRIBUTE: Final = re.compile(r"""(?:(?<=[\s"'])|^)([^\s=<>"'/]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_SPANS: Final = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}  # what opens them, and what closes them
_SUBSET: Final = re.compile(r"]\s*>")
_KNOWN: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with what it holds. Names have no prefix; `text` is its own text without blanks around it."""

    name: str
    line: int
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    children: tuple["Element", ...] = ()

    def attribute(self, name: str) -> str:
        """An attribute's value; empty when there is none."""
        return next((value for key, value in self.attributes if key == name), "")

    def every(self, *path: str) -> Iterator["Element"]:
        """All elements at the end of a path of names."""
        if not path:
            yield self
            return
        for each in self.children:
            if each.name == path[0]:
                yield from each.every(*path[1:])

    def first(self, *path: str) -> "Element":
        """The first element at the end of a path; an empty one on line 0 when there is none."""
        return next(self.every(*path), NOTHING)

    def within(self) -> Iterator["Element"]:
        """All elements below this one, in the order of the file."""
        for each in self.children:
            yield each
            yield from each.within()


NOTHING: Final = Element("", 0)


@dataclass(slots=True)
class _Open:
    name: str
    line: int
    attributes: tuple[tuple[str, str], ...] = ()
    text: list[str] = field(default_factory=list[str])
    children: list[Element] = field(default_factory=list[Element])

    def done(self) -> Element:
        return Element(
            self.name, self.line, self.attributes, "".join(self.text).strip(), tuple(self.children)
        )


def xml_tree(text: str) -> tuple[Element, tuple[Trouble, ...]]:
    """What the text holds, below an element without a name, and what is wrong with it."""
    reading = _Reading(text)
    at = 0
    while (start := text.find("<", at)) >= 0:
        reading.says(text[at:start])
        at = reading.markup(start)
    reading.says(text[at:])
    return reading.done()


class _Reading:
    """What is open, from the root inwards; `skipped` counts what is open below the deepest that is kept."""

    __slots__ = ("line", "open", "skipped", "text", "troubles")

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 1
        self.open = [_Open("", 1)]
        self.skipped = 0
        self.troubles: list[Trouble] = []

    def says(self, words: str, *, literal: bool = False) -> None:
        """Text between two tags."""
        self.line += words.count("\n")
        if words and not self.skipped:
            self.open[-1].text.append(words if literal else _plain(words))

    def markup(self, start: int) -> int:
        """What begins with "<" at `start`; where the text goes on."""
        for opening, closing in _SPANS.items():
            if self.text.startswith(opening, start):
                return self._span(start, start + len(opening), closing)
        if self.text.startswith("<!", start):
            return self._declaration(start)
        found = _TAG.match(self.text, start)
        if found is None:
            self._trouble(self.line)
            return start + 1
        if found["close"]:
            self._close(found["name"].rpartition(":")[2])
        else:
            self._begin(found["name"].rpartition(":")[2], found["rest"])
        self.line += found.group().count("\n")
        return found.end()

    def _span(self, start: int, begun: int, closing: str) -> int:
        end = self.text.find(closing, begun)
        if end < 0:
            self._trouble(self.line, words=UNCLOSED)
            return len(self.text)
        if closing == _SPANS["<![CDATA["]:
            self.says(self.text[begun:end], literal=True)
        else:
            self.line += self.text.count("\n", start, end)
        return end + len(closing)

    def _declaration(self, start: int) -> int:
        """A document type is passed over, with all that it declares."""
        end = self.text.find(">", start)
        subset = self.text.find("[", start, max(end, start))
        if subset >= 0:
            closed = _SUBSET.search(self.text, subset)
            end = closed.end() - 1 if closed else -1
        self._trouble(self.line, Why.UNRESOLVED)
        end = len(self.text) if end < 0 else end + 1
        self.line += self.text.count("\n", start, end)
        return end

    def _begin(self, name: str, rest: str) -> None:
        empty = rest.endswith("/")
        if self.skipped or len(self.open) > DEEPEST:
            if not self.skipped:
                self._trouble(self.line, Why.TOO_DEEP)
            self.skipped += not empty
            return
        attributes = tuple((key, _plain(one or two)) for key, one, two in _ATTRIBUTE.findall(rest))
        self.open.append(_Open(name, self.line, attributes))
        if empty:
            self._fold()

    def _close(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif any(each.name == name for each in self.open[1:]):
            while self.open[-1].name != name:
                self._trouble(self.open[-1].line)
                self._fold()
            self._fold()
        else:
            self._trouble(self.line)

    def _fold(self) -> None:
        done = self.open.pop().done()
        self.open[-1].children.append(done)

    def _trouble(self, line: int, why: Why = Why.SYNTAX, words: str = "") -> None:
        note(self.troubles, (line, why, words))

    def done(self) -> tuple[Element, tuple[Trouble, ...]]:
        """The root; what is still open is broken where it began."""
        if len(self.open) > 1:
            self._trouble(self.open[-1].line, words=UNCLOSED)
        elif not self.open[0].children:
            self._trouble(1)
        while len(self.open) > 1:
            self._fold()
        return self.open[0].done(), tuple(self.troubles)


def _plain(words: str) -> str:
    if "&" in words:
        for entity, sign in _KNOWN:
            words = words.replace(entity, sign)
    return words
