"""What a word may be misspelt into: decided here and nowhere else.

Short words are taken as they are, and a slip is only mended inside a word: first and last letter must be right, since
other words of a family ("contained", "profile") differ at the end.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

Words = frozenset[str]

FUZZY_FROM = 5  # letters of a name; shorter words are taken as they are
FUZZY_ORDINARY = 8  # letters of an ordinary word
TWO_SLIPS_FROM = 10  # letters of a name from which two slips are forgiven


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that others may be slips of. `names` are those of technologies, `kept` is never mended."""

    names: Words
    kept: Words
    by_ends: Mapping[str, tuple[str, ...]]  # first and last letter → words

    def meant(self, word: str) -> str:
        """The one word that is a slip or two away from a folded one, or the word itself."""
        if len(word) < FUZZY_FROM or word in self.kept:
            return word
        candidates = self.by_ends.get(word[0] + word[-1], ())
        near = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=2)
        if near is None:
            return word
        meant, slips, _ = near
        enough = slips < 2 or (min(len(word), len(meant)) >= TWO_SLIPS_FROM and meant in self.names)
        return meant if enough else word


def spelling(literals: Iterable[str], names: Words, kept: Words, guarded: Container[str]) -> Spelling:
    """The spelling of known words; nothing is taken for a slip of a guarded name."""
    index: dict[str, list[str]] = {}
    for word in sorted(literals):
        least = FUZZY_FROM if word in names else FUZZY_ORDINARY
        if len(word) >= least and word not in guarded:
            index.setdefault(word[0] + word[-1], []).append(word)
    return Spelling(names, kept, MappingProxyType({ends: tuple(words) for ends, words in index.items()}))
