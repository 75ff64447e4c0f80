"""A shared file as text, as an archive of texts, or why neither: the same on every platform.

What it tells is not asked here. Secrets are taken out before anybody reads a text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.assessment.evidence.gather import wanted
from bot.assessment.manifests.bundle import LARGEST_BUNDLE, is_bundle, unpacked
from bot.assessment.manifests.shapes import Unread, Why
from bot.assessment.manifests.sieve import LARGEST, LONGEST_NAME, legible
from bot.core.events import Cleaning, FileTrouble, TextFile
from bot.core.redaction import clean

LIMIT: Final = LARGEST  # bytes of one file
ARCHIVE_LIMIT: Final = LARGEST_BUNDLE  # bytes of one archive
PROSE_LIMIT: Final = 512 * 1024  # characters of a text that is kept, since no reader makes less of it
NAME_LIMIT: Final = 200  # characters

ARCHIVES: Final = (".zip", ".tar", ".tar.gz", ".tgz")
NO_TEXT: Final = ("image/", "video/", "audio/", "font/")
PACKED: Final = frozenset(
    {
        "application/gzip",
        "application/java-archive",
        "application/msword",
        "application/pdf",
        "application/vnd.rar",
        "application/x-7z-compressed",
        "application/x-bzip2",
        "application/x-gzip",
        "application/x-tar",
        "application/zip",
    }
)
OFFICE: Final = ("application/vnd.openxmlformats", "application/vnd.ms-", "application/vnd.oasis.")


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive's texts by their paths in it, without secrets, and what of it was not read."""

    name: str
    texts: tuple[tuple[str, str], ...]
    unread: tuple[Unread, ...]
    cleaning: Cleaning


Taken = TextFile | Archive | FileTrouble


def unwanted(name: str, mimetype: str, size: int) -> FileTrouble | None:
    """Why a file is not even asked for; None when it is. A type that tells nothing is looked at. `size` in bytes."""
    kind = mimetype.partition(";")[0].strip().lower()
    if size > limit_of(name):
        return FileTrouble.TOO_LARGE
    if may_be_archive(name):
        return None
    return FileTrouble.BINARY if kind.startswith(NO_TEXT + OFFICE) or kind in PACKED else None


def may_be_archive(name: str) -> bool:
    """Whether a file is called like an archive that can be read. A document of an office is one too, and is not."""
    return name.lower().endswith(ARCHIVES)


def limit_of(name: str) -> int:
    """How many bytes of a file are read, by its name; one that has more is refused."""
    return ARCHIVE_LIMIT if may_be_archive(name) else LIMIT


def taken(name: str, content: bytes) -> Taken:
    """A file as text or as an archive of texts, without secrets; or why not. May take a second of the processor."""
    if len(content) > limit_of(name):
        return FileTrouble.TOO_LARGE
    if may_be_archive(name) and is_bundle(content):
        return _archive(name, content)
    text = legible(content)
    if isinstance(text, Why) or "\0" in text:
        return FileTrouble.BINARY
    called, of_name = cleaned_name(name)
    kept, of_text = clean(text, LARGEST if wanted(name.lower()) else PROSE_LIMIT)
    return TextFile(called, kept, together_cleaned((of_name, of_text)))


def cleaned_name(name: str) -> tuple[str, Cleaning]:
    """A file's name as text: it may hold secrets, control characters and broken UTF-8 like anything else."""
    kept, cleaning = clean(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), NAME_LIMIT)
    return kept, Cleaning(cleaning.secrets)


def together_cleaned(each: Iterable[Cleaning]) -> Cleaning:
    """What was taken out of several texts."""
    every = tuple(each)
    return Cleaning(sum(one.secrets for one in every), sum(one.characters_cut for one in every))


def _archive(name: str, content: bytes) -> Archive:
    called, of_name = cleaned_name(name)
    found = unpacked(called, content, wanted)
    texts = [(clean(path, LONGEST_NAME), clean(text, LARGEST)) for path, text in found.texts]
    cleaning = together_cleaned((of_name, *(each for path, text in texts for each in (path[1], text[1]))))
    return Archive(called, tuple((path[0], text[0]) for path, text in texts), found.unread, cleaning)
