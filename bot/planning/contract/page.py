"""Texts one after another, and where each of them stands: one search over all of them in place of eighty small ones.

Most of what clauses look for is hardly ever there. A first look tells which texts may hold it, at the speed of C, and
may name too many of them, never too few; the clause then reads those. `outline` is the whole in one byte a character,
as Latin-1 with a "?" for every other letter, so that a place in it is the same place in the text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

SIGN: Final = b"\x01"
# In an outline, signs in place of the digits; what is no letter of Latin-1 may be one.
DIGITS: Final = bytes(SIGN[0] if each in b"0123456789?" else 0 for each in range(256))


@dataclass(frozen=True, slots=True)
class Page:
    """Texts joined by line breaks. `starts` says where each begins, and last where the next one would."""

    text: str
    starts: tuple[int, ...]
    outline: bytes

    def at(self, place: int) -> int:
        """Which of the texts a place lies in, counted from 0."""
        return bisect_right(self.starts, place) - 1

    def beyond(self, end: int) -> bool:
        """Whether letters that Latin-1 does not have may stand before a place."""
        return self.outline.find(b"?", 0, end) >= 0

    def holding(self, signs: Iterable[str], begin: int, end: int) -> set[int]:
        """The texts between two places that hold one of the signs."""
        held: set[int] = set()
        for sign in signs:
            place = self.text.find(sign, begin, end)
            while place >= 0:
                index = self.at(place)
                held.add(index)
                place = self.text.find(sign, self.starts[index + 1], end)
        return held

    def numbered(self, end: int) -> list[int]:
        """The texts up to a place that may hold a digit, in their order."""
        held: list[int] = []
        shown = self.outline[:end].translate(DIGITS)
        place = shown.find(SIGN)
        while place >= 0:
            held.append(self.at(place))
            place = shown.find(SIGN, self.starts[held[-1] + 1])
        return held


def page(texts: Sequence[str]) -> Page:
    """Some texts, one after another."""
    text = "\n".join(texts)
    starts = tuple(accumulate([len(each) + 1 for each in texts], initial=0))
    return Page(text, starts, text.encode("latin-1", "replace"))
