"""Asks a registry about a package by having its ordinary client resolve it: pip for PyPI, npm for npm.

The clients know the machine's index, its certificates and a cache of their own; nothing here names a host. They
resolve without installing, from built files only, so no package's code is run. pip shows one file a version: the
one for Linux. Where that is native, it is asked once more for a pure wheel and once for Pyodide's.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from snapshots import node_locks, pip_reports
from snapshots.evidence import NodeRecord, PythonRecord

MOST: Final = 10  # names a run: this asks about what is needed, it does not walk a registry
TIMEOUT: Final = 120  # seconds
LINUX: Final = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
PYODIDE: Final = ("pyemscripten_2026_0_wasm32",)
PYTHON: Final = "3.14"  # Pyodide's


class NotAnswered(Exception):
    """The client could not resolve a package, or is not there. Its argument is what was asked."""


class NoSuchBuild(NotAnswered):
    """The index answered: it has no such file. Anything else that goes wrong tells nothing about a package."""


def pypi(name: str, seen: date) -> list[PythonRecord]:
    """A distribution with everything that it needs, at the newest versions that go together. NotAnswered."""
    found = pip_reports.records(_report([name], LINUX), seen, "asked")
    return [_with_other_builds(each) if "native" in each.builds else each for each in found]


def npm(name: str, seen: date) -> list[NodeRecord]:
    """A package with everything that it needs. NotAnswered."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        (at / "package.json").write_text('{"private": true}', encoding="utf-8")
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        _run(["npm", "install", "--package-lock-only", *quiet, "--", name], at)
        lock = json.loads((at / "package-lock.json").read_text(encoding="utf-8"))
        return node_locks.from_package_lock(lock, seen, "asked")


def _with_other_builds(record: PythonRecord) -> PythonRecord:
    """The record with the pure wheel of the same version, whose size tells a port from a placeholder; and Pyodide's."""
    wanted, builds = f"{record.name}=={record.version}", dict(record.builds)
    with tempfile.TemporaryDirectory() as folder, suppress(NoSuchBuild):
        _run([*_pip("download", ("any",)), "--abi", "none", "--no-deps", "--dest", folder, wanted])
        builds["pure"] = max(file.stat().st_size for file in Path(folder).iterdir())
    with suppress(NoSuchBuild):
        builds |= pip_reports.records(_report(["--no-deps", wanted], PYODIDE), record.seen, "asked")[0].builds
    return replace(record, builds=dict(sorted(builds.items())))


def _report(words: list[str], platforms: tuple[str, ...]) -> Mapping[str, Any]:  # Any: JSON as parsed
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        asked = ["--dry-run", "--ignore-installed", "--target", folder, "--report", str(file)]
        for abi in ("cp314", "abi3", "none"):
            asked += ["--abi", abi]
        _run([*_pip("install", platforms), *asked, *words])
        return dict(json.loads(file.read_text(encoding="utf-8")))


def _pip(command: str, platforms: tuple[str, ...]) -> list[str]:
    chosen = [word for each in platforms for word in ("--platform", each)]
    built = ["--only-binary=:all:", "--implementation", "cp", "--python-version", PYTHON]
    return ["pip", command, "--quiet", "--disable-pip-version-check", *built, *chosen]


def _run(command: list[str], folder: Path | None = None) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - no shell; __main__ lets nothing through but names
            command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise NotAnswered(command[0]) from trouble
    if done.returncode:
        # pip's own words; what it wrote is not handed on, since it names the index
        raise (NoSuchBuild if "No matching distribution found" in done.stderr else NotAnswered)(command[-1])
