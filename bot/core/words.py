"""Text as words: folded for comparison, each with its place in the original.

Everything that is read is quoted from the original, so folding never touches positions. Marks that end a
sentence become ".", commas stay, a few signs ("%", "$", "+") are words; hyphens, slashes, dots inside names,
brackets and quotes only separate. The scan is one pass of one expression, linear in the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

END = "."
COMMA = ","
MARKS = frozenset({END, COMMA})
LONGEST = 60

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    (?P<number>(?<!{_LETTER})\d{{1,3}}(?:[ \u00a0\u202f](?!128|256|512)\d{{3}})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*)
    | (?P<word>(?:(?<![\w.])\.(?=[a-zA-Z]{{2}}))?            # ".NET"
        {_LETTER}(?:[^\W_]|[\u0300-\u036f]|['’](?={_LETTER}))*(?:\+\+|(?<=[cCfF])\#)?)
    | (?P<line>\n\s*)
    | (?P<end>[.!?;…](?=\s|$)|[¿¡])
    | (?P<sign>[,%$€£&+<>@])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a mark of a text. `text` is folded, `raw` as it was written."""

    text: str
    raw: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_mark(self) -> bool:
        """Whether it ends a sentence or a clause."""
        return self.text in MARKS


def fold(text: str) -> str:
    """Lower case without accents or typographic apostrophes, and without the English genitive."""
    folded = text.lower()
    if not folded.isascii():
        apart = unicodedata.normalize("NFKD", folded.casefold().replace("’", "'"))
        folded = "".join(each for each in apart if not unicodedata.combining(each))
    return folded.removesuffix("'s") or folded


def bare(text: str) -> str:
    """Letters and digits only, folded, with single spaces: what whole messages are compared in."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^\w\s]|_", " ", letters).split())


def words_of(text: str) -> tuple[Word, ...]:
    """The words, numbers and marks of a text, in order."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        if match.lastgroup in {"line", "end"}:
            if _ends(text, match) and found and found[-1].text != END:
                found.append(Word(END, raw, start, end))
        else:
            found.append(Word(fold(raw), raw, start, end))
    return tuple(found)


def _ends(text: str, match: re.Match[str]) -> bool:
    """A line break inside a wrapped sentence ends nothing: the next line goes on in lower case."""
    if match.lastgroup != "line" or match.group().count("\n") > 1:
        return True
    return not text[match.end() : match.end() + 1].islower()


def terms(phrase: str) -> tuple[str, ...]:
    """A phrase as it is compared: folded words without marks."""
    return tuple(word.text for word in words_of(phrase) if not word.is_mark)


def sentences(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as half-open ranges of word indexes, without the marks that end them.

    One without an end is cut after `LONGEST` words, so that reading a sentence is bounded work.
    """
    ranges: list[tuple[int, int]] = []
    first = 0
    for at in range(len(words) + 1):
        if at == len(words) or words[at].text == END or at - first == LONGEST:
            if at > first:
                ranges.append((first, at))
            first = at + (at < len(words) and words[at].text == END)
    return tuple(ranges)


def quote(text: str, words: Sequence[Word], first: int, end: int) -> str:
    """The original characters from one word up to, not including, another."""
    return text[words[first].start : words[end - 1].end]


def slug(text: str) -> str:
    """Kebab-case ASCII, "part" for a text without a letter or digit in it."""
    return "-".join(each for each in re.split(r"[^a-z0-9]+", fold(text)) if each) or "part"
