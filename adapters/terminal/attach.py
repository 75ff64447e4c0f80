"""Files named on the command line → text for the conversation, or why they were not read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.terminal.parse import FILE_LIMIT, file_name, file_of
from bot.core.events import FileTrouble, TextFile


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as text, or the trouble with it."""

    name: str
    file: TextFile | FileTrouble


def attachments(paths: Sequence[Path]) -> tuple[Attached, ...]:
    """Each file, in the order given."""
    return tuple(Attached(file_name(path.name)[0], read_file(path)) for path in paths)


def read_file(path: Path) -> TextFile | FileTrouble:
    """One file; only as much is read as shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file_of(path.name, file.read(FILE_LIMIT + 1))
    except FileNotFoundError:
        return FileTrouble.MISSING
    except OSError:
        return FileTrouble.UNREADABLE
