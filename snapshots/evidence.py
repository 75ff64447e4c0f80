"""What was recorded about packages, one JSON object a line, sorted by name, so that a change is a line in a diff.

A record says what a registry, a lock file or an installed tree said, never what we make of it: that is told anew
from the records each time. `needs` is None where dependencies were not looked at, which is not the same as none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version
from pydantic import TypeAdapter

RECORDED: Final = Path(__file__).parent / "recorded"


@dataclass(frozen=True, slots=True)
class PythonRecord:
    """A distribution. `builds` maps what it is built for (pure, native, pyemscripten, wasi, source) to the bytes
    of the largest file, 0 where the size was not told. `pyodide` is the version whose native code Pyodide builds."""

    name: str
    version: str
    seen: date
    source: str
    builds: Mapping[str, int]
    needs: tuple[str, ...] | None = None
    pyodide: str = ""


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """A package. `imports` are the Node built-ins and globals that its files name, None where nobody read them;
    `platform` is true for the build of one system."""

    name: str
    version: str
    seen: date
    source: str
    needs: tuple[str, ...] | None = None
    optional: tuple[str, ...] = ()
    installs: bool = False
    platform: bool = False
    imports: tuple[str, ...] | None = None
    note: str = ""


_PYTHON: Final = TypeAdapter(PythonRecord)
_NODE: Final = TypeAdapter(NodeRecord)


def python_records(text: str) -> dict[str, PythonRecord]:
    """The records of a file, by name. ValueError for a malformed line."""
    return {each.name: each for each in map(_PYTHON.validate_json, text.splitlines())}


def node_records(text: str) -> dict[str, NodeRecord]:
    """The records of a file, by name. ValueError for a malformed line."""
    return {each.name: each for each in map(_NODE.validate_json, text.splitlines())}


def python_text(records: Iterable[PythonRecord]) -> str:
    """The text of a file of records; what says nothing is left out of a line."""
    rows = (_PYTHON.dump_json(each, exclude_defaults=True) for each in sorted(records, key=_name))
    return "".join(f"{row.decode()}\n" for row in rows)


def node_text(records: Iterable[NodeRecord]) -> str:
    """The same for npm."""
    rows = (_NODE.dump_json(each, exclude_defaults=True) for each in sorted(records, key=_name))
    return "".join(f"{row.decode()}\n" for row in rows)


def with_python(known: Mapping[str, PythonRecord], new: Iterable[PythonRecord]) -> dict[str, PythonRecord]:
    """The records with more of them: the later version of a name counts, and what only one side looked at stays."""
    found = dict(known)
    for each in new:
        old = found.get(each.name)
        found[each.name] = each if old is None else _python_merged(old, each)
    return found


def with_node(known: Mapping[str, NodeRecord], new: Iterable[NodeRecord]) -> dict[str, NodeRecord]:
    """The same for npm. A version whose files were read is not replaced by one whose files were not."""
    found = dict(known)
    for each in new:
        old = found.get(each.name)
        found[each.name] = each if old is None else _node_merged(old, each)
    return found


def canonical(name: str) -> str:
    """A distribution's name as the index compares it."""
    return str(canonicalize_name(name))


def _python_merged(old: PythonRecord, new: PythonRecord) -> PythonRecord:
    later, other = (old, new) if _rank(old) > _rank(new) else (new, old)
    builds = dict(later.builds)
    if old.version == new.version:  # a lock tells sizes, pip does not
        kinds = sorted({*old.builds, *new.builds})
        builds = {each: max(old.builds.get(each, 0), new.builds.get(each, 0)) for each in kinds}
    return replace(
        later,
        builds=builds,
        needs=other.needs if later.needs is None else later.needs,
        pyodide=new.pyodide or old.pyodide,
    )


def _rank(record: PythonRecord) -> tuple[bool, Version]:
    """A registry's word before Pyodide's, which lags behind it; then the later version."""
    return (not record.source.startswith("Pyodide"), _version(record.version))


def _node_merged(old: NodeRecord, new: NodeRecord) -> NodeRecord:
    def rank(record: NodeRecord) -> tuple[bool, bool, Version]:
        return (record.imports is not None, record.needs is not None, _version(record.version))

    return old if rank(old) > rank(new) else new


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def _name(record: PythonRecord | NodeRecord) -> str:
    return record.name
