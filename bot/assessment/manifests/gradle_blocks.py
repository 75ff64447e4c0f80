"""Gradle's build scripts as sentences in blocks: `dependencies { implementation "a:b:1" }`, in Groovy or Kotlin.

Only the form is read: comments are passed over, strings are kept whole, braces nest, and a sentence ends with its line
unless a bracket is open or a comma asks for more. What the sentences compute is not run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.tree import DEEPEST

LONGEST: Final = 2_000  # characters of a sentence; what follows is cut
MOST_LINES: Final = 30  # of one sentence: a bracket that nobody closed hides no more than that
_TOKEN: Final = re.compile(
    r"""(?P<newline>\n|;)|(?P<blank>[^\S\n]++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?)
    |(?P<string>\"{3}(?:[^"]++|"(?!""))*+(?:\"{3}|$)|'{3}(?:[^']++|'(?!''))*+(?:'{3}|$)
    |"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+')|(?P<broken>["'][^\n]*+)
    |(?P<open>\{)|(?P<close>\})|(?P<nest>[(\[])|(?P<unnest>[)\]])|(?P<word>[^\s{}()\[\];"'/]++|/)""",
    re.VERBOSE,
)
_FIRST: Final = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on the line that begins it, with the names of the blocks around it from the outside in. `broken` when
    a string or a bracket in it is never closed, or a brace closes nothing."""

    line: int
    inside: tuple[str, ...]
    words: str
    broken: bool = False


def sentences(text: str) -> Iterator[Sentence]:
    """All sentences in the order of the file, those that open a block among them."""
    reading = _Reading()
    for found in _TOKEN.finditer(text):
        yield from reading.take(found.lastgroup or "", found.group())
    yield from reading.ended()


class _Reading:
    """Where one is between two tokens."""

    __slots__ = ("begun", "broken", "inside", "line", "nested", "size", "skipped", "words")

    def __init__(self) -> None:
        self.line, self.begun, self.nested, self.skipped, self.size = 1, 1, 0, 0, 0
        self.words: list[str] = []
        self.inside: list[str] = []
        self.broken = False

    def take(self, sort: str, token: str) -> Iterator[Sentence]:
        """What a token ends."""
        match sort:
            case "newline":
                if not self._goes_on():
                    yield from self.ended()
            case "open":
                name = _FIRST.match(" ".join(self.words))
                yield from self.ended()
                self._opens(name.group() if name else "")
            case "close":
                yield from self.ended()
                yield from self._closes()
            case "blank":
                pass
            case _:
                self.nested = max(self.nested + (sort == "nest") - (sort == "unnest"), 0)
                self.broken |= sort == "broken"
                self._says(token)
        self.line += token.count("\n")

    def _goes_on(self) -> bool:
        """Whether the sentence goes on in the next line."""
        waits = self.nested > 0 or (bool(self.words) and self.words[-1].endswith(","))
        return waits and self.line - self.begun < MOST_LINES

    def _says(self, words: str) -> None:
        self.begun = self.begun if self.words else self.line
        if self.size < LONGEST:
            self.words.append(words[:LONGEST])
            self.size += len(words) + 1

    def _opens(self, name: str) -> None:
        if len(self.inside) >= DEEPEST:
            self.skipped += 1
        else:
            self.inside.append(name)

    def _closes(self) -> Iterator[Sentence]:
        if self.skipped:
            self.skipped -= 1
        elif self.inside:
            self.inside.pop()
        else:
            yield Sentence(self.line, (), "}", broken=True)

    def ended(self) -> Iterator[Sentence]:
        """The sentence so far, if there is any; its words with a blank between them."""
        if self.words:
            wrong = self.broken or self.nested > 0
            yield Sentence(self.begun, tuple(self.inside), " ".join(self.words)[:LONGEST], wrong)
        self.words, self.size, self.nested, self.broken = [], 0, 0, False
