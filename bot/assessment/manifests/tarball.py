"""The files of a tar, one header after the other: names, sorts and where the bytes are, and nothing else of it.

Written out because only this much is needed of an archive that strangers send: no owner, no mode, no link is followed,
no header is trusted for memory. Long names have a header of their own (GNU) or are among records (pax).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BLOCK: Final = 512
LONGEST: Final = 64 * 1024  # bytes of a header's records
OCTAL: Final = frozenset(b"01234567")
_ENDS: Final = bytes(BLOCK)


@dataclass(frozen=True, slots=True)
class Member:
    """An entry: its name as it is written, its sort ("0" for a file), and its bytes as far as they are there."""

    name: str
    sort: str
    start: int
    size: int


class Broken(Exception):
    """What follows is no tar."""


def members(content: bytes) -> Iterator[Member]:
    """The entries in their order. Raises Broken at the first header that is none, and at the end of what is cut off."""
    at, long_name = 0, ""
    while at < len(content) and content[at : at + BLOCK] != _ENDS:
        header = content[at : at + BLOCK]
        if len(header) < BLOCK or not _sums(header):
            raise Broken
        size, sort, start = _number(header[124:136]), chr(header[156] or ord("0")), at + BLOCK
        if start + size > len(content) + BLOCK:
            raise Broken
        records = content[start : start + min(size, LONGEST)]
        if sort == "L":
            long_name = _text(records)
        elif sort == "x":
            long_name = _path(records) or long_name
        elif sort != "g":
            yield Member(long_name or _name(header), "0" if sort == "7" else sort, start, size)
            long_name = ""
        at = start + -(-size // BLOCK) * BLOCK


def is_tar(content: bytes) -> bool:
    """Whether the content begins as a tar does."""
    return len(content) >= BLOCK and content[257:262] == b"ustar" and _sums(content[:BLOCK])


def _sums(header: bytes) -> bool:
    try:
        return sum(header[:148]) + 8 * ord(" ") + sum(header[156:]) == _number(header[148:156])
    except Broken:
        return False


def _number(digits: bytes) -> int:
    """Octal digits; sizes beyond them are in no archive that is read here."""
    plain = digits.strip(b" \0") or b"0"
    if not set(plain) <= OCTAL:
        raise Broken
    return int(plain, 8)


def _name(header: bytes) -> str:
    prefix = _text(header[345:500]) if header[257:263] == b"ustar\0" else ""
    name = _text(header[:100])
    return f"{prefix}/{name}" if prefix else name


def _text(name: bytes) -> str:
    return name.partition(b"\0")[0].decode("utf-8", errors="replace")


def _path(records: bytes) -> str:
    """The path among pax records, which are lines "length key=value" of that length."""
    at, path = 0, ""
    while at < len(records):
        length, _, _ = records[at : at + 8].partition(b" ")
        if not length.isdigit() or int(length) <= len(length) + 1:
            break
        key, _, value = records[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        path = _text(value) if key == b"path" else path
        at += int(length)
    return path
