"""The measurements of a text, in the units of the brief.

A unit says most of it and the words of the same clause the rest: "200 ms de los que 6 ms son CPU" is wall time
and CPU time; "imagen de 800 MB" is no memory, "menos de 50 ms" a wish and no measurement. What stays unclear is
not guessed: the words are kept beside the reading.
"""

from decimal import Decimal

from bot.core.brief import Metric, Quantity, Topic
from bot.core.lexicon import Lexicon
from bot.core.reading.mentions import Scan
from bot.core.reading.numbers import amounts
from bot.core.reading.readers import measured
from bot.core.reading.surroundings import contexts


def quantities(
    scan: Scan, lexicon: Lexicon, language: str, about: Topic | None = None
) -> tuple[Quantity, ...]:
    """The numbers of a text as measurements, in order, each metric's repeats left out. `about`: what was asked."""
    numbers = lexicon.numbers.get(language) or lexicon.numbers[lexicon.languages[0]]
    found: dict[tuple[Metric, Decimal], Quantity] = {}
    for context in contexts(amounts(scan.text, scan.words, numbers), scan, lexicon, about):
        read = measured(context)
        if read is not None:
            quantity = Quantity(read.metric, _plain(read.value), scan.quote(*context.span(read.by)))
            found.setdefault((quantity.metric, quantity.value), quantity)
    return tuple(found.values())


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing zeros: 120 000 × 30.4 is 3648000, not 3648000.0."""
    rounded = value.quantize(Decimal("0.0001")).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
