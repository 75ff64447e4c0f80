"""Parts that a team calls by a word of its own: "un servicio de tarifas", "el enriquecimiento en Python".

Three forms are heard: what is of a service ("uno de avisos", "a pricing service"), what is written in a language,
and what uses a package. A word that may stand for anything ("la aplicación", "the code") names no part.
"""

from dataclasses import dataclass

from bot.core.brief import SignalKind
from bot.core.lexicon import Lexicon
from bot.core.phrases import within
from bot.core.reading.mentions import Scan

SHORTEST = 3  # letters of a noun
BETWEEN = 4  # words from a noun to the language that it "está escrito en"


@dataclass(frozen=True, slots=True)
class Nouns:
    """The words of a text that name parts by themselves. Word ranges are half-open."""

    found: Scan
    lexicon: Lexicon

    def subject(self, first: int, end: int, *, listed: bool) -> tuple[int, int, int] | None:
        """A part's label, and its noun's place: (first, end, noun). `listed`: the sentence enumerates services."""
        return (
            self._of_a_unit(first, end, listed=listed) or self._written(first, end) or self._using(first, end)
        )

    def lists(self, first: int, end: int) -> bool:
        """Whether a sentence speaks of services, so that "one of …" is another."""
        units = self.lexicon.cue_words["unit"] | self.lexicon.cue_words["units"]
        return any(self.found.texts[at] in units for at in range(first, end))

    def noun_after(self, at: int, end: int) -> int | None:
        """Where the noun of "de los pagos" stands, given the place of "de"."""
        little = self.lexicon.cue_words["articles"] | self.lexicon.cue_words["possessive"]
        place = next(
            (each for each in range(at, min(at + 3, end)) if self.found.texts[each] not in little), at
        )
        return place if self._plain(place) and place > at else None

    def _of_a_unit(self, first: int, end: int, *, listed: bool) -> tuple[int, int, int] | None:
        texts, words = self.found.texts, self.lexicon.cue_words
        for at in range(first, end):
            another = listed and texts[at] in words["another"]
            if not (texts[at] in words["unit"] or another):
                continue
            noun = self._noun_of(at + 1, end)
            if noun is not None:
                return at, noun + 1, noun
            if listed and at - first == 2 and texts[first] in words["articles"] and self._ordinary(at - 1):
                return at - 1, at + 1, at - 1  # "a pricing service"
        if listed and first and texts[first - 1] in words["another"]:  # "y otro de pagos": cut behind "otro"
            noun = self._noun_of(first, end)
            return None if noun is None else (noun, noun + 1, noun)
        return None

    def _noun_of(self, at: int, end: int) -> int | None:
        noun = self.noun_after(at, end) if at < end and self._possessive(at) else None
        return noun if noun is not None and self._ordinary(noun) else None

    def _possessive(self, at: int) -> bool:
        return self.found.texts[at] in self.lexicon.cue_words["possessive"]

    def _written(self, first: int, end: int) -> tuple[int, int, int] | None:
        """ "el enriquecimiento de datos en Python", "the core is written in Go"."""
        noun = first + 1
        if self.found.texts[first] not in self.lexicon.cue_words["articles"] or not self._ordinary(noun):
            return None
        last = noun + 1
        if last + 1 < end and self._possessive(last) and self.found.texts[last + 1].isalpha():
            last += 2
        joints = self.lexicon.cue_words["written"] | self.lexicon.cue_words["copula"]
        languages = {
            each.first
            for each in within(self.found.mentions, last, end)
            if each.kind is SignalKind.LANGUAGE and not each.negated
        }
        at = last
        while at < min(last + BETWEEN, end) and self.found.texts[at] in joints:
            at += 1
        return (noun, last, noun) if at > last and at in languages else None

    def _using(self, first: int, end: int) -> tuple[int, int, int] | None:
        """ "tarifas usa sharp": the packages are that part's."""
        noun = first + (self.found.texts[first] in self.lexicon.cue_words["articles"])
        uses = noun + 1 < end and self.found.texts[noun + 1] in self.lexicon.cue_words["using"]
        return (noun, noun + 1, noun) if uses and self._ordinary(noun) else None

    def _ordinary(self, at: int) -> bool:
        """A noun that names something in particular."""
        return self._plain(at) and self.found.texts[at] not in self.lexicon.cue_words["generic"]

    def _plain(self, at: int) -> bool:
        """A word that is neither a function word nor read as something else."""
        texts = self.found.texts
        if at >= len(texts) or at in self.found.taken or len(texts[at]) < SHORTEST or not texts[at].isalpha():
            return False
        return not any(texts[at] in each for each in self.lexicon.stop.values())
