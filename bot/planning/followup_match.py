"""What a follow-up question is about: cues of one or more words, all of which must occur, slips allowed.

A cue counts by its letters, so that a longer cue beats a shorter one; short words must be exact, longer ones may
differ by a slip. Nothing matches by sounding similar as a whole: a question that holds no cue has no answer here.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

WORD = re.compile(r"[a-z0-9#.]+(?:[-_][a-z0-9]+)*")
SLIP_FROM = 5  # letters a word needs before one slip is forgiven; two from nine


def plain(text: str) -> str:
    """Lower case, without accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(each for each in parts if not unicodedata.combining(each))


def words(text: str) -> tuple[str, ...]:
    """The words of a text, plain."""
    return tuple(each.strip(".") for each in WORD.findall(plain(text)) if each.strip("."))


def like(wanted: str, found: str) -> bool:
    """Whether a word is the wanted one: a plural, or a slip of the pen in a word long enough for it."""
    if wanted == found or found in (wanted + "s", wanted + "es") or found + "s" == wanted:
        return True
    if len(wanted) < SLIP_FROM or len(found) < SLIP_FROM - 1 or wanted[0] != found[0]:
        return False
    allowed = 2 if len(wanted) >= 9 else 1
    return DamerauLevenshtein.distance(wanted, found, score_cutoff=allowed) <= allowed


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate that a question holds a cue of; `weight` is the letters of its best cue."""

    id: str
    weight: int
    cue: str


def cue_weight(cue: str, asked: tuple[str, ...]) -> int:
    """The letters of a cue when all its words are asked; 0 otherwise."""
    wanted = words(cue)
    if not wanted or not all(any(like(each, found) for found in asked) for each in wanted):
        return 0
    return sum(len(each) for each in wanted) + 2 * (len(wanted) - 1)


def matches(asked: tuple[str, ...], candidates: Mapping[str, Iterable[str]]) -> list[Match]:
    """The candidates that apply, best first; of equal ones the one that stands first in the file."""
    found: list[Match] = []
    for key, cues in candidates.items():
        best = max(((cue_weight(cue, asked), cue) for cue in cues), default=(0, ""))
        if best[0]:
            found.append(Match(key, best[0], best[1]))
    return sorted(found, key=lambda each: -each.weight)
