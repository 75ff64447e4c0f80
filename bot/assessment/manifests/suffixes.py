"""The languages of source files, by how their names end."""

from typing import Final

_ENDINGS: Final = {
    "py": "python",
    **dict.fromkeys(("js", "mjs", "cjs", "jsx"), "javascript"),
    **dict.fromkeys(("ts", "mts", "cts", "tsx"), "typescript"),
    "rs": "rust",
    "go": "go",
    "rb": "ruby",
    "php": "php",
    "java": "java",
    "cs": "csharp",
}


def language_of_file(name: str) -> str:
    """The language of a file, or of files by a pattern; empty when the ending does not tell."""
    return _ENDINGS.get(name.rpartition(".")[2].lower(), "")
