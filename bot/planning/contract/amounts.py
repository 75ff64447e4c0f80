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
# A digit first, so that the search skips to digits; then what may not stand before it, and what belongs to it.
NUMBER = re.compile(
    r"\d(?<!\w\d)(?<!\d[.,]\d)(?:\d{0,2}(?:[\u0020\u00a0\u202f]\d{3})+(?!\w)(?:[.,]\d+)?|\d*(?:[.,]\d+)*)"
)
OPENERS = frozenset("([{«»\"'“”,;")
DROWEB = re.compile(r"[\s(]*([\w.+/-]*[^\W\d_])")  # the word before a number, both read backwards
CURRENCY = re.compile(r"(US\$|\$|€|USD|EUR)$", re.IGNORECASE)
NEXT = re.compile(r"[\s-]?([^\W\d_]+\$?(?!\w|-\w)|[%$€×])(?:\sde\b)?")
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
        own = unit_of(text, end, known) or currency_before(text, start, known) or PLAIN
        if own != PLAIN or text[end:begins].strip(AROUND).casefold() not in joining:
            unit = own
        begins = start
        if not inside_identifier(text, start, end):
            found.append(made(text, match, unit))
    found.reverse()
    return found


def inside_identifier(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a name, a version or an address: a letter is glued to them that is no unit."""
    head = glued_before(text, start)
    head = CURRENCY.sub("", head) if head else ""
    if head and (LETTER.search(head) or head.endswith(("#", "@"))):
        return True
    rest = text[end : end + 1]
    return (rest.isalpha() or rest == "_") and not a_unit(text, end)


def glued_before(text: str, start: int) -> str:
    """What stands right before a number, up to a space, a bracket or a quote."""
    at = start
    while at > max(0, start - LOOK) and not (text[at - 1].isspace() or text[at - 1] in OPENERS):
        at -= 1
    return text[at:start]


def a_unit(text: str, end: int) -> bool:
    """Whether what is glued to a number is a unit or a multiplier, and nothing more."""
    glued = NEXT.match(text, end)
    return glued is not None and (glued[1].lower() in words().units or glued[1] in words().multipliers)


def unit_of(text: str, end: int, known: Words) -> Unit | None:
    """The family and factor that follow a number: "3 millones de USD" counts 1e6 USD."""
    factor = 1.0
    for _ in range(2):
        match = NEXT.match(text, end)
        if match is None:
            break
        word = match[1]
        lowered = word.lower()
        multiplier = known.multipliers.get(word if len(word) <= SHORT else lowered)
        if multiplier is None:
            unit = known.units.get(word) or known.units.get(lowered) or phrase_at(text, match, known)
            if unit is not None:
                return unit[0], factor * unit[1]
            break
        factor *= multiplier
        end = match.end()
    return (COUNT, factor) if factor > 1 else None


def phrase_at(text: str, match: re.Match[str], known: Words) -> Unit | None:
    """A unit of several words that begins with the one that was found."""
    at = match.start(1)
    for phrase in phrases().get(match[1].lower(), ()):
        if text[at : at + len(phrase)].lower() == phrase:
            return known.units[phrase]
    return None


def currency_before(text: str, start: int, known: Words) -> Unit | None:
    before = text[max(0, start - 5) : start].rstrip()
    match = CURRENCY.search(before) if before[-1:] in CURRENCY_ENDS else None
    return known.units[match[1].lower()] if match else None


def made(text: str, match: re.Match[str], unit: Unit) -> Number:
    digits = match[0]
    family, factor = unit
    readings = readings_of(digits)
    plain = unit == PLAIN and len(digits) < MANY_DIGITS and digits.isdecimal()
    return Number(
        text,
        match.start(),
        match.end(),
        family,
        tuple([amount * factor for amount, _ in readings]),
        tuple([step * factor for _, step in readings]),
        int(digits) if plain else None,
    )
