"""What digits may mean, and how exactly they were written.

"1.868" may be one and a bit or nearly two thousand: both are readings, and one that traces is enough. Three numbers
or more joined by points (1.2.3) are a version, and no amount at all.
"""

import re

GROUP = 3  # digits between two marks of thousands
Amounts = tuple[float, ...]

SPACES = re.compile(r"[\s\u00a0\u202f]")
COMMAS_GROUP = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
POINTS_GROUP = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


def readings_of(digits: str) -> tuple[Amounts, Amounts]:
    """Every reading of digits with their points, commas and spaces, and half of the last significant digit of each."""
    if digits.isdecimal():
        return (float(digits),), (step_of(digits, ""),)
    whole, _, rest = digits.partition(".")
    if whole.isdecimal() and rest.isdecimal() and len(rest) != GROUP:
        return (float(digits),), (step_of(whole, rest),)
    found = tuple([each.partition(".") for each in spellings(SPACES.sub("", digits))])
    return (
        tuple([float(f"{whole}.{rest}") for whole, _, rest in found]),
        tuple([step_of(whole, rest) for whole, _, rest in found]),
    )


def spellings(bare: str) -> list[str]:
    """What digits may stand for, with a point before the fraction; nothing for a version."""
    found: list[str] = []
    if COMMAS_GROUP.fullmatch(bare):
        found.append(bare.replace(",", ""))
    elif POINTS_GROUP.fullmatch(bare):
        found.append(bare.replace(".", "").replace(",", "."))
    if bare.count(".") + bare.count(",") <= 1:
        found.append(bare.replace(",", "."))
    return found


def step_of(whole: str, rest: str) -> float:
    """Half of the last significant digit when there are two or more, else nothing to spare."""
    significant = (whole + rest).lstrip("0") if rest else whole.strip("0")
    if len(significant) < 2:
        return 0.0
    return 0.5 * 10.0 ** (-len(rest) if rest else len(whole) - len(whole.rstrip("0")))
