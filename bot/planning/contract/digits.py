"""What digits may mean, and how exactly they were written.

"1.868" may be one and a bit or nearly two thousand: both are readings, and one that traces is enough. Three numbers
or more joined by points (1.2.3) are a version, and no amount at all.
"""

import re

Reading = tuple[float, float]  # an amount, and half of its last significant digit

SPACES = re.compile(r"[\s\u00a0\u202f]")
COMMAS_GROUP = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
POINTS_GROUP = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


def readings_of(digits: str) -> list[Reading]:
    """Every reading of digits with their points, commas and spaces; none for a version."""
    if digits.isdecimal():
        return [reading(digits)]
    bare = SPACES.sub("", digits)
    found: list[Reading] = []
    if COMMAS_GROUP.fullmatch(bare):
        found.append(reading(bare.replace(",", "")))
    elif POINTS_GROUP.fullmatch(bare):
        found.append(reading(bare.replace(".", "").replace(",", ".")))
    if bare.count(".") + bare.count(",") <= 1:
        found.append(reading(bare.replace(",", ".")))
    return found


def reading(plain: str) -> Reading:
    """An amount, and half of its last significant digit when it shows two or more, else nothing to spare."""
    whole, _, rest = plain.partition(".")
    if rest:
        return float(plain), 0.5 * 10.0 ** -len(rest) if len((whole + rest).lstrip("0")) >= 2 else 0.0
    significant = whole.rstrip("0")
    step = 0.5 * 10.0 ** (len(whole) - len(significant))
    return float(plain), step if len(significant.lstrip("0")) >= 2 else 0.0
