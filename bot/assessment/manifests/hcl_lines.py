"""HCL, the language of Terraform, with its lines: blocks and plain values as a tree, every other expression as words.

A block lies in the tree as Terraform's JSON has it: `resource "a" "b" {}` is resource → a → b. Nothing is computed: a
reference, a call or a condition is a word with a tag. A line that is broken is named, and the next one is read.
"""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from bot.assessment.manifests.growing import UNCLOSED, Trouble, note
from bot.assessment.manifests.hcl_tokens import MOST_TOKENS, Token, said_by, tokens
from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.tree import DEEPEST, NOTHING, Node, Row, Scalar, Table

EXPRESSION: Final = "expression"
MOST_LABELS: Final = 4  # of a block
MOST_REREAD: Final = (
    4 * MOST_TOKENS
)  # tokens of expressions that turn out, at each depth, to be more than plain
_CONSTANT: Final = re.compile(r"-?\d[\d.]*+(?:[eE][+-]?\d++)?|true|false|null")
_CLOSING: Final = {"{": "}", "[": "]", "(": ")"}
_ENDS: Final = frozenset({"\n", ",", "}", "]", ")", ""})


def hcl_tree(text: str) -> tuple[Node, tuple[Trouble, ...]]:
    """What the text holds, as a table, and what is wrong with it."""
    read = tuple(islice(tokens(text), MOST_TOKENS))
    reading = _Reading((*read, Token(read[-1].line, "end", "")))
    if len(read) == MOST_TOKENS:
        reading.troubles.append((read[-1].line, Why.TOO_MANY, ""))
    pairs: list[tuple[Scalar, Node]] = []
    while reading.now.sort != "end":
        pairs += reading.body(0)
        if reading.now.sort != "end":  # a brace too many
            reading.trouble()
            reading.place += 1
    return Table(1, tuple(pairs)), tuple(reading.troubles)


@dataclass(slots=True)
class _Reading:
    """Where one is among the tokens."""

    tokens: tuple[Token, ...]
    place: int = 0
    patience: int = MOST_REREAD
    troubles: list[Trouble] = field(default_factory=list[Trouble])

    @property
    def now(self) -> Token:
        return self.tokens[min(self.place, len(self.tokens) - 1)]

    def trouble(self, why: Why = Why.SYNTAX) -> None:
        """Something here is not read."""
        note(self.troubles, (self.now.line, why, ""))

    def _open_at(self, line: int) -> None:
        """What began on that line was never closed."""
        note(self.troubles, (line, Why.SYNTAX, UNCLOSED if self.now.sort == "end" else ""))

    def body(self, depth: int) -> list[tuple[Scalar, Node]]:
        """Assignments and blocks, up to the brace that closes them."""
        pairs: list[tuple[Scalar, Node]] = []
        while self.now.sort != "end" and self.now.text != "}":
            if self.now.text in ("\n", ","):
                self.place += 1
                continue
            if self.now.sort not in ("word", "string"):
                self._skip_line()
                continue
            name = self._name()
            value = self._after(depth)
            if value is not None:
                pairs.append((name, value))
        return pairs

    def _name(self) -> Scalar:
        token = self.now
        self.place += 1
        return Scalar(token.line, said_by(token))

    def _after(self, depth: int) -> Node | None:
        """What stands after a name: a value, or a block with its labels."""
        if self.now.text in ("=", ":") and self.now.sort == "mark":
            self.place += 1
            return self._value(depth, rows=False)
        labels: list[Scalar] = []
        while self.now.sort in ("word", "string"):
            labels.append(self._name())
        if self.now.text != "{":
            self._skip_line()
            return None
        node = self._braces(depth)
        for label in reversed(labels[:MOST_LABELS]):
            node = Table(label.line, ((label, node),))
        return node

    def _skip_line(self) -> None:
        self.trouble()
        while self.now.sort != "end" and self.now.text != "\n":
            self.place += 1

    def _braces(self, depth: int) -> Node:
        line = self.now.line
        if depth >= DEEPEST:
            self.trouble(Why.TOO_DEEP)
            self._raw(rows=False)
            return NOTHING
        self.place += 1
        table = Table(line, tuple(self.body(depth + 1)))
        if self.now.text == "}":
            self.place += 1
        else:
            self._open_at(line)
        return table

    def _value(self, depth: int, *, rows: bool) -> Node:
        """A value; what is more than plain is kept as its words."""
        start, known = self.place, len(self.troubles)
        node = self._plain(depth)
        if node is not None and (self.now.text in _ENDS and (self.now.sort != "string")):
            return node
        self.place = start
        del self.troubles[known:]
        return self._raw(rows=rows)

    def _plain(self, depth: int) -> Node | None:
        token = self.now
        if token.sort == "string" or (token.sort == "word" and _CONSTANT.fullmatch(token.text)):
            self.place += 1
            return Scalar(token.line, "" if token.text == "null" else said_by(token))
        if token.text == "jsonencode" and self._next_is("("):
            self.place += 2
            self._blank()
            node = self._value(depth + 1, rows=True) if depth < DEEPEST else NOTHING
            self._blank()
            self.place += 1 if self.now.text == ")" else 0
            return node
        if token.text == "{" and token.sort == "mark" and not self._computed():
            return self._braces(depth)
        if token.text == "[" and depth < DEEPEST and not self._computed():
            return self._row(depth)
        return None

    def _next_is(self, text: str) -> bool:
        return self.tokens[min(self.place + 1, len(self.tokens) - 1)].text == text

    def _computed(self) -> bool:
        """Whether the brackets hold a `for`."""
        ahead = (each.text for each in self.tokens[self.place + 1 : self.place + 8])
        return next((each for each in ahead if each != "\n"), "") == "for"

    def _blank(self) -> None:
        while self.now.text == "\n":
            self.place += 1

    def _row(self, depth: int) -> Row:
        line = self.now.line
        self.place += 1
        items: list[Node] = []
        while True:
            self._blank()
            if self.now.text == "," and self.now.sort == "mark":
                self.place += 1
            elif self.now.text in _ENDS and self.now.sort != "string":
                break
            else:
                items.append(self._value(depth + 1, rows=True))
        if self.now.text == "]":
            self.place += 1
        else:
            self._open_at(line)
        return Row(line, tuple(items))

    def _raw(self, *, rows: bool) -> Scalar:
        """An expression as its words, up to where it ends; in brackets lines may end before."""
        start, waiting = self.now, list[str]()
        words: list[str] = []
        while self.now.sort != "end":
            text = self.now.text if self.now.sort in ("mark", "newline") else ""
            if not waiting and (text in ("}", "]", ")", ",") or (text == "\n" and not rows)):
                break
            if text in _CLOSING:
                waiting.append(_CLOSING[text])
            elif waiting and text == waiting[-1]:
                waiting.pop()
            if self.now.sort == "broken":
                self.trouble()
            if len(words) < DEEPEST:
                words.append(self.now.text)
            self.place += 1
            self.patience -= 1
            if self.patience < 0:
                self.troubles.append((start.line, Why.TOO_DEEP, ""))
                self.place = len(self.tokens)
        if waiting and self.now.sort == "end":
            self._open_at(start.line)
        return Scalar(start.line, " ".join("".join(words).split()), EXPRESSION)
