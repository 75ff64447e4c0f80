"""What a text mentions, word by word: the ground on which signals, numbers and parts of the system are read.

A scan finds the phrases, drops names that are only everyday words here ("go to", "requests a day"), sets aside
sentences that give the bot orders, and lets the words around a mention colour it: negated ("sin GPU"), known
to the team ("sabemos Rust"), a plan for later ("reescribir en Rust") or the present ("corremos en Workers").
"""

from bisect import bisect_right
from dataclasses import dataclass

from bot.core.brief import Signal, SignalKind
from bot.core.lexicon import Lexicon
from bot.core.phrases import Found, within
from bot.core.reading.colouring import coloured
from bot.core.reading.everyday import counting
from bot.core.reading.ground import Ground, Mention, places
from bot.core.reading.negation import denied
from bot.core.words import Word, quote, sentences, words_of

KINDS = {each.value: each for each in SignalKind}
OF_A_PART = frozenset(
    {SignalKind.USE, SignalKind.STATE, SignalKind.DATASTORE}
)  # said of one part, not of all
SENTENCE = 300  # characters; more is no sentence, and is not worth storing beside every signal


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
    kept = tuple(span for span in ranges if not any(each.means("order") for each in within(found, *span)))
    ground = Ground(lexicon, text, words, texts, lexicon.cues.find(texts), found, listing)
    every = tuple(mention for span in kept for mention in _mentions(ground, span))
    mentions = tuple(each for each in every if not each.planned)
    planned = tuple(each for each in every if each.planned)
    return Scan(
        text,
        words,
        texts,
        mentions,
        frozenset(places(mentions)),
        ground.cues,
        kept,
        len(kept) < len(ranges),
        planned,
    )


def _mentions(ground: Ground, span: tuple[int, int]) -> list[Mention]:
    """The mentions of a sentence, in order."""
    made = [
        Mention(KINDS[sense.family], sense.value, sense.name, each.first, each.end)
        for each in counting(ground, span)
        for sense in each.phrase.senses
        if sense.family in KINDS
    ]
    return denied(ground, span, coloured(ground, span, made), places(made))
