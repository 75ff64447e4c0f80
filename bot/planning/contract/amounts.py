"""Numbers as people write them, and whether they agree.

"3M", "1.868 USD", "1,868.40", "300-500 ms", "0,5 s", "12 %" are read into a family (time, memory, money, share,
times, plain count …) and an amount in its unit. "1.868" may be one and a bit or nearly two thousand: both are
readings, and one that traces is enough. Digits inside identifiers (p95, x86-64, HTTP/2, v0.25.1) are no numbers.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from bot.planning.contract.words import Words, words

COUNT: Final = "count"
# A digit first, so that the search skips to digits; then what may not stand before it, and what belongs to it.
NUMBER = re.compile(
    r"\d(?<!\w\d)(?<!\d[.,]\d)(?:\d{0,2}(?:[\u0020\u00a0\u202f]\d{3})+(?!\w)(?:[.,]\d+)?|\d*(?:[.,]\d+)*)"
)
OPENERS = frozenset("([{«»\"'“”,;")
BEFORE = re.compile(r"([^\W\d_][\w.+/-]*)[\s(]*$")
CURRENCY = re.compile(r"(US\$|\$|€|USD|EUR)$", re.IGNORECASE)
NEXT = re.compile(r"[\s-]?([^\W\d_]+\$?(?!\w|-\w)|[%$€×])(?:\sde\b)?")
CURRENCY_ENDS = frozenset("$€DdRr")
LETTER = re.compile(r"[^\W\d_]")
SPACES = re.compile(r"[\s\u00a0\u202f]")
COMMAS_GROUP = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
POINTS_GROUP = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
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
        word = BEFORE.search(self.text[max(0, self.start - LOOK) : self.start])
        return word[1].casefold() if word else ""

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


def numbers(text: str) -> Iterator[Number]:
    """All numbers of a text, ranges as two of them with one unit."""
    known = words()
    matches = list(NUMBER.finditer(text))
    units: list[tuple[str, float]] = []
    found: list[tuple[re.Match[str], bool]] = []
    for match in matches:
        found.append((match, inside_identifier(text, match)))
        units.append(
            unit_of(text, match.end(), known) or currency_before(text, match.start(), known) or (COUNT, 1.0)
        )
    for at in range(len(matches) - 2, -1, -1):
        joined = text[matches[at].end() : matches[at + 1].start()]
        if units[at][0] == COUNT and units[at][1] == 1.0 and joins(joined, known):
            units[at] = units[at + 1]
    for (match, hidden), (family, factor) in zip(found, units, strict=True):
        if not hidden:
            yield made(text, match, family, factor)


def joins(between: str, known: Words) -> bool:
    """Whether two numbers belong together, as in "300-500 ms", "5, 10 y 20 %" or "from 300 to 5 ms"."""
    word = between.strip(" \u00a0,;$€~≈<>≤≥±").casefold()
    return word in {"", "-", "–", "—", "→", "->", "/", "..", "…"} or word in known.joining


def inside_identifier(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are part of a name, a version or an address: a letter is glued to them that is no unit."""
    head = glued_before(text, match.start())
    head = CURRENCY.sub("", head) if head else ""
    if head and (LETTER.search(head) or head.endswith(("#", "@"))):
        return True
    rest = text[match.end() : match.end() + 1]
    return (rest.isalpha() or rest == "_") and not a_unit(text, match.end())


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


def unit_of(text: str, end: int, known: Words) -> tuple[str, float] | None:
    """The family and factor that follow a number: "3 millones de USD" counts 1e6 USD."""
    factor = 1.0
    for _ in range(2):
        match = NEXT.match(text, end)
        if match is None:
            break
        word = match[1]
        unit = (
            known.units.get(word) or known.units.get(word.lower()) or phrase_at(text, match.start(1), known)
        )
        multiplier = known.multipliers.get(word if len(word) <= SHORT else word.lower())
        if unit is not None and multiplier is None:
            return unit[0], factor * unit[1]
        if multiplier is None:
            break
        factor *= multiplier
        end = match.end()
    return (COUNT, factor) if factor > 1 else None


def phrase_at(text: str, start: int, known: Words) -> tuple[str, float] | None:
    """A unit of several words that begins here."""
    rest = text[start : start + LOOK].lower()
    for phrase in phrases().get(rest.split(" ", 1)[0], ()):
        if rest.startswith(phrase):
            return known.units[phrase]
    return None


def currency_before(text: str, start: int, known: Words) -> tuple[str, float] | None:
    before = text[max(0, start - 5) : start].rstrip()
    match = CURRENCY.search(before) if before[-1:] in CURRENCY_ENDS else None
    return known.units[match[1].lower()] if match else None


def made(text: str, match: re.Match[str], family: str, factor: float) -> Number:
    digits = match[0]
    readings = tuple(readings_of(digits))
    plain = digits.isdecimal() and factor == 1.0 and family == COUNT
    return Number(
        text=text,
        start=match.start(),
        end=match.end(),
        family=family,
        readings=tuple([amount * factor for amount, _ in readings]),
        steps=tuple([step * factor for _, step in readings]),
        whole=int(digits) if plain and len(digits) < MANY_DIGITS else None,
    )


def readings_of(digits: str) -> Iterator[tuple[float, float]]:
    """What digits may mean, each with half of its last significant digit; nothing for a version (1.2.3)."""
    if digits.isdecimal():
        yield reading(digits)
        return
    bare = SPACES.sub("", digits)
    if COMMAS_GROUP.fullmatch(bare):
        yield reading(bare.replace(",", ""))
    elif POINTS_GROUP.fullmatch(bare):
        yield reading(bare.replace(".", "").replace(",", "."))
    if bare.count(".") + bare.count(",") <= 1:
        yield reading(bare.replace(",", "."))


def reading(plain: str) -> tuple[float, float]:
    """An amount, and half of its last significant digit when it shows two or more, else nothing to spare."""
    whole, _, rest = plain.partition(".")
    significant = len((whole + rest).strip("0")) if not rest else len((whole + rest).lstrip("0"))
    zeros = len(whole) - len(whole.rstrip("0"))
    step = 0.5 * 10.0 ** (-len(rest) if rest else zeros)
    return float(plain), step if significant >= 2 else 0.0
