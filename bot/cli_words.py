"""The command line's own sentences, before anything heavy is loaded.

`--help` must cost next to nothing, so this reads one TOML file and fills it with str.format. It is the
one reader of the environment besides settings.py: the help has a language before there are settings.
"""

import os
import tomllib
from collections.abc import Mapping
from importlib import resources

FIRST = "es"


def languages() -> tuple[str, ...]:
    """The folders in `prompts/`, the first language first."""
    found = [
        each.name for each in resources.files("prompts").iterdir() if each.is_dir() and len(each.name) == 2
    ]
    return tuple(sorted(found, key=lambda each: (each != FIRST, each)))


def preferred(environ: Mapping[str, str] = os.environ) -> str:
    """WASM_ARCHITECT_LANG, else the locale's language, else Spanish."""
    known = languages()
    for name in ("WASM_ARCHITECT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = environ.get(name, "").lower()[:2]
        if code in known:
            return code
    return FIRST


class Words:
    """`words("chat.kept")`: a sentence of `prompts/<language>/cli.toml`, filled."""

    def __init__(self, language: str) -> None:
        self.language = language
        text = (resources.files("prompts") / language / "cli.toml").read_text(encoding="utf-8")
        self._table: dict[str, dict[str, str]] = tomllib.loads(text)

    def argparse(self, english: str) -> str:
        """What argparse says in English, in our language; its own text where we have none."""
        return self._table["argparse"].get(english, english)

    def __call__(self, key: str, **values: object) -> str:
        table, name = key.split(".")
        return self._table[table][name].format(**values)
