"""A zip or a tar of a system's files as texts, read in memory and never unpacked to a disk.

What an archive says of itself is not believed: sizes are counted while reading, every reading has an end, and what is
encrypted, linked or packed in some rare way is named and not opened. Secrets are still in the texts: whoever hands the
archive over takes them out.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.shapes import Unread, Why
from bot.assessment.manifests.sieve import LARGEST, MOST_LISTED, Sieve, every_file, named
from bot.assessment.manifests.tarball import BLOCK, Broken, is_tar, members

LARGEST_BUNDLE: Final = 32 * 1024 * 1024  # bytes of an archive
EXPANDED: Final = 64 * 1024 * 1024  # bytes of a tar that was compressed
MOST_RATIO: Final = 200  # times that a file of more than `SMALL` may grow
SMALL: Final = 64 * 1024  # bytes
PLAIN: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others may ask for any memory
ENCRYPTED: Final = 0x1  # of an entry's flags
GZIP: Final = b"\x1f\x8b"
LINKS: Final = frozenset({"1", "2"})
BROKEN: Final = (  # what zipfile raises over archives that are not what they say
    *(
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ),
)
_ENTRY: Final = b"PK\x01\x02"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Texts by their paths in the archive, in the order of the paths; and every file that was not read."""

    texts: tuple[tuple[str, str], ...]
    unread: tuple[Unread, ...]


def is_bundle(content: bytes) -> bool:
    """Whether the content is an archive that can be read here, by how it begins."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", GZIP)) or is_tar(content)


def unpacked(name: str, content: bytes, wanted: Callable[[str], bool] = every_file) -> Unpacked:
    """The texts of an archive called `name`; `wanted` is asked with a path in lower case. Raises nothing."""
    sieve = Sieve(wanted)
    if len(content) > LARGEST_BUNDLE:
        sieve.miss(name, Why.TOO_LARGE)
    elif content.startswith(b"PK"):
        _zip(name, content, sieve)
    elif content.startswith(GZIP):
        _tar(name, _expanded(name, content, sieve), sieve)
    elif is_tar(content):
        _tar(name, content, sieve)
    else:
        sieve.miss(name, Why.NOT_RECOGNISED)
    return Unpacked(tuple(sorted(sieve.texts.items())), tuple(sorted(sieve.unread, key=lambda each: each.at)))


def _zip(name: str, content: bytes, sieve: Sieve) -> None:
    if content.count(_ENTRY) > MOST_LISTED:
        sieve.miss(name, Why.TOO_MANY)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.filename:
                    _entry(archive, entry, sieve)
                else:
                    sieve.miss(name, Why.SYNTAX)  # nothing before a NUL
    except BROKEN:
        sieve.miss(name, Why.SYNTAX)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, sieve: Sieve) -> None:
    path = named(entry.filename)
    if entry.is_dir():
        return
    if stat.S_ISLNK(entry.external_attr >> 16):
        sieve.miss(path, Why.OUTSIDE)
    elif sieve.asks_for(path):
        if entry.flag_bits & ENCRYPTED:
            sieve.miss(path, Why.LOCKED)
        elif entry.compress_type not in PLAIN:
            sieve.miss(path, Why.NOT_RECOGNISED)
        else:
            _inflated(archive, entry, path, sieve)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, sieve: Sieve) -> None:
    try:
        with archive.open(entry) as packed:
            content = packed.read(LARGEST + 1)
    except BROKEN:
        sieve.miss(path, Why.SYNTAX)
        return
    if max(len(content), entry.file_size) > max(SMALL, MOST_RATIO * entry.compress_size):
        sieve.left -= len(content)
        sieve.miss(path, Why.TOO_DEEP)
    else:
        sieve.take(path, content)


def _expanded(name: str, content: bytes, sieve: Sieve) -> bytes:
    """What was compressed, as far as it is read."""
    packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)  # with gzip's own header
    try:
        whole = packed.decompress(content, EXPANDED)
    except zlib.error:
        sieve.miss(name, Why.SYNTAX)
        return b""
    if packed.unconsumed_tail:
        sieve.miss(name, Why.TOO_DEEP if len(whole) > MOST_RATIO * len(content) else Why.TOO_LARGE)
    elif not packed.eof or packed.unused_data.startswith(GZIP):
        sieve.miss(name, Why.SYNTAX)
    return whole


def _tar(name: str, content: bytes, sieve: Sieve) -> None:
    if len(content) >= BLOCK and not is_tar(content):
        sieve.miss(name, Why.NOT_RECOGNISED)
        return
    try:
        for count, member in enumerate(members(content)):
            if count >= MOST_LISTED:
                sieve.miss(name, Why.TOO_MANY)
                break
            path = named(member.name)
            if member.sort in LINKS:
                sieve.miss(path, Why.OUTSIDE)
            elif member.sort not in ("0", "5"):
                sieve.miss(path, Why.NOT_RECOGNISED)
            elif member.sort == "0" and not member.name.endswith("/") and sieve.asks_for(path):
                sieve.take(path, content[member.start : member.start + min(member.size, LARGEST + 1)])
    except Broken:
        sieve.miss(name, Why.SYNTAX)
