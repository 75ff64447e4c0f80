"""What a text mentions, word by word: the ground on which signals, numbers and parts of the system are read.

A scan finds the phrases, drops names that are only everyday words here ("go to", "requests a day"), sets aside
sentences that give the bot orders, and lets the words around a mention colour it: negated ("sin GPU"), known
to the team ("sabemos Rust"), a plan for later ("reescribir en Rust") or the present ("corremos en Workers").
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.brief import Signal, SignalKind
from bot.core.lexicon import Lexicon
from bot.core.phrases import Found, within
from bot.core.words import COMMA, Word, quote, sentences, words_of

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
KINDS = {each.value: each for each in SignalKind}
REACH = 8  # words over which a "no" reaches forward
SYMPTOM_REACH = 5  # "no" before a complaint is often part of it
NOBODY = 4  # words from a skill to the "nadie" that denies it
CLOSE = 3  # words between "we run on" and what is run on

OF_A_PART = frozenset(
    {SignalKind.USE, SignalKind.STATE, SignalKind.DATASTORE}
)  # said of one part, not of all
SENTENCE = 300  # characters; more is no sentence, and is not worth storing beside every signal


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
class Scan:
    """A text with all that was found in it. `texts` are its words as they were meant, slips mended."""

    text: str
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    mentions: tuple[Mention, ...]  # by where they begin
    taken: frozenset[int]  # words that belong to a mention
    cues: tuple[Found, ...]
    sentences: tuple[tuple[int, int], ...]
    gives_orders: bool
    planned: tuple[Mention, ...] = ()  # languages that somebody thinks of

    def quote(self, first: int, end: int) -> str:
        """The characters of the original."""
        return quote(self.text, self.words, first, end)

    def signal(self, mention: Mention) -> Signal:
        """A mention as the brief keeps it."""
        around = self.sentences[bisect_right(self.sentences, mention.first, key=lambda each: each[0]) - 1]
        sentence = self.quote(*around) if mention.kind in OF_A_PART else ""
        return Signal(
            mention.kind,
            mention.value,
            self.quote(mention.first, mention.end),
            mention.negated,
            sentence if len(sentence) <= SENTENCE else "",
        )


def scan(text: str, lexicon: Lexicon, *, listing: bool = False) -> Scan:
    """Everything that a text mentions. `listing`: it is a manifest, in which package names need no company."""
    words = words_of(text)
    mended = {word.text: lexicon.spelled(word.text) for word in words}
    texts = tuple(mended[word.text] for word in words)
    found = lexicon.phrases.find(texts)
    ranges = sentences(words)
    kept = tuple(span for span in ranges if not any(_family(each, "order") for each in within(found, *span)))
    room = _Room(lexicon, text, words, texts, lexicon.cues.find(texts), found, listing)
    every = tuple(mention for span in kept for mention in room.mentions(span))
    mentions = tuple(each for each in every if not each.planned)
    planned = tuple(each for each in every if each.planned)
    taken = frozenset(at for each in mentions for at in range(each.first, each.end))
    return Scan(text, words, texts, mentions, taken, room.cues, kept, len(kept) < len(ranges), planned)


def _family(found: Found, family: str) -> bool:
    return any(each.family == family for each in found.phrase.senses)


@dataclass(frozen=True, slots=True)
class _Room:
    """The words of a text and what was found in them, while mentions are made of it."""

    lexicon: Lexicon
    text: str
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    cues: tuple[Found, ...]
    found: tuple[Found, ...]
    listing: bool

    def mentions(self, span: tuple[int, int]) -> list[Mention]:
        """The mentions of a sentence, in order."""
        here = within(self.found, *span)
        sure = [each for each in here if not self._guarded(each)]
        doubtful = [each for each in here if self._guarded(each)]
        for _ in doubtful:  # a name that is accepted keeps company to the next one
            more = [
                each
                for each in doubtful
                if each not in sure and self._counts(each, self._company(each, sure, doubtful), span)
            ]
            sure += more
            if not more:
                break
        made = [
            Mention(KINDS[sense.family], sense.value, sense.name, each.first, each.end)
            for each in sorted(sure, key=lambda each: (each.first, each.end))
            for sense in each.phrase.senses
            if sense.family in KINDS
        ]
        stops = [each for each in here if _family(each, "cue.negation") or _family(each, "cue.unwanted")]
        cues = within(self.cues, *span)
        coloured = [self._coloured(each, made, cues) for each in made]
        said = [self._negated(each, stops, span, made) for each in coloured if each is not None]
        return [each for each in said if each.negated or not self._only_denied(each)]

    # ---- names that are everyday words too -------------------------------------------------------------

    def _guarded(self, found: Found) -> bool:
        return found.end == found.first + 1 and self.lexicon.guard(self.texts[found.first]) is not None

    def _counts(self, found: Found, company: Sequence[Found], span: tuple[int, int]) -> bool:
        if self.listing:
            return _family(found, SignalKind.PACKAGE)
        rules = self.lexicon.guard(self.texts[found.first]) or ()
        capital = self.words[found.first].raw[0].isupper()
        before = self.texts[found.first - 1] if found.first > span[0] else ""
        after = before in self.lexicon.cue_words["technical"]
        beside = any(self._linked(found, each) for each in company)
        holds = {
            "written": capital and bool(before),
            "after": after,
            "used": before in self.lexicon.cue_words["using"],
            "beside": beside,
            "proper": capital and (after or beside),
            "opens": capital and not before and self._next(found) not in self.lexicon.cue_words["articles"],
            "alone": self._alone(found, span),
            "title": capital and self._alone(found, span),
        }
        return any(holds[each] for each in rules)

    def _next(self, found: Found) -> str:
        return self.texts[found.end] if found.end < len(self.texts) else ""

    def _alone(self, found: Found, span: tuple[int, int]) -> bool:
        """Nothing but names and what joins them stands between the commas around it."""
        first, end = found.first, found.end
        while first > span[0] and self.texts[first - 1] != COMMA:
            first -= 1
        while end < span[1] and self.texts[end] != COMMA:
            end += 1
        names = {
            at
            for each in within(self.found, first, end)
            if _named(each)
            for at in range(each.first, each.end)
        }
        joints = self.lexicon.cue_words["connecting"] | self.lexicon.cue_words["quantifiers"]
        return all(at in names or self.texts[at] in joints for at in range(first, end))

    @staticmethod
    def _company(found: Found, sure: Sequence[Found], doubtful: Sequence[Found]) -> list[Found]:
        """What makes a name technical by standing beside it: technologies; for a language, any language."""
        if _family(found, SignalKind.LANGUAGE):
            others = [each for each in doubtful if each is not found and _family(each, SignalKind.LANGUAGE)]
            return [each for each in sure if _named(each)] + others
        return [each for each in sure if _named(each)]

    def _linked(self, one: Found, other: Found) -> bool:
        first, second = sorted((one, other), key=lambda each: each.first)
        between = self.texts[first.end : second.first]
        return all(
            each in self.lexicon.cue_words["connecting"] or each in {COMMA, "&", "+"} for each in between
        )

    # ---- what the words around a mention make of it ----------------------------------------------------

    def _coloured(self, mention: Mention, made: Sequence[Mention], cues: Sequence[Found]) -> Mention | None:
        """A language that the team knows is a skill; what is only planned is not there; what runs today is."""
        if mention.kind is SignalKind.LANGUAGE and self._known(mention, made, cues):
            return replace(mention, kind=SignalKind.SKILL)
        if mention.kind in {SignalKind.LANGUAGE, SignalKind.PLATFORM, SignalKind.FRAMEWORK}:
            if not self._led_by("cue.future", mention, made, cues):
                return mention
            return replace(mention, planned=True) if mention.kind is SignalKind.LANGUAGE else None
        if mention.kind is SignalKind.TARGET and self._led_by("cue.present", mention, made, cues):
            return replace(mention, kind=SignalKind.PLATFORM)
        return mention

    def _known(self, mention: Mention, made: Sequence[Mention], cues: Sequence[Found]) -> bool:
        """ "sabemos Python y algo de Rust", "Go developers": up to a platform or a part of the system."""
        stops = {SignalKind.PLATFORM, SignalKind.ROLE, SignalKind.DATASTORE, SignalKind.SYMPTOM}
        for cue in cues:
            if not _family(cue, "cue.skill"):
                continue
            little = self.lexicon.cue_words["negation"] | self.lexicon.cue_words["pronouns"]
            apart = self.texts[mention.end : cue.first]
            if cue.first >= mention.end and (len(apart) <= 1 or all(each in little for each in apart)):
                return True
            between = range(cue.end, mention.first)
            if cue.end <= mention.first and not (
                any(each.kind in stops and each.first in between for each in made)
                or any(self.texts[at] in self.lexicon.cue_words["barrier"] for at in between)
            ):
                return True
        return False

    def _led_by(self, family: str, mention: Mention, made: Sequence[Mention], cues: Sequence[Found]) -> bool:
        """Whether a cue stands shortly before a mention, or before one that it is listed with."""
        taken = {at for each in made for at in range(each.first, each.end)}
        for cue in cues:
            if not _family(cue, family) or cue.end > mention.first:
                continue
            between = range(cue.end, mention.first)
            loose = [at for at in between if at not in taken]
            listed = all(
                self.texts[at] in self.lexicon.cue_words["connecting"] or self.texts[at] == COMMA
                for at in loose
            )
            if listed or (len(between) <= CLOSE and len(loose) == len(between)):
                return True
        return False

    # ---- negation --------------------------------------------------------------------------------------

    def _negated(
        self, mention: Mention, stops: Sequence[Found], span: tuple[int, int], made: Sequence[Mention]
    ) -> Mention:
        if self.texts[mention.first] in self.lexicon.cue_words["negation"]:
            return mention  # "no guarda ningún estado": two denials are one
        denied = any(self._reaches(each, mention, made) for each in stops) or self._denied_after(
            mention, span
        )
        return replace(mention, negated=True) if denied else mention

    def _only_denied(self, mention: Mention) -> bool:
        """ "procesos" alone may mean anything; "sin procesos" does not."""
        one = mention.end == mention.first + 1
        return one and self.texts[mention.first] in self.lexicon.cue_words["only-denied"]

    def _reaches(self, cue: Found, mention: Mention, made: Sequence[Mention]) -> bool:
        """Forward within its clause; over commas only along a list ("no hilos, GPU ni procesos")."""
        if _family(cue, "cue.unwanted") and mention.kind in {SignalKind.SYMPTOM, SignalKind.GOAL}:
            return False
        if mention.first < cue.first < mention.end:
            return True  # inside the gap of a phrase: "la base de datos no va dentro"
        reach = SYMPTOM_REACH if mention.kind is SignalKind.SYMPTOM else REACH
        between = range(cue.end, mention.first)
        if cue.end > mention.first or len(between) > reach or self._colon(cue.end - 1, mention.first):
            return False
        barred = self.lexicon.cue_words["barrier"] | self.lexicon.cue_words["contrast"]
        if any(self.texts[at] in barred for at in between):
            return False
        if not any(self.texts[at] == COMMA for at in between):
            return True
        return self._along_a_list(cue, mention, made)

    def _colon(self, first: int, last: int) -> bool:
        return ":" in self.text[self.words[first].end : self.words[last].start]

    def _along_a_list(self, cue: Found, mention: Mention, made: Sequence[Mention]) -> bool:
        taken = {at for each in made for at in range(each.first, each.end)}
        comma = next(at for at in range(cue.end, mention.first) if self.texts[at] == COMMA)
        links = self.lexicon.cue_words["connecting"]
        listed = all(
            at in taken or self.texts[at] == COMMA or self.texts[at] in links
            for at in range(comma, mention.first)
        )
        joins = self.lexicon.cue_words["also-negated"]
        rest = self.texts[comma : mention.first + REACH]
        return comma > cue.end and listed and any(each in joins for each in rest)

    def _denied_after(self, mention: Mention, span: tuple[int, int]) -> bool:
        """ "GPU: no", "hilos no usamos"."""
        at = mention.end
        clause = self.texts[at : min(at + NOBODY, span[1])]
        clause = clause[: clause.index(COMMA)] if COMMA in clause else clause
        if mention.kind is SignalKind.SKILL and not self.lexicon.cue_words["nobody"].isdisjoint(clause):
            return True  # "Rust no lo conoce nadie"
        if at >= span[1] or self.texts[at] not in self.lexicon.answers["no"]:
            return False
        return (
            at + 1 >= span[1]
            or self.texts[at + 1] == COMMA
            or self.texts[at + 1] in self.lexicon.cue_words["denies"]
        )


def _named(found: Found) -> bool:
    return any(each.family in NAMES for each in found.phrase.senses)
