"""The segments of a sentence, and what each of them names.

A sentence is cut at commas, at words that add ("y", "and") and where a colon begins a list; a word that adds inside a
name cuts nothing. What a segment denies it does not name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.brief import SignalKind
from bot.core.joining import UMBRELLAS
from bot.core.lexicon import Lexicon
from bot.core.phrases import within
from bot.core.reading.ground import Mention
from bot.core.reading.mentions import Scan
from bot.core.reading.subjects import Nouns
from bot.core.words import COMMA, slug

STYLE = "graphql"  # how a part speaks, where another word says what it is: "a GraphQL gateway"


@dataclass(frozen=True, slots=True)
class Segment:
    """What a stretch of a sentence names. A language is (value, how it is called, as it was written)."""

    role: Mention | None
    languages: tuple[tuple[str, str, str], ...]
    packages: tuple[str, ...]
    stores: tuple[Mention, ...]
    database: Mention | None  # the code itself is one
    continues: bool  # it begins with "en", "written in": it is about what stood before
    subject: tuple[str, str] | None = None  # name and label of a part that is called by a word of its own
    heads: bool = False  # a colon follows: what it names is the whole, its parts come next


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts the sentences of a text into segments."""

    found: Scan
    lexicon: Lexicon
    nouns: Nouns

    def segments(self, span: tuple[int, int]) -> Iterator[Segment]:
        """A sentence cut at commas, at words that add ("y", "and"), and where a colon begins a list."""
        texts, adds = self.found.texts, self.lexicon.cue_words["adds"]
        first, listed = span[0], self.nouns.lists(*span)
        for at in range(*span):
            if (
                self._colon_before(at, first)
                or texts[at] == COMMA
                or (texts[at] in adds and at not in self.found.taken)
            ):
                if at > first:
                    yield self._segment(first, at, listed)
                first = at if self._colon_before(at, first) else at + 1
        if first < span[1]:
            yield self._segment(first, span[1], listed)

    def _colon_before(self, at: int, first: int) -> bool:
        words = self.found.words
        return at > first and ":" in self.found.text[words[at - 1].end : words[at].start]

    def _segment(self, first: int, end: int, listed: bool) -> Segment:
        here = [each for each in within(self.found.mentions, first, end) if not each.negated]
        shared = self.lexicon.shared
        spoken = [(each.value, each.name, each) for each in here if each.kind is SignalKind.LANGUAGE]
        implied = [
            (shared.written_in[each.value], shared.written_in[each.value], each)
            for each in here
            if each.kind is SignalKind.FRAMEWORK and each.value in shared.written_in
        ]
        stores = [each for each in here if each.kind is SignalKind.DATASTORE]
        parts = [each for each in stores if each.value in shared.datastores["parts"]]
        proper = [each for each in parts if each.value not in shared.datastores["hosts"]]
        return Segment(
            self._role(here),
            tuple((value, name, self._written(name, each)) for value, name, each in spoken or implied),
            tuple(dict.fromkeys(each.value for each in here if each.kind is SignalKind.PACKAGE)),
            tuple(proper or parts),
            next((each for each in here if each.value == "is-database"), None),
            self.found.texts[first] in self.lexicon.cue_words["written"],
            self._subject(first, end, listed),
            end < len(self.found.words) and self._colon_before(end, first),
        )

    def _subject(self, first: int, end: int, listed: bool) -> tuple[str, str] | None:
        place = self.nouns.subject(first, end, listed=listed)
        if place is None:
            return None
        begin, last, noun = place
        words = self.found.texts[noun:last] if begin == noun else self.found.texts[noun : noun + 1]
        kept = [each for each in words if each not in self.lexicon.cue_words["possessive"]]
        units = self.lexicon.cue_words["unit"] | self.lexicon.cue_words["another"]
        kept = [each for each in kept if each not in units]
        return slug(" ".join(kept)), self.found.quote(begin, last)

    def _role(self, here: Sequence[Mention]) -> Mention | None:
        """The part that a segment is about: "el backend en Lambda: la API en Node" is about the API."""
        roles = [each for each in here if each.kind is SignalKind.ROLE]
        roles.sort(key=lambda each: (each.value in UMBRELLAS, each.value == STYLE))
        return next(iter(roles), None)

    def _written(self, name: str, mention: Mention) -> str:
        """As the team wrote it, unless that was a slip of the pen."""
        places = range(mention.first, mention.end)
        right = all(self.found.words[at].text == self.found.texts[at] for at in places)
        return self.found.quote(mention.first, mention.end) if right else self.lexicon.displayed(name)
