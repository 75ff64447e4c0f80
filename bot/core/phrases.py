"""Phrases, and where they occur in a text.

A phrase is words ("cold start"), stems ("arranque*") and gaps ("..."): up to five words of the same
clause. Phrases without a gap are taken longest first and use up their words, so that "no escala" is no
negation and "node pool" no JavaScript; phrases with a gap lie over the others. One look-up per word.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypeVar

from bot.core.words import MARKS, terms

GAP = "..."
LONGEST_GAP = 5
STEM = 3  # the letters by which stems are indexed


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase stands for: `family` is a SignalKind's value, or "cue.negation", "measure.cpu" and the like.

    `name` is how the value is spoken of when that differs ("node" for javascript)."""

    family: str
    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The elements of a phrase with its senses."""

    elements: tuple[str, ...]
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: word indexes from `first` up to, not including, `end`."""

    phrase: Phrase
    first: int
    end: int

    def means(self, family: str) -> bool:
        """Whether a sense of it is of a family."""
        return any(each.family == family for each in self.phrase.senses)


class Placed(Protocol):
    """Something that begins at a word."""

    @property
    def first(self) -> int: ...


Some = TypeVar("Some", bound=Placed)


def within(items: Sequence[Some], first: int, end: int) -> Sequence[Some]:
    """Those of the items, ordered by where they begin, that begin in a range of words."""
    low = bisect_left(items, first, key=lambda each: each.first)
    return items[low : bisect_left(items, end, lo=low, key=lambda each: each.first)]


def elements(phrase: str) -> tuple[str, ...]:
    """The elements of a phrase as it is written in a lexicon."""
    found: list[str] = []
    for piece in phrase.split():
        if piece == GAP:
            found.append(GAP)
        elif piece.endswith("*"):
            *before, stem = terms(piece.removesuffix("*"))
            found += [*before, f"{stem}*"]
        else:
            found += terms(piece)
    return tuple(found)


class Phrases:
    """An index of phrases by their first element. Immutable once built."""

    def __init__(self, entries: Iterable[tuple[str, Sense]]) -> None:
        gathered: dict[tuple[str, ...], list[Sense]] = {}
        for text, sense in entries:
            senses = gathered.setdefault(elements(text), [])
            if sense not in senses:
                senses.append(sense)
        phrases = [Phrase(each, tuple(senses)) for each, senses in gathered.items() if each]
        phrases.sort(key=lambda each: (-len(each.elements), each.elements))
        self._plain = _by_first(each for each in phrases if GAP not in each.elements)
        self._gapped = _by_first(each for each in phrases if GAP in each.elements)
        self.every = tuple(each.elements for each in phrases)
        self._begins = frozenset(each.removesuffix("*") for each in (*self._plain, *self._gapped))
        self.literals = frozenset(
            element
            for each in phrases
            for element in each.elements
            if element != GAP and not element.endswith("*")
        )
        self._stems = _by_stem(each for phrase in phrases for each in phrase.elements if each.endswith("*"))

    def knows(self, word: str) -> bool:
        """Whether a word occurs in a phrase, or continues a stem of one."""
        return word in self.literals or any(
            word.startswith(each) for each in self._stems.get(word[:STEM], ())
        )

    def find(self, words: Sequence[str]) -> tuple[Found, ...]:
        """The phrases in a text by where they begin: those without a gap stand apart, the others lie over them."""
        found: list[Found] = []
        at = 0
        begins = [each in self._begins or each[:STEM] in self._begins for each in words]
        while at < len(words):
            here = next(self._at(self._plain, words, at), None) if begins[at] else None
            if here is not None:
                found.append(here)
            at = here.end if here else at + 1
        for at in range(len(words)):
            if begins[at]:
                found.extend(self._at(self._gapped, words, at))
        return tuple(sorted(found, key=lambda each: each.first))

    @staticmethod
    def _at(index: Mapping[str, tuple[Phrase, ...]], words: Sequence[str], at: int) -> Iterator[Found]:
        """The phrases that begin at a word, the longest first."""
        exact, stems = index.get(words[at], ()), index.get(words[at][:STEM] + "*", ())
        candidates = sorted((*exact, *stems), key=_longest_first) if exact and stems else exact or stems
        for phrase in candidates:
            end = _match(phrase.elements, words, at)
            if end is not None:
                yield Found(phrase, at, end)


def _longest_first(phrase: Phrase) -> int:
    return -len(phrase.elements)


def _by_first(phrases: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    index: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        first = phrase.elements[0]
        key = first[:STEM] + "*" if first.endswith("*") else first
        index[key] = (*index.get(key, ()), phrase)
    return MappingProxyType(index)


def _by_stem(stems: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for stem in sorted({each.removesuffix("*") for each in stems}):
        index[stem[:STEM]] = (*index.get(stem[:STEM], ()), stem)
    return MappingProxyType(index)


def _match(wanted: Sequence[str], words: Sequence[str], at: int) -> int | None:
    """Where a phrase that begins at `at` ends; None when it does not stand there."""
    for step, element in enumerate(wanted):
        if element == GAP:
            return _after_gap(wanted[step + 1 :], words, at)
        if at >= len(words) or not _is(element, words[at]):
            return None
        at += 1
    return at


def _after_gap(rest: Sequence[str], words: Sequence[str], at: int) -> int | None:
    for start in range(at, min(at + LONGEST_GAP + 1, len(words))):
        end = _match(rest, words, start)
        if end is not None:
            return end
        if words[start] in MARKS:
            return None
    return None


def _is(element: str, word: str) -> bool:
    return word.startswith(element[:-1]) if element.endswith("*") else word == element
