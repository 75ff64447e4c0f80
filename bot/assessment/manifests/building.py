"""How a tree grows while a parser reads, without recursion and within bounds.

The size of every node is known as soon as it is closed, with all its aliases written out; so an alias that would blow
the tree up is refused before anybody walks it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.tree import DEEPEST, MOST_NODES, NOTHING, Node, Row, Scalar, Table, pairs

MERGE: Final = "<<"


@dataclass(slots=True)
class _Open:
    line: int
    table: bool
    tag: str
    anchor: str
    items: list[Node] = field(default_factory=list[Node])
    size: int = 1


@dataclass(slots=True)
class Building:
    """A tree that grows: tables take name and value in turn. `troubles` are (line, why, words)."""

    roots: list[Node] = field(default_factory=list[Node])
    troubles: list[tuple[int, Why, str]] = field(default_factory=list[tuple[int, Why, str]])
    _stack: list[_Open] = field(default_factory=list[_Open])
    _anchors: dict[str, tuple[Node, int]] = field(default_factory=dict[str, tuple[Node, int]])
    _skipped: int = 0  # tables and rows open below the deepest that is kept
    _grown: int = 0

    @property
    def full(self) -> bool:
        """Whether no more is taken in."""
        return self._grown > MOST_NODES

    @property
    def depth(self) -> int:
        """How many tables and rows are open."""
        return len(self._stack) + self._skipped

    @property
    def wants_value(self) -> bool:
        """Whether a name waits for its value."""
        return bool(self._stack) and self._stack[-1].table and len(self._stack[-1].items) % 2 == 1

    def open(self, line: int, *, table: bool, tag: str = "", anchor: str = "") -> None:
        """A table or a row begins."""
        if self._skipped or len(self._stack) >= DEEPEST:
            if not self._skipped:
                self._trouble(line, Why.TOO_DEEP, "")
            self._skipped += 1
            return
        self._stack.append(_Open(line, table, tag, anchor))

    def close(self) -> None:
        """The innermost table or row ends; one is open."""
        if self._skipped:
            self._skipped -= 1
            if not self._skipped:
                self._take(NOTHING, 1, "")
            return
        done = self._stack.pop()
        node = _table(done) if done.table else Row(done.line, tuple(done.items), done.tag)
        self._grown -= done.size - 1  # what it holds was counted when it came
        self._take(node, done.size, done.anchor)

    def scalar(self, said: Scalar, anchor: str = "") -> None:
        """A word."""
        if not self._skipped:
            self._take(said, 1, anchor)

    def alias(self, line: int, name: str) -> None:
        """What an anchor named; refused where the anchor is not closed, and where the tree would grow too much."""
        if self._skipped:
            return
        node, size = self._anchors.get(name, (NOTHING, 1))
        if node is NOTHING:
            self._trouble(line, Why.SYNTAX, f"*{name}")
        elif self._grown + size > MOST_NODES:
            self._trouble(line, Why.TOO_DEEP, f"*{name}")
            node, size = NOTHING, 1
        self._take(node, size, "")

    def end(self) -> tuple[Node, ...]:
        """All that was read, with what is still open closed."""
        while self.depth:
            if self.wants_value:
                self._take(NOTHING, 1, "")
            self.close()
        return tuple(self.roots)

    def _take(self, node: Node, size: int, anchor: str) -> None:
        self._grown += size
        if anchor:
            self._anchors[anchor] = (node, size)
        if self._stack:
            self._stack[-1].items.append(node)
            self._stack[-1].size += size
        else:
            self.roots.append(node)

    def _trouble(self, line: int, why: Why, words: str) -> None:
        self.troubles.append((line, why, words))


def _table(done: _Open) -> Table:
    names, values = done.items[::2], done.items[1::2]
    own = [
        (name if isinstance(name, Scalar) else Scalar(done.line, ""), value)
        for name, value in zip(names, values, strict=False)
    ]
    sources = [value for name, value in own if name.text == MERGE]
    if not sources:
        return Table(done.line, tuple(own), done.tag)
    kept = {name.text: (name, value) for name, value in own if name.text != MERGE}
    return Table(done.line, tuple((_inherited(sources) | kept).values()), done.tag)


def _inherited(sources: Iterable[Node]) -> dict[str, tuple[Scalar, Node]]:
    """What YAML's merge key brings: the first table that has a name gives its value."""
    brought: dict[str, tuple[Scalar, Node]] = {}
    for node in sources:
        for each in node.items if isinstance(node, Row) else (node,):
            for name, value in pairs(each):
                brought.setdefault(name.text, (name, value))
    return brought
