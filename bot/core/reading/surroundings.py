"""Amounts among the words of their sentence: what stands near each of them, and how far.

An amount is told by words of its own clause: those up to the next amount, on its side of a comma or of a word that
splits ("de los que", "of which"). The last amount of a sentence is told by what follows it, too, up to a comma.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.brief import Topic
from bot.core.lexicon import Lexicon, Words
from bot.core.phrases import within
from bot.core.reading.mentions import Scan
from bot.core.reading.numbers import WORK, Amount
from bot.core.words import COMMA

NEAR: Final = 6  # words in which a clause says what a number measures
BESIDE: Final = 3
FAR: Final = NEAR + 1
MONEY: Final = frozenset({"usd", "other-money"})
Span = tuple[int, int]  # word indexes, half-open
_Mark = tuple[str, int, int]  # a family of `[measures]`, and where it stands


@dataclass(frozen=True, slots=True)
class Context:
    """An amount among the words of its sentence: which families of `[measures]` stand near, and how far.

    `about`: the topic that was asked. `with_sum`: a sum of money is joined to it ("30.000 € y un trimestre").
    `opens`: it begins its sentence, and is a clause of its own with the word after it ("six people: …"). `priced`: the
    unit of the person-weeks before it that it is the price of.
    """

    amount: Amount
    before: Mapping[str, Span]  # family → where the nearest of it stands
    after: Mapping[str, Span]
    about: Topic | None
    with_sum: bool
    opens: bool
    priced: str | None = None

    def _to_left(self, family: str) -> int:
        return self.amount.first - self.before[family][1] if family in self.before else FAR

    def _to_right(self, family: str) -> int:
        return self.after[family][0] - self.amount.end if family in self.after else FAR

    def distance(self, family: str) -> int:
        """Words between the amount and the nearest of a family, either way; FAR when there is none near."""
        return min(self._to_left(family), self._to_right(family), FAR)

    def near(self, family: str, reach: int = BESIDE) -> bool:
        """Whether a word of a family stands within so many words, before or after."""
        return self.distance(family) <= reach

    def preceded(self, family: str, reach: int = BESIDE) -> bool:
        """Whether one stands before the amount."""
        return self._to_left(family) <= reach

    def followed(self, family: str, reach: int = BESIDE) -> bool:
        """Whether one stands after it."""
        return self._to_right(family) <= reach

    def span(self, family: str) -> Span:
        """The amount with the words of a family that decided what it measures, where they stand beside it."""
        if self.distance(family) > BESIDE:
            return self.amount.first, self.amount.end
        if self._to_left(family) <= self._to_right(family):
            return self.before[family][0], self.amount.end
        return self.amount.first, self.after[family][1]

    @property
    def wished(self) -> bool:
        """ "menos de 50 ms", "timeout of 30 s": no measurement of today."""
        return self.preceded("not-now") or self.preceded("wish") or self.preceded("every", 0)


def contexts(every: Sequence[Amount], scan: Scan, lexicon: Lexicon, about: Topic | None) -> Iterator[Context]:
    """The amounts of a text, each with what stands around it, in order."""
    splits = lexicon.cue_words["splits"] | {COMMA}
    adds = lexicon.cue_words["adds"] | {COMMA}
    for span in scan.sentences:
        sentence = _Sentence(scan, span, within(every, *span), splits, adds)
        marks = sentence.marks()
        for at, amount in enumerate(sentence.amounts):
            left, right = sentence.clause(at)
            yield Context(
                amount,
                _latest(marks, left, amount.first),
                _earliest(marks, amount.end, right),
                about,
                sentence.joined_to_a_sum(amount),
                sentence.opens(amount),
                sentence.priced_by(amount),
            )


def _latest(marks: Sequence[_Mark], first: int, end: int) -> Mapping[str, Span]:
    """The last mark of each family between two words, and of two that end together the longer."""
    here = sorted(
        (mark for mark in marks if first <= mark[1] and mark[2] <= end), key=lambda each: (each[2], -each[1])
    )
    return {family: (begin, close) for family, begin, close in here}


def _earliest(marks: Sequence[_Mark], first: int, end: int) -> Mapping[str, Span]:
    """The first mark of each family between two words, and of two that begin together the longer."""
    here = sorted(
        (mark for mark in marks if first <= mark[1] and mark[2] <= end), key=lambda each: (-each[1], each[2])
    )
    return {family: (begin, close) for family, begin, close in here}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its amounts. `splits` part two amounts, `adds` join them."""

    scan: Scan
    span: Span
    amounts: Sequence[Amount]
    splits: Words
    adds: Words

    def clause(self, at: int) -> Span:
        """The words that may be about an amount: up to its neighbours, and on its side of what splits."""
        amount, texts = self.amounts[at], self.scan.texts
        left, right = self.span
        if at > 0:
            left = self.amounts[at - 1].end
            left = max(
                [left, *(each + 1 for each in range(left, amount.first) if texts[each] in self.splits)]
            )
        if at + 1 < len(self.amounts):
            right = self.amounts[at + 1].first
        ends = self.splits if at + 1 < len(self.amounts) else {COMMA}
        return left, min([right, *(each for each in range(amount.end, right) if texts[each] in ends)])

    def marks(self) -> list[_Mark]:
        """The words that say what a number measures."""
        cues = [
            (sense.family.removeprefix("measure."), cue.first, cue.end)
            for cue in within(self.scan.cues, *self.span)
            for sense in cue.phrase.senses
            if sense.family.startswith("measure.")
        ]
        mentions = within(self.scan.mentions, *self.span)
        return cues + [("cold", each.first, each.end) for each in mentions if each.value == "cold-start"]

    def joined_to_a_sum(self, amount: Amount) -> bool:
        """ "30.000 € y un trimestre": the one tells what the other is for."""
        for other in self.amounts:
            first, second = sorted((amount, other), key=lambda each: each.first)
            between = self.scan.texts[first.end : second.first]
            joined = other is not amount and other.unit in MONEY and other.per is None
            if joined and between and all(each in self.adds for each in between):
                return True
        return False

    def priced_by(self, amount: Amount) -> str | None:
        """ "12 person-weeks at $3k": the unit of what an amount prices."""
        before = [each.unit for each in self.amounts if each.end <= amount.first and each.unit in WORK]
        return before[-1] if before and amount.rate else None

    def opens(self, amount: Amount) -> bool:
        """Whether the sentence begins with it, and its clause ends with the next word ("six people: …")."""
        last = amount.end + 1
        if amount.first != self.span[0] or last > self.span[1]:
            return False
        closed = last == self.span[1] or self.scan.texts[last] == COMMA
        return closed or ":" in self.scan.text[self.scan.words[last - 1].end : self.scan.words[last].start]
