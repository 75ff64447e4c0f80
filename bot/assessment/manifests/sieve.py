"""Which of many files are read, the same for a folder and for an archive: by their names first, then by their bytes.

A name that would lead elsewhere is refused, what was fetched or generated is left out, an archive within is not opened.
Every file that is not read is named with its reason; of a folder that is left out, the folder.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.assessment.manifests.shapes import Spot, Unread, Why
from bot.assessment.manifests.tree import DEEPEST

MOST_FILES: Final = 5_000  # that are read
MOST_LISTED: Final = 50_000  # names that are looked at
LARGEST: Final = 2 * 1024 * 1024  # bytes of a file; what follows is not read
MOST_BYTES: Final = 16 * 1024 * 1024  # of all files that are read
LONGEST_NAME: Final = 1_000  # characters, with the folders
SAMPLE: Final = 8_192  # bytes that tell a text from what is none

FETCHED: Final = frozenset(
    {
        *(".git", ".hg", ".svn", ".idea", ".vs", ".vscode", "__macosx"),
        *("node_modules", "bower_components", ".yarn", ".pnpm-store", "vendor", "pods", "deps", ".bundle"),
        *(
            ".venv",
            "venv",
            "virtualenv",
            ".tox",
            ".nox",
            "site-packages",
            "__pycache__",
            ".mypy_cache",
            ".pytest_cache",
        ),
        *(
            "target",
            "dist",
            "build",
            "out",
            "obj",
            "_build",
            ".gradle",
            ".next",
            ".nuxt",
            ".output",
            ".svelte-kit",
        ),
        *(".terraform", ".serverless", ".aws-sam", "cdk.out", ".cache", ".direnv", ".elixir_ls", "coverage"),
    }
)  # folders that tools fill
PACKED: Final = (
    *(".zip", ".jar", ".war", ".ear", ".aar", ".whl", ".egg", ".nupkg", ".gem", ".crate", ".apk"),
    *(".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".lz4", ".br", ".7z", ".rar"),
)
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_NO_LINE_ENDS: Final = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))  # or lines would move
_ABSOLUTE: Final = re.compile(r"/|[A-Za-z]:|~/|~$")


def every_file(_path: str) -> bool:
    """Wants whatever is there."""
    return True


@dataclass(slots=True)
class Sieve:
    """The files that were read so far, by their path, and what was not. `wanted` is asked with a path in lower case."""

    wanted: Callable[[str], bool]
    texts: dict[str, str] = field(default_factory=dict[str, str])
    unread: dict[Unread, None] = field(default_factory=dict[Unread, None])
    left: int = MOST_BYTES

    def miss(self, path: str, why: Why) -> None:
        """A file, a folder or an archive was not read."""
        self.unread[Unread(Spot(path[:LONGEST_NAME], 1), why)] = None

    def asks_for(self, path: str) -> bool:
        """Whether a file is to be read, by its name; otherwise it is missed."""
        if why := self._refusal(path):
            self.miss(path, why)
            return False
        folder = fetched(path)
        if folder or not self.wanted(path.lower()):
            self.miss(folder or path, Why.LEFT_OUT if folder else Why.NOT_RECOGNISED)
            return False
        return True

    def take(self, path: str, content: bytes) -> None:
        """The first bytes of a file that was asked for: at most one more than `LARGEST`."""
        self.left -= len(content)
        text = legible(content[:LARGEST])
        if isinstance(text, Why):
            self.miss(path, text)
            return
        self.texts[path] = text
        if len(content) > LARGEST:
            self.miss(path, Why.TOO_LARGE)

    def _refusal(self, path: str) -> Why | None:
        parts = path.split("/")
        if len(path) > LONGEST_NAME or len(parts) > DEEPEST:
            return Why.TOO_DEEP
        if _ABSOLUTE.match(path) or ".." in parts:
            return Why.OUTSIDE
        if not path.isprintable() or not parts[-1]:
            return Why.NOT_RECOGNISED
        if path.lower().endswith(PACKED):
            return Why.TOO_DEEP
        if path in self.texts:
            return Why.REPEATED
        return Why.TOO_MANY if len(self.texts) >= MOST_FILES or self.left <= 0 else None


def named(path: str) -> str:
    """A path with "/" between its folders and without "." among them."""
    parts = path.replace("\\", "/").split("/")
    return "/".join(
        each for number, each in enumerate(parts) if each not in ("", ".") or (not each and number == 0)
    )


def fetched(path: str) -> str:
    """The outermost folder of a path that tools fill; empty when there is none."""
    folders = path.split("/")[:-1]
    for count, each in enumerate(folders, start=1):
        if each.lower() in FETCHED:
            return "/".join(folders[:count])
    return ""


def legible(content: bytes) -> str | Why:
    """The bytes as text, with a sign for each that has no meaning; or why they are none."""
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace").translate(_NO_LINE_ENDS)
    if b"\0" in content[:SAMPLE]:
        return Why.BINARY
    return content.decode("utf-8", errors="replace").translate(_NO_LINE_ENDS)
