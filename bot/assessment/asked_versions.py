"""Whether a version, as a manifest asks for it or a lock holds it, lies below another one for certain.

Every clause bounds what may be installed: `==1.10`, `^1.8`, `~=1.8`, `>=1,<2`, `1.x`. The lowest bound counts. What
has no upper bound, or is written in a way that is not known here, may be the newest version.
"""

import re
from collections.abc import Iterator
from typing import Final

Numbers = tuple[int, ...]
_CLAUSE: Final = re.compile(
    r"(===|==|~=|<=|>=|!=|<|>|=|\^|~>|~)?\s*+v?(\d{1,9}(?:\.(?:\d{1,9}|[*xX]))*+)([\w.+-]*+)"
)
_BETWEEN: Final = re.compile(r"[\s,()]*+")


def below(asked: str, limit: str) -> bool:
    """Whether nothing from `limit` on can be meant."""
    bounds = list(_bounds(asked))
    return bool(bounds) and min(bounds) <= _padded(_numbers(limit))


def _bounds(asked: str) -> Iterator[Numbers]:
    """The first version that each clause leaves out; nothing where a clause is not known, or alternatives are told."""
    at, found = 0, list[Numbers]()
    while at < len(asked):
        clause = _CLAUSE.match(asked, at)
        if clause is None:
            return
        if bound := _bound(clause[1] or "", clause[2]):
            found.append(bound)
        gap = _BETWEEN.match(asked, clause.end())
        at = gap.end() if gap else clause.end()
    yield from found


def _bound(sign: str, version: str) -> Numbers | None:
    numbers, open_ = _numbers(version), version[-1] in "*xX"
    if sign in ("", "=", "==", "===") and open_:
        return _padded(_next(numbers, len(numbers)))
    if sign in ("", "=", "==", "===", "<="):
        return (*_padded(numbers)[:-1], 1)
    if sign == "<":
        return _padded(numbers)
    if sign == "^":  # the first number that is not zero stays
        leading = next((at for at, each in enumerate(numbers) if each), len(numbers) - 1)
        return _padded(_next(numbers, leading + 1))
    if sign in ("~=", "~>"):
        return _padded(_next(numbers, max(len(numbers) - 1, 1)))
    return _padded(_next(numbers, min(len(numbers), 2))) if sign == "~" else None


def _numbers(version: str) -> Numbers:
    return tuple(int(each) for each in version.split(".") if each.isdigit())


def _next(numbers: Numbers, kept: int) -> Numbers:
    """The first version in which the first `kept` numbers are not the same."""
    return (*numbers[: kept - 1], numbers[kept - 1] + 1)


def _padded(numbers: Numbers) -> Numbers:
    """Five numbers: four of the version, and one to tell what comes right behind it."""
    return (*(*numbers, 0, 0, 0, 0)[:4], 0)
