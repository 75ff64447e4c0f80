"""Amounts as infrastructure files write them. A gigabyte is 1024 megabytes, as everywhere in the bot."""

import re
from decimal import Decimal
from typing import Final

from bot.assessment.manifests.tree import Scalar

BYTE: Final = Decimal(1) / (1024 * 1024)  # in megabytes
MEGABYTE: Final = Decimal(1)
GIGABYTE: Final = Decimal(1024)
_AMOUNT: Final = re.compile(r"\s*([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([A-Za-z]{0,3})\s*")
_UNITS: Final = {
    "b": BYTE,
    **dict.fromkeys(("k", "kb", "ki", "kib"), Decimal(1) / 1024),
    **dict.fromkeys(("m", "mb", "mi", "mib"), MEGABYTE),
    **dict.fromkeys(("g", "gb", "gi", "gib"), GIGABYTE),
    **dict.fromkeys(("t", "tb", "ti", "tib"), Decimal(1024 * 1024)),
}


def megabytes(said: Scalar, bare: Decimal = MEGABYTE) -> Decimal | None:
    """An amount of memory; `bare` is the unit of a number without one. None for what is no amount, and for zero."""
    found = _AMOUNT.fullmatch(said.text)
    if found is None or said.unresolved:
        return None
    unit = _UNITS.get(found[2].lower()) if found[2] else bare
    if unit is None:
        return None
    return _plain(Decimal(found[1]) * unit)


def count(said: Scalar) -> Decimal | None:
    """A whole number that is not zero."""
    if said.unresolved or not re.fullmatch(r"\s*[0-9]{1,9}\s*", said.text):
        return None
    return _plain(Decimal(said.text.strip()))


def _plain(value: Decimal) -> Decimal | None:
    rounded = value.quantize(Decimal("0.001")).normalize() if value % 1 else value.quantize(Decimal(1))
    return rounded or None
