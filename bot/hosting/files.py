"""A shared file as text, or why not: the same on every platform, whichever way its bytes came."""

from bot.core.events import Cleaning, FileTrouble, TextFile
from bot.core.redaction import clean

LIMIT = 512 * 1024  # bytes of one file
NAME_LIMIT = 200  # characters

NO_TEXT = ("image/", "video/", "audio/", "font/")
PACKED = frozenset(
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
OFFICE = ("application/vnd.openxmlformats", "application/vnd.ms-", "application/vnd.oasis.")


def unwanted(mimetype: str, size: int) -> FileTrouble | None:
    """Why a file is not even asked for; None when it is. A type that tells nothing is looked at. `size` in bytes."""
    kind = mimetype.partition(";")[0].strip().lower()
    if size > LIMIT:
        return FileTrouble.TOO_LARGE
    return FileTrouble.BINARY if kind.startswith(NO_TEXT + OFFICE) or kind in PACKED else None


def text_of(name: str, content: bytes) -> TextFile | FileTrouble:
    """A file as text, without secrets, or why not."""
    if len(content) > LIMIT:
        return FileTrouble.TOO_LARGE
    if b"\0" in content:
        return FileTrouble.BINARY
    called, of_name = clean(name, NAME_LIMIT)
    kept, of_text = clean(content.decode("utf-8", errors="replace"), LIMIT)
    return TextFile(called, kept, Cleaning(of_name.secrets + of_text.secrets, of_text.characters_cut))
