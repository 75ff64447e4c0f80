"""Names that are everyday words too: "go to", "requests a day".

The lexicon says for each of them by what it is known: a capital, a word before it, or the company that it keeps. A name
that is accepted keeps company to the next one, so a list is gone through until nothing more is accepted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.brief import SignalKind
from bot.core.phrases import Found, within
from bot.core.reading.ground import Ground, is_name, places
from bot.core.words import COMMA

SIGNS = frozenset({"&", "+"})  # what joins two names beside words


def counting(ground: Ground, span: tuple[int, int]) -> list[Found]:
    """The phrases of a sentence, in order, without the names that are only everyday words in it."""
    here, names = within(ground.found, *span), _Everyday(ground, span)
    sure = [each for each in here if not names.guarded(each)]
    doubtful = [each for each in here if names.guarded(each)]
    for _ in doubtful:
        more = [
            each
            for each in doubtful
            if each not in sure and names.counts(each, names.company(each, sure, doubtful))
        ]
        sure += more
        if not more:
            break
    return sorted(sure, key=lambda each: (each.first, each.end))


@dataclass(frozen=True, slots=True)
class _Everyday:
    """A sentence in which everyday words may be names."""

    ground: Ground
    span: tuple[int, int]

    def guarded(self, found: Found) -> bool:
        """Whether it is an everyday word too."""
        one = found.end == found.first + 1
        return one and self.ground.lexicon.guard(self.ground.texts[found.first]) is not None

    def counts(self, found: Found, company: Sequence[Found]) -> bool:
        """Whether such a word is a name where it stands: one of its rules in the lexicon holds."""
        if self.ground.listing:
            return found.means(SignalKind.PACKAGE)
        cues = self.ground.lexicon.cue_words
        rules = self.ground.lexicon.guard(self.ground.texts[found.first]) or ()
        capital = self.ground.words[found.first].raw[0].isupper()
        before = self.ground.texts[found.first - 1] if found.first > self.span[0] else ""
        after = before in cues["technical"]
        beside = any(self._linked(found, each) for each in company)
        holds = {
            "written": capital and bool(before),
            "after": after,
            "used": before in cues["using"],
            "beside": beside,
            "proper": capital and (after or beside),
            "opens": capital and not before and self._next(found) not in cues["articles"],
            "alone": self._alone(found),
            "title": capital and self._alone(found),
        }
        return any(holds[each] for each in rules)

    def _next(self, found: Found) -> str:
        return self.ground.texts[found.end] if found.end < len(self.ground.texts) else ""

    def _alone(self, found: Found) -> bool:
        """Nothing but names and what joins them stands between the commas around it."""
        first, end = found.first, found.end
        while first > self.span[0] and self.ground.texts[first - 1] != COMMA:
            first -= 1
        while end < self.span[1] and self.ground.texts[end] != COMMA:
            end += 1
        names = places(each for each in within(self.ground.found, first, end) if is_name(each))
        return all(
            at in names or self.ground.says(at, "connecting", "quantifiers") for at in range(first, end)
        )

    @staticmethod
    def company(found: Found, sure: Sequence[Found], doubtful: Sequence[Found]) -> list[Found]:
        """What makes a name technical by standing beside it: technologies; for a language, any language."""
        if found.means(SignalKind.LANGUAGE):
            others = [each for each in doubtful if each is not found and each.means(SignalKind.LANGUAGE)]
            return [each for each in sure if is_name(each)] + others
        return [each for each in sure if is_name(each)]

    def _linked(self, one: Found, other: Found) -> bool:
        first, second = sorted((one, other), key=lambda each: each.first)
        return all(
            self.ground.connects(at) or self.ground.texts[at] in SIGNS
            for at in range(first.end, second.first)
        )
