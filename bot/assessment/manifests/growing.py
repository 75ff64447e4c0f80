"""A tree as it grows out of tokens, by JSON's and TOML's readers: what is open is a stack, so that no depth ends a run.

What nests deeper than anybody means is counted and passed over. A name that comes again replaces the one before, as
the programs that own these files read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.tree import DEEPEST, MOST_NODES, Node, Row, Scalar, Table

Trouble = tuple[int, Why, str]  # line, why, the words that stand there

TABLE: Final = "{"
ROW: Final = "["
MOST_TROUBLES: Final = 1_000  # of a text; one that has more is of another sort, and is not read further
UNCLOSED: Final = "\n"  # the words of a trouble over what is still open at the end; no token holds them


@dataclass(slots=True)
class Grown:
    """A node while it grows: `sort` is `TABLE`, `ROW` or empty for a word. `depth` counts what it stands in."""

    line: int
    sort: str = ""
    text: str = ""
    depth: int = 0
    items: list["Grown"] = field(default_factory=list["Grown"])
    pairs: dict[str, tuple[int, "Grown"]] = field(default_factory=dict[str, tuple[int, "Grown"]])

    def done(self) -> Node:
        """The node as it is read; its depth is bounded."""
        if self.sort == TABLE:
            return Table(
                self.line,
                tuple((Scalar(line, name), each.done()) for name, (line, each) in self.pairs.items()),
            )
        if self.sort == ROW:
            return Row(self.line, tuple(each.done() for each in self.items))
        return Scalar(self.line, self.text)


@dataclass(slots=True)
class Growing:
    """What is open, from the root to where the next token goes; `name` waits for its value.

    The first that is open is the ground, which no token closes.
    """

    root: Grown
    troubles: list[Trouble] = field(default_factory=list[Trouble])
    open: list[Grown] = field(default_factory=list[Grown])
    name: tuple[int, tuple[str, ...]] | None = None
    skipped: int = 0  # tables and rows open below the deepest that is kept
    nodes: int = 0

    @property
    def waits(self) -> bool:
        """Whether a name waits for its value."""
        return self.name is not None

    @property
    def hopeless(self) -> bool:
        """Whether too much is there, or wrong, to go on."""
        return len(self.troubles) >= MOST_TROUBLES or self.nodes > MOST_NODES

    @property
    def top(self) -> str:
        """What is open innermost, if anything is."""
        return self.open[-1].sort if self.open else ""

    def trouble(self, line: int, what: str = "", why: Why = Why.SYNTAX) -> None:
        """Something on that line was not read."""
        note(self.troubles, (line, why, what))

    def left_off(self, line: int) -> None:
        """What follows that line was not read: there is too much of it."""
        self.troubles.append((line, Why.TOO_MANY, ""))

    def add(self, grown: Grown) -> bool:
        """A value, where it belongs: after its name, or in the open row. Whether it belongs anywhere."""
        name, self.name = self.name, None
        self.nodes += 1
        if self.top == ROW:
            grown.depth = self.open[-1].depth + 1
            self.open[-1].items.append(grown)
            return True
        if name is None:
            return False
        line, path = name
        place = reached(self.open[-1], path[:-1], line)
        if isinstance(place, Why):
            self.trouble(line, path[-1], place)
            return False
        grown.depth = place.depth + 1
        place.pairs[path[-1]] = (line, grown)
        return True

    def begin(self, line: int, sort: str) -> None:
        """A table or a row opens; what it holds is passed over where it is too deep, or belongs nowhere."""
        grown = Grown(line, sort)
        if self.skipped:
            self.skipped += 1
        elif not self.add(grown):
            self.skipped = 1
        elif grown.depth >= DEEPEST:
            self.trouble(line, why=Why.TOO_DEEP)
            self.skipped = 1
        else:
            self.open.append(grown)

    def end(self, line: int, sort: str) -> None:
        """A table or a row closes; one that closes another sort closes what is open within it."""
        if self.skipped:
            self.skipped -= 1
            return
        if self.name is not None or self.top != sort:
            self.trouble(line)
        self.name = None
        if any(each.sort == sort for each in self.open[1:]):
            while self.open.pop().sort != sort:
                pass


def note(troubles: list[Trouble], trouble: Trouble) -> None:
    """One trouble more; of a line that is wrong all along the first is enough, and of a text so many."""
    if len(troubles) < MOST_TROUBLES and not (troubles and troubles[-1][:2] == trouble[:2]):
        troubles.append(trouble)


def reached(place: Grown, path: Sequence[str], line: int) -> Grown | Why:
    """The table at the end of a path, made where it is missing; of a row its last. Or why there is none: a word stands
    in its place, or the path leads too deep."""
    for name in path:
        if name not in place.pairs:
            place.pairs[name] = (line, Grown(line, TABLE, depth=place.depth + 1))
        _, place = place.pairs[name]
        if place.sort == ROW and place.items:
            place = place.items[-1]
        if place.depth >= DEEPEST:
            return Why.TOO_DEEP
        if place.sort != TABLE:
            return Why.SYNTAX
    return place
