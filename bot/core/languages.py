"""Which language a text is in, told by its function words.

Names of technologies are the same everywhere and tell nothing, so a list of them has no language. A word that
several languages share counts for each of them in part; neighbours (Portuguese, Spanish) are told apart by the
words that only one of them has. A script that none of our languages uses settles the matter.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bot.core.lexicon import Lexicon, Words
from bot.core.words import words_of

ENOUGH = 1.0  # what a language's words must add up to, to be told at all
ENOUGH_FOREIGN = 2.0
SHORTEST_SCRIPT = 4  # letters of another script that settle the matter
ENDINGS = range(2, 6)
ELISION = re.compile(r"^([a-zà-ÿ]{1,5}['’])(?=.)")


def language_of(text: str, lexicon: Lexicon) -> str | None:
    """The language of ours that a text is in; None when it cannot be told."""
    scores = _scores(text, lexicon.stop)
    first, *others = sorted(scores, key=lambda each: -scores[each])
    tied = any(scores[each] == scores[first] for each in others)
    return None if scores[first] < ENOUGH or tied or foreign(text, lexicon) else first


def foreign(text: str, lexicon: Lexicon) -> bool:
    """Clearly prose in a language that we do not speak."""
    if _other_script(text):
        return True
    scores = _scores(text, {**lexicon.stop, **lexicon.foreign})
    ours = max(scores[each] for each in lexicon.stop)
    theirs = max((scores[each] for each in lexicon.foreign), default=0.0)
    return theirs >= ENOUGH_FOREIGN and theirs > ours


def _scores(text: str, languages: Mapping[str, Words]) -> dict[str, float]:
    """What the words of a text add up to for each language."""
    scores = dict.fromkeys(languages, 0.0)
    for word in _spoken(text):
        having = [each for each, words in languages.items() if not words.isdisjoint(_forms(word))]
        for each in having:
            scores[each] += 1 / len(having)
    return scores


def _spoken(text: str) -> Iterator[str]:
    """Words as they are listed: in lower case, with their accents; an article before an apostrophe apart."""
    for word in words_of(text):
        spoken = word.raw.lower().replace("’", "'")
        elided = ELISION.match(spoken)
        if elided:
            yield elided[1]
        yield spoken[elided.end() :] if elided else spoken


def _forms(word: str) -> tuple[str, ...]:
    """The word, and the endings under which a language may list it."""
    return (word, *(f"*{word[-length:]}" for length in ENDINGS if len(word) > length + 1))


def _other_script(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    other = sum(
        1 for each in letters if not each.isascii() and not unicodedata.name(each, "").startswith("LATIN")
    )
    return other >= SHORTEST_SCRIPT and other * 4 > len(letters)  # the rest may be names of technologies
