"""Numbers with their units, as they are written: "3M req/mes", "1.900 USD", "2,5 segundos", "unos 400 millones".

This only finds amounts; what an amount measures is decided in `quantities`, from the words around it. A dot
before three digits groups thousands where the language writes decimals with a comma; a comma before three
digits groups them everywhere. A number with a minus sign is none. Ranges ("2-3 s") count with their end, and are
quoted whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core.lexicon import Numbers
from bot.core.words import Word

MOST_DIGITS = 18  # longer runs of digits are identifiers, not amounts
WORK = frozenset({"person-day", "person-week", "person-month"})
PERIODS = frozenset({"s", "min", "hour", "day", "week", "month", "quarter", "year"}) | WORK
ALONE = frozenset(
    {"quarter", "semester"}
)  # "un trimestre" is an amount; "a month" tells what one is counted over
RANGE = 3  # at most so many characters join the two ends of "200 – 300 ms"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what follows it; word indexes are half-open. `unit` and `per` are ids of `[units]`, or None.

    `rate`: it is told as the price of what stands before it ("12 weeks at $3k").
    """

    value: Decimal
    first: int
    end: int
    unit: str | None
    per: str | None
    rate: bool = False


def amounts(text: str, words: Sequence[Word], numbers: Numbers) -> tuple[Amount, ...]:
    """The amounts of a text, in order."""
    found: list[Amount] = []
    at = 0
    while at < len(words):
        amount = _amount(text, words, at, numbers)
        if amount is not None:
            found.append(amount)
        at = amount.end if amount else at + 1
    return tuple(found)


def _amount(text: str, words: Sequence[Word], at: int, numbers: Numbers) -> Amount | None:
    first = at
    if _negative(text, words[at].start):
        return None  # nobody has fewer than no requests; what was meant is for people to say
    rate = first > 0 and words[first - 1].text in numbers.rates
    dollars = _unit(words, at, numbers)
    if dollars is not None and dollars[0] in {"usd", "other-money"}:
        at += dollars[1]  # "$1,900", "USD 500"
    start = _value(words, at, numbers)
    if start is None:
        return None
    value, at = start
    value, at = _scaled(value, words, at, numbers)
    at, value = _range(text, words, at, numbers, value)
    unit, at = _after(words, at, numbers)
    if dollars is not None and dollars[0] in {"usd", "other-money"}:
        per, at = _period(words, at, numbers) if unit is None else (unit if unit in PERIODS else None, at)
        return Amount(value, first, at, dollars[0], per, rate)
    per, at = _period(words, at, numbers)
    return Amount(value, first, at, unit, per, rate)


def _negative(text: str, at: int) -> bool:
    """Whether a minus sign stands right before, and not a dash between two words."""
    return text[max(0, at - 1) : at] in {"-", "−"} and not text[max(0, at - 2) : at - 1].strip(" \n\t(:")


def _value(words: Sequence[Word], at: int, numbers: Numbers) -> tuple[Decimal, int] | None:
    if at >= len(words):
        return None
    if words[at].is_number:
        value = parsed(words[at].text, decimal_comma=numbers.decimal_comma)
        return None if value is None else (value, at + 1)
    value = numbers.numerals.get(words[at].text)
    if value is None:
        return None
    scaled = any(_texts(words, at + 1, length) in numbers.magnitudes for length in (1, 2))
    unit = _unit(words, at + 1, numbers)
    lone = unit is not None and unit[0] in ALONE
    return (value, at + 1) if scaled or lone or value > 1 else None  # "un mes", "a second" are no amounts


def parsed(written: str, *, decimal_comma: bool) -> Decimal | None:
    """The number that was written with these digits, dots and commas."""
    if len(written) > MOST_DIGITS:
        return None
    written = "".join(each for each in written if not each.isspace())
    dots, commas = written.count("."), written.count(",")
    if dots and commas:
        decimal = max(".", ",", key=written.rfind)
        grouping = "," if decimal == "." else "."
        written = written.replace(grouping, "").replace(decimal, ".")
    elif commas or dots:
        mark = "," if commas else "."
        head, *groups = written.split(mark)
        grouped = all(len(each) == 3 for each in groups) and len(head) <= 3 and head != "0"
        thousands = grouped and (mark == "," or decimal_comma or len(groups) > 1)
        written = head + ("" if thousands or len(groups) > 1 else ".") + "".join(groups)
    return Decimal(written) if written.isascii() and written.replace(".", "", 1).isdigit() else None


def _scaled(value: Decimal, words: Sequence[Word], at: int, numbers: Numbers) -> tuple[Decimal, int]:
    """ "3 M", "400 millones", "mil millones", "2 mil"; a lone "m" counts only before what can be counted."""
    for length in (2, 1):
        factor = numbers.magnitudes.get(_texts(words, at, length))
        if factor is None:
            continue
        if words[at].raw == "m" and _unit(words, at + 1, numbers) is None:
            continue
        return value * factor, at + length
    return value, at


def _range(
    text: str, words: Sequence[Word], at: int, numbers: Numbers, value: Decimal
) -> tuple[int, Decimal]:
    """ "2-3 s": the end of the range, where nothing but a dash stands between the two."""
    if at >= len(words) or not words[at].is_number:
        return at, value
    joint = text[words[at - 1].end : words[at].start]
    if len(joint) > RANGE or joint.strip() not in {"-", "–", "—"}:
        return at, value
    upper = parsed(words[at].text, decimal_comma=numbers.decimal_comma)
    if upper is None or upper < value:
        return at, value
    scaled, at = _scaled(upper, words, at + 1, numbers)
    return at, scaled


def _after(words: Sequence[Word], at: int, numbers: Numbers) -> tuple[str | None, int]:
    """The unit right after a number, or after "de": "3 millones de peticiones"."""
    linked = at < len(words) and words[at].text in numbers.links
    for start in (at, at + 1) if linked else (at,):
        unit = _unit(words, start, numbers)
        if unit is not None:
            return unit[0], start + unit[1]
    return None, at


def _period(words: Sequence[Word], at: int, numbers: Numbers) -> tuple[str | None, int]:
    """ "al mes", "/day", "per second", "mensuales": what the amount is counted over."""
    ahead = at
    while ahead < len(words) and ahead - at < 2 and words[ahead].text in numbers.per:
        ahead += 1
    for start in dict.fromkeys((ahead, at)):
        unit = _unit(words, start, numbers)
        if unit is not None and unit[0] in PERIODS:
            return unit[0], start + unit[1]
    return None, at


def _unit(words: Sequence[Word], at: int, numbers: Numbers) -> tuple[str, int] | None:
    for length in (3, 2, 1):
        unit = numbers.units.get(_texts(words, at, length))
        if unit is not None:
            return unit, length
    return None


def _texts(words: Sequence[Word], at: int, length: int) -> tuple[str, ...]:
    """So many words; none when the text is shorter."""
    return tuple(word.text for word in words[at : at + length]) if at + length <= len(words) else ()
