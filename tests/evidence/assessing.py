"""`assess` called as a pipeline calls it, over files that a test puts into a folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main

GOOD = {
    "good/requirements.txt": "flask==3.0\nredis==5\n",
    "good/Dockerfile": "FROM python:3.12\nCMD python a.py\n",
}
FORMS = ((), ("--json",), ("--markdown",), ("--sarif",))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a script reads."""

    found: dict[str, Any]  # Any: JSON as a script would read it
    out: str

    @property
    def unread(self) -> dict[str, set[str]]:
        """The reasons by the place, FILE:LINE."""
        places: dict[str, set[str]] = {}
        for each in self.found["coverage"]["unread"]:
            places.setdefault(each["at"], set()).add(each["why"])
        return places

    @property
    def read(self) -> set[str]:
        """The files that some format read."""
        return {file for files in self.found["coverage"]["formats"].values() for file in files}


Put = Path | Mapping[str, str | bytes]


class Assessing:
    """The command over a folder, or over what lies in one."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys

    def put(self, files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.root

    def shown(self, path: Path, *options: str) -> str:
        assert main(["assess", str(path), "--lang", "en", *options]) == 0
        return self.capsys.readouterr().out

    def answer(self, what: Put) -> Answer:
        path = what if isinstance(what, Path) else self.put({**GOOD, **what})
        out = self.shown(path, "--json")
        return Answer(json.loads(out), out)
