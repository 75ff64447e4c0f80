"""A folder of a system's files as texts: walked in the order of the names, without ever leaving it.

A link is named and not followed, whatever it points to; a device, a pipe or a socket is not opened. What tools fill is
passed over with one word for the whole folder. Secrets are taken out here, before anybody else sees a text.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.assessment.manifests.shapes import Unread, Why
from bot.assessment.manifests.sieve import FETCHED, LARGEST, MOST_LISTED, Sieve, every_file
from bot.assessment.manifests.tree import DEEPEST
from bot.core.events import TextFile
from bot.core.redaction import clean_file

__all__ = ["Found", "folder"]

CHARACTERS: Final = LARGEST  # of one text; a reader takes fewer
READING: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)  # a pipe would wait


@dataclass(frozen=True, slots=True)
class Found:
    """The texts, named by their paths below the folder with "/" between, in the order of the paths; and every file that
    was not read."""

    files: tuple[TextFile, ...]
    unread: tuple[Unread, ...]


def folder(root: Path, wanted: Callable[[str], bool] = every_file) -> Found:
    """The texts below `root`; `wanted` is asked with a path in lower case. Blocks while it reads. Raises OSError when
    the folder itself cannot be listed."""
    sieve = Sieve(wanted)
    for path, where in _walked(_sorted(root), sieve):
        if sieve.asks_for(path):
            _read(path, where, sieve)
    files = tuple(_cleaned(path, text) for path, text in sorted(sieve.texts.items()))
    return Found(files, tuple(sorted(sieve.unread, key=lambda each: each.at)))


def _walked(names: list["os.DirEntry[str]"], sieve: Sieve) -> Iterator[tuple[str, str]]:
    """Every file with its path and where it lies; links, pipes and folders that are passed over are missed."""
    waiting = [(each.name, each) for each in reversed(names)]
    looked_at = 0
    while waiting:
        path, entry = waiting.pop()
        shown = os.fsencode(path).decode("utf-8", errors="replace")
        looked_at += 1
        if looked_at > MOST_LISTED:
            sieve.miss(shown, Why.TOO_MANY)
            return
        if entry.is_symlink():
            sieve.miss(shown, Why.OUTSIDE)
        elif entry.is_dir(follow_symlinks=False):
            within = _within(shown, entry, sieve)
            waiting += [(f"{path}/{each.name}", each) for each in reversed(within)]
        elif entry.is_file(follow_symlinks=False):
            yield shown, entry.path
        else:
            sieve.miss(shown, Why.NOT_RECOGNISED)


def _within(path: str, entry: "os.DirEntry[str]", sieve: Sieve) -> list["os.DirEntry[str]"]:
    if entry.name.lower() in FETCHED:
        sieve.miss(path, Why.LEFT_OUT)
    elif path.count("/") >= DEEPEST:
        sieve.miss(path, Why.TOO_DEEP)
    else:
        try:
            return _sorted(Path(entry.path))
        except OSError:
            sieve.miss(path, Why.LOCKED)
    return []


def _sorted(place: Path) -> list["os.DirEntry[str]"]:
    with os.scandir(place) as entries:
        return sorted(entries, key=lambda each: each.name)


def _read(path: str, where: str, sieve: Sieve) -> None:
    try:
        descriptor = os.open(where, READING)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - by its descriptor: the name may mean another file by now
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                sieve.take(path, file.read(LARGEST + 1))
            else:
                sieve.miss(path, Why.NOT_RECOGNISED)
    except OSError:
        sieve.miss(path, Why.LOCKED)


def _cleaned(path: str, text: str) -> TextFile:
    kept, cleaning = clean_file(text, CHARACTERS)
    return TextFile(path, kept, cleaning)
