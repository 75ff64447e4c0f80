"""Numbers as people write them, with what stands around them.

"3M", "1.868 USD", "1,868.40", "300-500 ms", "0,5 s", "12 %" are read into a family (time, memory, money, share,
times, plain count …) and an amount in its unit. Digits inside identifiers (p95, x86-64, HTTP/2, v0.25.1) are no
numbers.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from bot.planning.contract.digits import readings_of
from bot.planning.contract.words import Words, words

Unit = tuple[str, float]  # a family, and what one counts there

COUNT: Final = "count"
PLAIN: Final[Unit] = (COUNT, 1.0)
WORD = r"[\s-]?([^\W\d_]+\$?(?!\w|-\w)|[%$€×])(?:\sde\b)?"
NEXT = re.compile(WORD)
# A digit first, so that the search skips to digits; then what may not stand before it, and what belongs to it. Behind
# it, for its unit: all that makes one (2), and its word (3).
NUMBER = re.compile(
    r"(\d(?<!\w\d)(?<!\d[.,]\d)(?:\d{0,2}(?:[\u0020\u00a0\u202f]\d{3})+(?!\w)(?:[.,]\d+)?|\d*(?:[.,]\d+)*))"
    rf"(?=({WORD})?)"
)
OPENERS = frozenset("([{«»\"'“”,;")
DROWEB = re.compile(r"[\s(]*([\w.+/-]*[^\W\d_])")  # the word before a number, both read backwards
CURRENCY = re.compile(r"(US\$|\$|€|USD|EUR)$", re.IGNORECASE)
CURRENCY_ENDS = frozenset("$€DdRr")
LETTER = re.compile(r"[^\W\d_]")
AROUND = " \u00a0,;$€~≈<>≤≥±"  # may stand between two numbers of one range
SIGNS = frozenset({"", "-", "–", "—", "→", "->", "/", "..", "…"})
MANY_DIGITS = 10
SHORT = 2  # multipliers up to this length are told from units by their case
LOOK = 48  # characters around a number that can belong to it


class Number(NamedTuple):
    """A number in a text, from `start` to `end`. `readings` are amounts in the family's unit, `steps` how exactly each
    was written (half of the last significant digit); none of both for a version (1.2.3). `whole` is the plain
    integer, when it is one without unit or multiplier."""

    text: str
    start: int
    end: int
    family: str
    readings: tuple[float, ...]
    steps: tuple[float, ...]
    whole: int | None

    @property
    def before(self) -> str:
        """The word before it, in lower case."""
        word = DROWEB.match(self.text[max(0, self.start - LOOK) : self.start][::-1])
        return word[1][::-1].casefold() if word else ""

    @property
    def version(self) -> bool:
        """Three numbers or more joined by points, which are no amount."""
        return not self.readings

    @property
    def shown(self) -> str:
        """The number with what follows it."""
        return self.text[self.start : self.end + 12].strip()


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """Units of several words, by the first of them."""
    long = [each for each in words().units if " " in each]
    return {
        first: tuple(each for each in long if each.split()[0] == first)
        for first in {each.split()[0] for each in long}
    }


@cache
def joiners() -> frozenset[str]:
    """What makes one range or list of two numbers."""
    return SIGNS.union(words().joining)


def numbers(text: str) -> list[Number]:
    """All numbers of a text, in its order; ranges as two of them with one unit, which stands behind the second."""
    known, joining = words(), joiners()
    found: list[Number] = []
    unit, begins = PLAIN, len(text)  # of the number behind
    for match in reversed(list(NUMBER.finditer(text))):
        start, end = match.span()
        own = unit_of(text, match, known) or currency_before(text, start, known) or PLAIN
        if own != PLAIN or text[end:begins].strip(AROUND).casefold() not in joining:
            unit = own
        begins = start
        if not inside_identifier(text, match, known):
            found.append(made(text, match, unit))
    found.reverse()
    return found


def inside_identifier(text: str, match: re.Match[str], known: Words) -> bool:
    """Whether the digits are part of a name, a version or an address: a letter is glued to them that is no unit."""
    head = glued_before(text, match.start())
    head = CURRENCY.sub("", head) if head else ""
    if head and (LETTER.search(head) or head.endswith(("#", "@"))):
        return True
    rest = text[match.end() : match.end() + 1]
    if rest.isalpha():
        return match[3] is None or not (match[3].lower() in known.units or match[3] in known.multipliers)
    return rest == "_"


def glued_before(text: str, start: int) -> str:
    """What stands right before a number, up to a space, a bracket or a quote."""
    at = start
    while at > max(0, start - LOOK) and not (text[at - 1].isspace() or text[at - 1] in OPENERS):
        at -= 1
    return text[at:start]


def unit_of(text: str, number: re.Match[str], known: Words) -> Unit | None:
    """The family and factor that follow a number: "3 millones de USD" counts 1e6 USD."""
    factor = 1.0
    word, begin, end = number[3], number.start(3), number.end(2)
    while word is not None:
        lowered = word.lower()
        multiplier = known.multipliers.get(word if len(word) <= SHORT else lowered)
        if multiplier is None:
            unit = known.units.get(word) or known.units.get(lowered) or phrase_at(text, begin, lowered, known)
            if unit is not None:
                return unit[0], factor * unit[1]
            break
        factor *= multiplier
        behind = NEXT.match(text, end) if factor == multiplier else None
        word, begin, end = (behind[1], behind.start(1), behind.end()) if behind else (None, end, end)
    return (COUNT, factor) if factor > 1 else None


def phrase_at(text: str, begin: int, first: str, known: Words) -> Unit | None:
    """A unit of several words, of which the first was found."""
    for phrase in phrases().get(first, ()):
        if text[begin : begin + len(phrase)].lower() == phrase:
            return known.units[phrase]
    return None


def currency_before(text: str, start: int, known: Words) -> Unit | None:
    before = text[max(0, start - 5) : start].rstrip()
    match = CURRENCY.search(before) if before[-1:] in CURRENCY_ENDS else None
    return known.units[match[1].lower()] if match else None


def made(text: str, match: re.Match[str], unit: Unit) -> Number:
    digits = match[1]
    family, factor = unit
    readings, steps = readings_of(digits)
    if factor != 1.0:
        readings = tuple([each * factor for each in readings])
        steps = tuple([each * factor for each in steps])
    plain = unit == PLAIN and len(digits) < MANY_DIGITS and digits.isdecimal()
    return Number(text, *match.span(), family, readings, steps, int(digits) if plain else None)
