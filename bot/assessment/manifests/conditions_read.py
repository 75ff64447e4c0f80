"""Conditions of two grammars in three values: Python's `a == "b" and (c or d)`, Cargo's `all(a = "b", not(c))`.

What a comparison comes to is the caller's to say. Reading goes from left to right, once; ValueError for what is no
condition, and for one whose brackets could nest beyond all use.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

Truth = bool | None
OPTIONAL: Final = "optional"  # stands among the comparisons of a lock for what may be left out
DEEPEST: Final = 40
_TOKEN: Final = re.compile(r"'[^']*+'|\"[^\"]*+\"|not\s++in\b|[<>=!~]=?=?|[(),]|[\w.-]++|(\S)")


def some(values: Iterable[Truth]) -> Truth:
    """Whether one of them holds."""
    known = tuple(values)
    return True if True in known else None if None in known else False


def every(values: Iterable[Truth]) -> Truth:
    """Whether all of them hold."""
    known = tuple(values)
    return False if False in known else None if None in known else True


def opposite(values: Iterable[Truth]) -> Truth:
    """Whether none of them holds."""
    found = some(values)
    return None if found is None else not found


def sentence(text: str, compare: Callable[[str, str, str], Truth]) -> Truth:
    """A marker, by its comparisons: (left, sign, right) as they are written."""
    reading = _Tokens(text)
    found = _either(reading, compare)
    reading.end()
    return found


def predicate(text: str, told: Callable[[str, str], Truth]) -> Truth:
    """A `cfg`, by its options: (name, value), the value quoted, or "" for a name alone."""
    reading = _Tokens(text)
    found = _called(reading, told)
    reading.end()
    return found


class _Tokens:
    """The tokens of a text, from the next one on."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        if any(each[1] for each in found) or text.count("(") > DEEPEST:
            raise ValueError(text)
        self.text, self.left = text, [each[0] for each in reversed(found)]

    def takes(self, wanted: str) -> bool:
        """Goes over a token if it comes next."""
        there = self.left[-1:] == [wanted]
        if there:
            self.left.pop()
        return there

    def next(self) -> str:
        """The next token."""
        if not self.left:
            raise ValueError(self.text)
        return self.left.pop()

    def end(self, sign: str = "") -> None:
        """Goes over what has to end here: a bracket, or all of it."""
        if not self.takes(sign) if sign else self.left:
            raise ValueError(self.text)


def _either(reading: _Tokens, compare: Callable[[str, str, str], Truth]) -> Truth:
    found = [_both(reading, compare)]
    while reading.takes("or"):
        found.append(_both(reading, compare))
    return some(found)


def _both(reading: _Tokens, compare: Callable[[str, str, str], Truth]) -> Truth:
    found = [_one(reading, compare)]
    while reading.takes("and"):
        found.append(_one(reading, compare))
    return every(found)


def _one(reading: _Tokens, compare: Callable[[str, str, str], Truth]) -> Truth:
    if reading.takes("("):
        found = _either(reading, compare)
        reading.end(")")
        return found
    left = reading.next()
    return False if left == OPTIONAL else compare(left, reading.next(), reading.next())


def _called(reading: _Tokens, told: Callable[[str, str], Truth]) -> Truth:
    name = reading.next()
    if reading.takes("="):
        return told(name, reading.next())
    if not reading.takes("("):
        return told(name, "")
    joint = {"all": every, "cfg": every, "any": some, "not": opposite}.get(name)
    if joint is None:
        raise ValueError(name)
    return joint(tuple(_listed(reading, told)))


def _listed(reading: _Tokens, told: Callable[[str, str], Truth]) -> Iterator[Truth]:
    while not reading.takes(")"):
        yield _called(reading, told)
        if not reading.takes(","):
            reading.end(")")
            return
