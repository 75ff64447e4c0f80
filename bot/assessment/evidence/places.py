"""Where things lie: folders as paths with "/" between them, "" for the root of what was handed over."""

import re
from collections.abc import Container, Iterator

from bot.assessment.manifests.shapes import Part

_GATHERED = re.compile(r"(?:^|/)requirements$")
_WORDS = re.compile(r"[a-z0-9]+")


def folder_of(file: str) -> str:
    """The folder of the code that a file is about: where it lies, or above a folder of requirements."""
    return _GATHERED.sub("", file.rpartition("/")[0])


def is_lock(file: str) -> bool:
    """Whether a file, by its name, tells what was resolved, and not what was asked for."""
    name = file.lower().rpartition("/")[2]
    return "lock" in name or name in {"gems.locked", "go.sum"}


def code_of(part: Part) -> str | None:
    """The folder of a part's code; None where its file does not tell, or where it leads out of what is known."""
    if part.folder is None:
        return None
    return joined(folder_of(part.at.file), part.folder)


def joined(base: str, path: str) -> str | None:
    """A path as it is written in a folder; None for one that is no folder of ours."""
    if path.startswith(("/", "~")) or ":" in path or "$" in path or "{" in path:
        return None
    found = [each for each in base.split("/") if each]
    for each in path.replace("\\", "/").split("/"):
        if each == "..":
            if not found:
                return None
            found.pop()
        elif each not in {"", "."}:
            found.append(each)
    return "/".join(found)


def holds(folder: str, other: str) -> bool:
    """Whether a folder is another's, or the same."""
    return not folder or other == folder or other.startswith(f"{folder}/")


def holders(folder: str) -> Iterator[str]:
    """The folder, and every one that holds it, up to the root."""
    yield folder
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def nearest(folders: Container[str], place: str) -> str | None:
    """The innermost of the folders that holds a place; None when none does."""
    while place not in folders:
        if not place:
            return None
        place = place.rpartition("/")[0]
    return place


def kebab(name: str) -> str:
    """A name as a part of a brief is called: kebab-case ASCII; of a scope or a path its last name."""
    bare = name.lower().rstrip("/").rpartition("/")[2]
    return "-".join(_WORDS.findall(bare)) or "part"
