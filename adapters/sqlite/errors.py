"""What SQLite and the file system say, in the words of the port."""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from bot.ports import StoreTrouble, StoreUnusable

_MEANING = {
    "SQLITE_CORRUPT": StoreTrouble.CORRUPT,
    "SQLITE_NOTADB": StoreTrouble.CORRUPT,
    "SQLITE_READONLY": StoreTrouble.READ_ONLY,
    "SQLITE_FULL": StoreTrouble.FULL,
    "SQLITE_CANTOPEN": StoreTrouble.NO_ACCESS,
    "SQLITE_PERM": StoreTrouble.NO_ACCESS,
    "SQLITE_AUTH": StoreTrouble.NO_ACCESS,
    "SQLITE_IOERR": StoreTrouble.BROKEN,
    "SQLITE_NOMEM": StoreTrouble.BROKEN,
}


def meaning(error: Exception, place: str) -> Exception:
    """StoreUnusable when the error concerns the file; itself when it is a mistake of ours."""
    trouble = _trouble(error)
    if trouble is None:
        return error
    unusable = StoreUnusable(trouble, place)
    unusable.__cause__ = error
    return unusable


@contextmanager
def told(place: str) -> Generator[None, None, None]:
    """Raises what an error means instead of the error."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise meaning(error, place) from error


def _trouble(error: Exception) -> StoreTrouble | None:
    match error:
        case sqlite3.Error():
            name: str = getattr(error, "sqlite_errorname", "")
            return next((trouble for stem, trouble in _MEANING.items() if name.startswith(stem)), None)
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return StoreTrouble.FULL
        case OSError(errno=errno.EROFS):
            return StoreTrouble.READ_ONLY
        case OSError(errno=errno.EIO):
            return StoreTrouble.BROKEN
        case OSError():
            return StoreTrouble.NO_ACCESS
        case _:
            return None
