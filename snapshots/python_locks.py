"""uv.lock and Pyodide's own lock, read into records. A lock names every file of a version with its size, and what
the version needs: all that can be told about a package without running it.

Only what the target resolves counts: a need whose marker holds neither under Emscripten nor under WASI is dropped,
and so are extras. Several versions of one name (a fork by Python version) leave the latest.
"""

import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from packaging.markers import Marker
from packaging.utils import parse_wheel_filename
from packaging.version import Version

from bot.assessment.manifests.conditions import PYTHON as TARGETS
from snapshots.evidence import PythonRecord, canonical

Row = Mapping[str, Any]  # Any: a table of a lock as parsed


def from_uv(text: str, seen: date, source: str) -> list[PythonRecord]:
    """The registry's packages in a uv.lock; the project itself and local folders are none."""
    latest: dict[str, Row] = {}
    for row in tomllib.loads(text)["package"]:
        held = latest.get(row["name"])
        if "registry" in row["source"] and (not held or Version(row["version"]) > Version(held["version"])):
            latest[row["name"]] = row
    return [_record(row, seen, source) for row in latest.values()]


def from_pyodide(lock: Row, seen: date, source: str) -> list[PythonRecord]:
    """Pyodide's packages: those with native code are built for it, the others are the pure wheels it takes."""
    # the rest are test suites and pieces of the standard library kept apart, and the native wheels' shared libraries
    wheels = [
        each
        for name, each in lock["packages"].items()
        if each["file_name"].endswith(".whl") and name.replace("-", "_") not in sys.stdlib_module_names
    ]
    names = {canonical(each["name"]) for each in wheels}
    return [_pyodide(row, names, seen, source) for row in wheels]


def resolved_on_wasm(marker: str | None) -> bool:
    """Whether a need counts on at least one target."""
    return marker is None or any(Marker(marker).evaluate({**each}) for each in TARGETS)


def built_for(filename: str) -> str:
    """What a wheel is built for: pure, pyemscripten, wasi or native. A program for one system is native, too."""
    platforms = {tag.platform for tag in parse_wheel_filename(filename)[3]}
    if platforms == {"any"}:
        return "pure"
    for system in ("pyemscripten", "wasi"):
        if any(each.startswith(system) for each in platforms):
            return system
    return "native"


def _record(row: Row, seen: date, source: str) -> PythonRecord:
    wheels = [(built_for(_filename(each)), each.get("size", 0)) for each in row.get("wheels", ())]
    if "sdist" in row:
        wheels.append(("source", row["sdist"].get("size", 0)))
    needs = [each["name"] for each in row.get("dependencies", ()) if resolved_on_wasm(each.get("marker"))]
    needs = sorted(set(needs))
    return PythonRecord(row["name"], row["version"], seen, source, _largest(wheels), tuple(needs))


def _filename(wheel: Row) -> str:
    return str(wheel.get("filename") or wheel["url"].rsplit("/", 1)[-1])


def _largest(files: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, size in files:
        found[kind] = max(size, found.get(kind, 0))
    return dict(sorted(found.items()))


def _pyodide(row: Row, names: set[str], seen: date, source: str) -> PythonRecord:
    kind = built_for(row["file_name"])
    needs = {canonical(each) for each in row["depends"]} & names
    return PythonRecord(
        canonical(row["name"]),
        row["version"],
        seen,
        source,
        {kind: 0},
        tuple(sorted(needs)),
        pyodide="" if kind == "pure" else row["version"],
    )
