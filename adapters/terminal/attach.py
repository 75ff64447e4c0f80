"""Files named on the command line → what the conversation is told of them, or why they were not read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.core.events import AnyFile, FileTrouble
from bot.hosting.files import Taken, cleaned_name, limit_of, taken
from bot.hosting.manifests import understood


@dataclass(frozen=True, slots=True)
class Attached:
    """A file, or the manifests that were named together, or the trouble with one."""

    name: str
    file: AnyFile | FileTrouble


def attachments(paths: Sequence[Path]) -> tuple[Attached, ...]:
    """Everything that was named, in the order given. Blocks while it reads."""
    came = [(cleaned_name(path.name)[0], read_file(path)) for path in paths]
    return tuple(Attached(name, file) for name, file in understood(came))


def read_file(path: Path) -> Taken:
    """One file; only as much is read as shows that it is too large."""
    try:
        with path.open("rb") as file:
            return taken(path.name, file.read(limit_of(path.name) + 1))
    except FileNotFoundError:
        return FileTrouble.MISSING
    except OSError:
        return FileTrouble.UNREADABLE
