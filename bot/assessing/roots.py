"""Where a file is, seen from the folder in which the command runs: what code scanning puts its marks by.

A file is shown by its place in what was assessed, so that the same system reads the same wherever it lies. Pure.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

Uri = Callable[[str], str]  # from a file's name as it is shown to its path below the source root
ROOT: Final = "%SRCROOT%"


def location(file: str, line: int, uri: Uri) -> Mapping[str, object]:
    """A line of a file below the source root, as SARIF has it."""
    artefact = {"uri": quote(uri(file)), "uriBaseId": ROOT}
    return {"physicalLocation": {"artifactLocation": artefact, "region": {"startLine": line}}}


def from_here(paths: Iterable[tuple[Path, bool]]) -> Uri:
    """From the shown name of a file to its path. `paths` are those assessed, each with whether it is a folder; what
    lies outside of here, and what is in an archive, keeps its shown name."""
    given = tuple(paths)
    alone = len(given) == 1
    below = [(_shown(path, folder, alone=alone), _lies(path), folder) for path, folder in given]

    def path_of(file: str) -> str:
        for shown, lies, folder in below:
            if lies is not None and (file.startswith(shown) if folder else file == shown):
                return str(PurePosixPath(lies, file.removeprefix(shown)))
        return file

    return path_of


def _shown(path: Path, folder: bool, *, alone: bool) -> str:
    """What the shown name of a file begins with."""
    if not folder:
        return path.name
    return "" if alone else f"{path.name or path.resolve().name}/"


def _lies(path: Path) -> str | None:
    """Where that is, from here; None outside of here."""
    if path.is_absolute() or ".." in path.parts:
        return None
    return path.as_posix()
