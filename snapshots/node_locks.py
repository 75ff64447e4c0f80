"""package-lock.json and installed trees, read into records. A lock tells needs and install scripts; only the files
of a tree tell which Node built-ins a package names.

Reading is by pattern, so a built-in in a string counts and one behind a computed name does not: the first errs on
the careful side, and a package that computes names is rare enough to be corrected by hand.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from snapshots.evidence import NodeRecord

BUILTINS: Final = frozenset(
    [
        "assert",
        "async_hooks",
        "buffer",
        "child_process",
        "cluster",
        "console",
        "constants",
        "crypto",
        "dgram",
        "diagnostics_channel",
        "dns",
        "domain",
        "events",
        "fs",
        "http",
        "http2",
        "https",
        "inspector",
        "module",
        "net",
        "os",
        "path",
        "perf_hooks",
        "process",
        "punycode",
        "querystring",
        "readline",
        "repl",
        "sea",
        "sqlite",
        "stream",
        "string_decoder",
        "sys",
        "test",
        "timers",
        "tls",
        "trace_events",
        "tty",
        "url",
        "util",
        "v8",
        "vm",
        "wasi",
        "worker_threads",
        "zlib",
    ]
)
ASIDE: Final = frozenset(
    [
        "__tests__",
        "bench",
        "benchmark",
        "benchmarks",
        "bin",
        "docs",
        "example",
        "examples",
        "man",
        "node_modules",
        "scripts",
        "test",
        "tests",
    ]
)
LARGEST: Final = 4_000_000  # bytes; a longer file is a bundle that names everything
_IMPORT: Final = re.compile(
    r"""(?:require\(\s*|\bfrom\s*|\bimport\(\s*|\bimport\s*)["'](node:)?([a-z_0-9]+)(?:/[a-z_]+)?["']"""
)
# what only Node defines, and is used as such: `x.process`, `process:` and "to process it" are something else
_GLOBAL: Final = re.compile(
    r"(?<![\w$.'\"-])(process|Buffer|__dirname|__filename)(?=\s*(?:[.,;()\[\]|&?=]|$))", re.MULTILINE
)
_COMMENT: Final = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)

Row = Mapping[str, Any]  # Any: JSON as parsed


def from_package_lock(lock: Row, seen: date, source: str) -> list[NodeRecord]:
    """The packages of a lock (version 3); the project itself and its links are none."""
    rows = ((path.rpartition("node_modules/")[2], row) for path, row in lock["packages"].items() if path)
    return [_record(row.get("name", name), row, seen, source) for name, row in rows if not row.get("link")]


def from_tree(folder: Path, seen: date, source: str) -> list[NodeRecord]:
    """The packages installed below a `node_modules` folder, nested ones included, with what their files import."""
    return [
        _record(row["name"], row, seen, source, imported(path.parent))
        for path, row in _manifests(folder)
        if "name" in row and "version" in row
    ]


def imported(package: Path) -> tuple[str, ...]:
    """The Node built-ins and globals that a package's own files name, sorted."""
    found: set[str] = set()
    for file in _scripts(package):
        found |= names_of(file.read_text(encoding="utf-8", errors="replace"))
    return tuple(sorted(found))


def names_of(script: str) -> set[str]:
    """The Node built-ins and globals that a script names."""
    code = _COMMENT.sub("", script)
    imports = {name for _, name in _IMPORT.findall(code) if name in BUILTINS}
    return imports | set(_GLOBAL.findall(code))


def _record(
    name: str, row: Row, seen: date, source: str, imports: tuple[str, ...] | None = None
) -> NodeRecord:
    optional = row.get("optionalDependencies", {})
    scripts = row.get("scripts", {})
    return NodeRecord(
        name,
        row["version"],
        seen,
        source,
        # npm writes what is optional among what is needed, too
        tuple(sorted(set(row.get("dependencies", {})) - set(optional))),
        tuple(sorted(optional)),
        installs=bool(row.get("hasInstallScript") or {"preinstall", "install", "postinstall"} & set(scripts)),
        platform=bool(row.get("cpu") or row.get("os")),
        imports=imports,
    )


def _manifests(folder: Path) -> Iterator[tuple[Path, Row]]:
    for path in sorted(folder.rglob("package.json")):
        inside = path.parent.relative_to(folder).parts
        owner = inside[:-2] if len(inside) > 1 and inside[-2].startswith("@") else inside[:-1]
        if inside and (not owner or owner[-1] == "node_modules"):
            yield path, json.loads(path.read_text(encoding="utf-8"))


def _scripts(package: Path) -> Iterator[Path]:
    for entry in sorted(package.iterdir()):
        if entry.is_dir():
            if entry.name not in ASIDE:
                yield from _scripts(entry)
        elif re.fullmatch(r".*\.[cm]?js", entry.name) and entry.stat().st_size < LARGEST:
            yield entry
