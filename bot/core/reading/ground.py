"""The ground on which a text is read: its words, and the phrases that were found in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.brief import SignalKind
from bot.core.lexicon import Lexicon
from bot.core.phrases import Found
from bot.core.words import COMMA, Word

NAMES = frozenset(
    {
        SignalKind.PLATFORM,
        SignalKind.LANGUAGE,
        SignalKind.FRAMEWORK,
        SignalKind.PACKAGE,
        SignalKind.DATASTORE,
        SignalKind.TARGET,
    }
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase with one of its meanings; word indexes are half-open. `name` is how the value is called."""

    kind: SignalKind
    value: str
    name: str
    first: int
    end: int
    negated: bool = False
    planned: bool = False  # "reescribir en Rust": a language that is not there yet


@dataclass(frozen=True, slots=True)
class Ground:
    """A text before anything is made of it. `texts` are its words as they were meant, slips mended; `cues` colour
    and measure what `found` names. `listing`: it is a manifest, in which package names need no company."""

    lexicon: Lexicon
    text: str
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    cues: tuple[Found, ...]
    found: tuple[Found, ...]
    listing: bool

    def says(self, at: int, *lists: str) -> bool:
        """Whether a word stands in one of the lexicon's lists of cues."""
        return any(self.texts[at] in self.lexicon.cue_words[each] for each in lists)

    def connects(self, at: int) -> bool:
        """Whether a word only strings names together: "and", or a comma."""
        return self.texts[at] == COMMA or self.says(at, "connecting")


def places(found: Iterable[Found | Mention]) -> set[int]:
    """The words that these use."""
    return {at for each in found for at in range(each.first, each.end)}


def is_name(found: Found) -> bool:
    """Whether a phrase names a technology."""
    return any(each.family in NAMES for each in found.phrase.senses)
