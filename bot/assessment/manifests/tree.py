"""What YAML, JSON, TOML and HCL have in common: words, rows and tables, each on its line.

A reader of a format walks such a tree by the paths that it knows. What is not there is an empty table, so a path that
ends nowhere tells nothing and raises nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

MASKED: Final = "__template__"  # stands where a template's braces stood
DEEPEST: Final = 64  # tables and rows within each other
MOST_NODES: Final = 200_000  # of a file, its aliases written out
_OPEN: Final = re.compile(r"\$\{|\{\{|\$\(|" + MASKED)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a number as it is written, without quotes. `tag` is what computes it (`!Ref`, an expression)."""

    line: int
    text: str
    tag: str = ""

    @property
    def unresolved(self) -> bool:
        """Whether only running something would tell its value."""
        return self.tag != "" or _OPEN.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A list."""

    line: int
    items: tuple["Node", ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Names and what they hold, in the order of the file; HCL repeats names."""

    line: int
    pairs: tuple[tuple[Scalar, "Node"], ...]
    tag: str = ""


Node: TypeAlias = Scalar | Row | Table
NOTHING: Final = Table(0, ())
NO_WORD: Final = Scalar(0, "")
EMPTY_WORDS: Final = frozenset({"", "~", "null"})


def pairs(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    """A table's pairs; none of anything else."""
    return node.pairs if isinstance(node, Table) else ()


def items(node: Node) -> tuple[Node, ...]:
    """A row's items; what stands where a row could is the only one, and so is a row that a tag computes with."""
    if isinstance(node, Row) and not node.tag:
        return node.items
    return (node,) if present(node) else ()


def present(node: Node) -> bool:
    """Whether it says anything."""
    if isinstance(node, Scalar):
        return node.tag != "" or node.text not in EMPTY_WORDS
    return node.line > 0


def at(node: Node, *path: str) -> Node:
    """What stands at the end of a path of names; of a name that is repeated the last."""
    for name in path:
        node = next((value for key, value in reversed(pairs(node)) if key.text == name), NOTHING)
    return node


def every(node: Node, *path: str) -> Iterator[Node]:
    """All that stands at the end of a path, where names may be repeated and rows may stand between."""
    if not path:
        yield from items(node)
        return
    for each in items(node):
        for key, value in pairs(each):
            if key.text == path[0]:
                yield from every(value, *path[1:])


def word(node: Node, *path: str) -> Scalar:
    """The word at the end of a path; the empty one when there is none."""
    found = at(node, *path)
    return found if isinstance(found, Scalar) and present(found) else NO_WORD


def entry(node: Node, name: str) -> Scalar:
    """A pair as it is quoted: "name: value" on the line of its name."""
    for key, value in reversed(pairs(node)):
        if key.text == name:
            shown = f": {value.text}" if isinstance(value, Scalar) else ""
            return Scalar(key.line, name + shown)
    return NO_WORD


def is_true(said: Scalar) -> bool:
    """Whether a switch is on."""
    return said.text.lower() in ("true", "yes", "on", "1")
