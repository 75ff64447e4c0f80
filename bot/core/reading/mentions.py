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
from bot.core.words import COMMA, Word, quote, sentences, words_of

KINDS = {each.value: each for each in SignalKind}
OF_A_PART = frozenset(
    {SignalKind.USE, SignalKind.STATE, SignalKind.DATASTORE}
)  # said of one part, not of all
NAMING = frozenset({SignalKind.ROLE, SignalKind.LANGUAGE})  # by which a part is spoken of
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
    joints: frozenset[int] = frozenset()  # words between which a clause is about one thing: commas, "and"
    ties: frozenset[int] = frozenset()  # words that say something of the name before them: "that", "with"

    def quote(self, first: int, end: int) -> str:
        """The characters of the original."""
        return quote(self.text, self.words, first, end)

    def signal(self, mention: Mention) -> Signal:
        """A mention as the brief keeps it."""
        around = self._tied(mention) or self._sentence(mention)
        sentence = self.quote(*around) if mention.kind in OF_A_PART else ""
        return Signal(
            mention.kind,
            mention.value,
            self.quote(mention.first, mention.end),
            mention.negated,
            sentence if len(sentence) <= SENTENCE else "",
        )

    def _sentence(self, mention: Mention) -> tuple[int, int]:
        return self.sentences[bisect_right(self.sentences, mention.first, key=lambda each: each[0]) - 1]

    def _tied(self, mention: Mention) -> tuple[int, int] | None:
        """The words about the one name that a mention is tied to, whatever else the sentence names: "a video service in
        Python that runs ffmpeg"."""
        first, end = self._sentence(mention)
        begin = max((at + 1 for at in self.joints if first <= at < mention.first), default=first)
        close = min((at for at in self.joints if mention.end <= at < end), default=end)
        ties = [at for at in self.ties if begin <= at < mention.first]
        named = ties and any(
            each.kind in NAMING and begin <= each.first and each.end <= max(ties) for each in self.mentions
        )
        return (begin, close) if named else None


def scan(text: str, lexicon: Lexicon, *, listing: bool = False) -> Scan:
    """Everything that a text mentions. `listing`: it is a manifest, in which package names need no company."""
    words = words_of(text)
    mended = {word.text: lexicon.spelled(word.text) for word in words}
    texts = tuple(mended[word.text] for word in words)
    found = _named(lexicon.phrases.find(texts), words, texts, lexicon)
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
        *_hinges(texts, frozenset(places(mentions)), lexicon),
    )


def _hinges(
    texts: tuple[str, ...], taken: frozenset[int], lexicon: Lexicon
) -> tuple[frozenset[int], frozenset[int]]:
    """Where names are strung together, and where something is said of the name before."""
    free = [(at, text) for at, text in enumerate(texts) if at not in taken]
    adds, ties = lexicon.cue_words["adds"], lexicon.cue_words["ties"]
    return (
        frozenset(at for at, text in free if text == COMMA or text in adds),
        frozenset(at for at, text in free if text in ties),
    )


def _named(
    found: tuple[Found, ...], words: tuple[Word, ...], texts: tuple[str, ...], lexicon: Lexicon
) -> tuple[Found, ...]:
    """ "an API in Go with Postgres" names a language, "we go with it" does not: a capital inside a sentence tells."""
    out: list[Found] = []
    for each in found:
        capital = words[each.first].raw[0].isupper() and each.first > 0 and not words[each.first - 1].is_mark
        if each.means("plain") and capital and lexicon.guard(texts[each.first]) is not None:
            alone = lexicon.phrases.find(texts[each.first : each.first + 1])
            out += (Found(one.phrase, each.first, each.first + 1) for one in alone)
        else:
            out.append(each)
    return tuple(out)


def _mentions(ground: Ground, span: tuple[int, int]) -> list[Mention]:
    """The mentions of a sentence, in order."""
    made = [
        Mention(KINDS[sense.family], sense.value, sense.name, each.first, each.end)
        for each in counting(ground, span)
        for sense in each.phrase.senses
        if sense.family in KINDS
    ]
    return denied(ground, span, coloured(ground, span, made), places(made))
