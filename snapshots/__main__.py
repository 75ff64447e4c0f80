"""`python -m snapshots`: write the snapshot anew from what was recorded. With words, record more first.

python -m snapshots lock FILE...        what uv.lock, package-lock.json or pyodide-lock.json say
python -m snapshots tree FOLDER...      what the packages of a node_modules folder import (no network)
python -m snapshots ask pypi|npm NAME...  what the registry says about a few packages, ten a run at the most
"""

import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from snapshots import asking, node_locks, python_locks
from snapshots.evidence import (
    RECORDED,
    NodeRecord,
    PythonRecord,
    node_text,
    python_text,
    with_node,
    with_python,
)
from snapshots.writing import SNAPSHOT, Evidence, corrections, recorded, snapshot

NAME: Final = re.compile(r"(@[a-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*")


def main(words: list[str]) -> int:
    """Record what is named, then write. Returns the exit status: 1 for a registry that did not answer, 2 for words
    that mean nothing."""
    today = datetime.now(UTC).date()  # noqa: TID251 - the day of the look
    match words:
        case []:
            pass
        case ["lock", *files] if files:
            _record(*_locks(files, today))
        case ["tree", *folders] if folders:
            _record([], [each for at in folders for each in node_locks.from_tree(Path(at), today, "files")])
        case ["ask", ("pypi" | "npm") as ecosystem, *names] if _few(names):
            try:
                _record(*_asked(ecosystem, names, today))
            except asking.NotAnswered as trouble:
                sys.stderr.write(f"not answered, nothing recorded: {trouble}\n")
                return 1
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    SNAPSHOT.write_text(snapshot(recorded(), corrections()), encoding="utf-8")
    return 0


def _few(names: list[str]) -> bool:
    return 0 < len(names) <= asking.MOST and all(NAME.fullmatch(each) for each in names)


def _locks(files: list[str], today: date) -> tuple[list[PythonRecord], list[NodeRecord]]:
    python: list[PythonRecord] = []
    node: list[NodeRecord] = []
    for file in map(Path, files):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".lock":
            python += python_locks.from_uv(text, today, file.name)
        elif "abi_version" in (lock := json.loads(text)).get("info", {}):
            # the lock tells its ABI alone; the package that it lies in tells the version
            version = json.loads((file.parent / "package.json").read_text(encoding="utf-8"))["version"]
            python += python_locks.from_pyodide(lock, today, f"Pyodide {version}")
        else:
            node += node_locks.from_package_lock(lock, today, file.name)
    return python, node


def _asked(ecosystem: str, names: list[str], today: date) -> tuple[list[PythonRecord], list[NodeRecord]]:
    if ecosystem == "pypi":
        return [each for name in names for each in asking.pypi(name, today)], []
    return [], [each for name in names for each in asking.npm(name, today)]


def _record(python: list[PythonRecord], node: list[NodeRecord]) -> None:
    held = recorded()
    known = Evidence(with_python(held.pypi, python), with_node(held.npm, node))
    (RECORDED / "pypi.jsonl").write_text(python_text(known.pypi.values()), encoding="utf-8")
    (RECORDED / "npm.jsonl").write_text(node_text(known.npm.values()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
