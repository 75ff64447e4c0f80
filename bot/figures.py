"""Numbers as a language writes them: its decimal mark, its mark between groups of three, and from how many digits on.

The marks stand in `prompts/<lang>/pages.toml` under `[number]`, so that plans, sheets and answers share them.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.wording import Wording

HARD_SPACE = "\N{NO-BREAK SPACE}"
WHOLE_DOLLARS_FROM = 10_000
NEUTRAL = re.compile(rf"-?\d{{1,3}}(?:{HARD_SPACE}\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Numerals:
    """How one language writes numbers: 5034,81 and 30 000, or 5,034.81 and 30,000."""

    decimal: str
    group: str
    from_digits: int

    def number(self, value: Decimal | float) -> str:
        """A plain number: no exponent, the digits as given."""
        whole, _, rest = f"{Decimal(str(value)):f}".partition(".")
        if len(whole.lstrip("-")) >= self.from_digits:
            whole = f"{int(whole):,}".replace(",", self.group)
        return f"{whole}{self.decimal}{rest}" if rest else whole

    def money(self, value: Decimal | float) -> str:
        """USD with cents; whole dollars from 10 000 on; three significant places under one cent."""
        exact = Decimal(str(value))
        if exact and abs(exact) < Decimal("0.01"):
            return self.number(exact.quantize(Decimal(1).scaleb(exact.adjusted() - 2)))
        step = Decimal(1) if abs(exact) >= WHOLE_DOLLARS_FROM else Decimal("0.01")
        return self.number(exact.quantize(step, ROUND_HALF_UP))

    def rewritten(self, text: str) -> str:
        """A number written with a point and hard spaces, this language's way; any other text as it is."""
        return self.number(Decimal(text.replace(HARD_SPACE, ""))) if NEUTRAL.fullmatch(text) else text


def numerals(wording: Wording, language: str) -> Numerals:
    """A language's way with numbers."""

    def mark(key: str) -> str:
        return wording.source(language, "pages", f"number.{key}")

    return Numerals(mark("decimal"), mark("group"), int(mark("group_from_digits")))
