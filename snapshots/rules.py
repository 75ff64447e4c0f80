"""What a record says about a package by itself: its class and why, or no class where the record does not tell.

"Not told" is an answer: it ends up as unknown, never as fine. A tag tells what was built, not what runs, so what
forks, listens or wants a library of the system is corrected by hand (the file of corrections wins over this).
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.assessment.catalogue import PackageClass
from snapshots.evidence import NodeRecord, PythonRecord

PLACEHOLDER: Final = 4_096  # bytes; a pure wheel this small beside native ones holds no port of them
BINDINGS: Final = frozenset(
    [
        "@mapbox/node-pre-gyp",
        "bindings",
        "cmake-js",
        "ffi-napi",
        "nan",
        "neon-cli",
        "node-addon-api",
        "node-gyp",
        "node-gyp-build",
        "node-gyp-build-optional-packages",
        "node-pre-gyp",
        "pkg-prebuilds",
        "prebuild-install",
    ]
)
# a system and a processor, as platform builds are named: "@img/sharp-linux-x64", "rollup-linux-arm64-gnu"
_PLATFORM: Final = re.compile(
    r"\b(aix|android|darwin|freebsd|linux(?:musl)?|netbsd|openbsd|openharmony|sunos|win32|windows)[-_]"
)
_WASM: Final = re.compile(r"wasm32|-wasm\b")
# built-ins that start programs or listen, so that naming them settles nothing until somebody reads the code
UNSETTLED: Final = {"child_process": "start other programs", "cluster": "fork"}
# answered "not implemented", or by a stand-in without effect, when they were called on Workers
FAILING: Final = frozenset({"dgram", "http2", "inspector", "vm", "wasi", "worker_threads"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A class with its reason; `needs` is None for unknown. `through` are the native packages behind it."""

    needs: PackageClass | None
    because: str
    through: tuple[str, ...] = ()


def python(record: PythonRecord) -> Judged:
    """A distribution by what it is built for; the first that holds of pure, Pyodide, WASI, native, source."""
    builds = record.builds
    alone = "native" not in builds and "pyemscripten" not in builds
    if "pure" in builds and alone and not record.pyodide:
        in_lock = f"pure; in the lock of {record.source}" if record.source.startswith("Pyodide") else ""
        return Judged(PackageClass.PURE, in_lock or "pure wheel")
    if builds.get("pure", 0) >= PLACEHOLDER or ("pure" in builds and not builds["pure"]):
        return Judged(PackageClass.PURE_FALLBACK, "publishes a pure wheel of the same version")
    if record.pyodide:
        return Judged(PackageClass.PYODIDE, f"native; Pyodide builds {record.pyodide}")
    if "pyemscripten" in builds:
        return Judged(PackageClass.PYODIDE, "native; pyemscripten wheel on PyPI")
    if "wasi" in builds:
        return Judged(None, "native; its wheel for WASI was not tried")
    if "native" in builds:
        return Judged(PackageClass.NATIVE_ONLY, "no pure or Pyodide build")
    return Judged(None, "no wheel to tell from")


def node(record: NodeRecord) -> Judged:
    """A package by its native builds, its install scripts, then what its files import."""
    bindings = sorted(BINDINGS & set(record.needs or ()))
    builds = [each for each in record.optional if _PLATFORM.search(each)]
    if bindings and (record.installs or "node-gyp" not in bindings):
        return Judged(PackageClass.NATIVE_ONLY, f"native binding: {', '.join(bindings)}")
    if len(builds) > 1:
        return Judged(PackageClass.NATIVE_ONLY, f"{len(builds)} optional native builds{_wasm(record)}")
    if record.platform:
        return Judged(PackageClass.NATIVE_ONLY, "the native build for one system")
    if record.note:
        return Judged(PackageClass.NATIVE_ONLY, record.note)
    if record.installs:
        return Judged(None, "runs an install script; what it fetches or builds was not looked at")
    return _imports(record)


def _wasm(record: NodeRecord) -> str:
    """A Wasm build for Node is no port to these hosts: it may want threads, files or a WASI of its own."""
    return "; one for Wasm in Node, not tried here" if any(map(_WASM.search, record.optional)) else ""


def _imports(record: NodeRecord) -> Judged:
    if record.imports is None:
        return Judged(PackageClass.NODE_BUILTINS, "plain JavaScript")
    if not record.imports:
        return Judged(PackageClass.PURE, "plain JavaScript; names nothing of Node's")
    for name, does in UNSETTLED.items():
        if name in record.imports:
            return Judged(None, f"imports {name}; whether it has to {does} was not looked at")
    failing = sorted(FAILING & set(record.imports))
    more = f"; on Workers {' and '.join(failing)} failed" if failing else ""
    return Judged(PackageClass.NODE_BUILTINS, f"plain JavaScript; uses {', '.join(record.imports)}{more}")
