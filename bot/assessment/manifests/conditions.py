"""Whether the condition on which a dependency counts can hold on Wasm: a Python marker, a crate's cfg, npm's systems.

What resolves for the target counts, and not what exists: `pywin32; sys_platform == "win32"` is nobody's blocker there.
Three values: it holds, it does not, or it cannot be told, as with a word that is unknown here or a condition cut short.
Only what holds on none of the targets is ruled out; the rest counts, and so does what a team asks for on Linux: its own
code imports that in production, while a library knows how to do without.
"""

import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from bot.assessment.manifests.conditions_read import Truth, predicate, sentence, some
from bot.assessment.manifests.shapes import Ecosystem

Target = Mapping[str, str]
PYTHON: Final[tuple[Target, ...]] = tuple(  # in a component, and under Pyodide
    {
        "extra": "",
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": "wasm32",
        "platform_python_implementation": "CPython",
        "platform_system": system,
        "python_full_version": "3.14.0",
        "python_version": "3.14",
        "sys_platform": system.lower(),
    }
    for system in ("WASI", "Emscripten")
)
SERVER: Final[Target] = {
    **PYTHON[0],
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "sys_platform": "linux",
}
RUST: Final[tuple[Target, ...]] = tuple(  # in a component, and beside JavaScript
    {
        "target_arch": "wasm32",
        "target_endian": "little",
        "target_family": "wasm",
        "target_os": system,
        "target_pointer_width": "32",
    }
    for system in ("wasi", "unknown")
)
NEVER: Final = frozenset({"unix", "windows"})
LEFT_OUT: Final = ", optional"  # how a crate's condition ends that may be left out
ORDERS: Final[Mapping[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
FLIPPED: Final = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
_NUMBERS: Final = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,3}")
_SYSTEMS: Final = re.compile(r"(os|cpu|libc): ([^;]*+)")


@lru_cache(maxsize=8192)
def ruled_out(ecosystem: Ecosystem, condition: str, *, asked: bool = False) -> bool:
    """Whether a condition, as a reader of manifests tells it, holds on no Wasm target; of what a team asked for itself,
    nor on its servers."""
    read = READERS.get(ecosystem)
    try:
        return read is not None and condition != "" and read(condition, asked) is False
    except ValueError:
        return False


def marker(condition: str, asked: bool) -> Truth:
    """A marker of PEP 508. ValueError for anything else."""
    targets = (*PYTHON, SERVER) if asked else PYTHON
    return some(sentence(condition, _compared(target)) for target in targets)


def cfg(condition: str, _asked: bool) -> Truth:
    """Cargo's `cfg(…)`, or the name of a target. ValueError for anything else."""
    if condition.endswith(LEFT_OUT):
        return False
    if not condition.startswith("cfg("):
        return condition.startswith("wasm32-")
    return some(predicate(condition, _told(target)) for target in RUST)


def systems(condition: str, asked: bool) -> Truth:
    """npm's `os` and `cpu`: a build for one system names its processor, or leaves Linux out."""
    if asked:
        return None
    listed = {kind: names.split(", ") for kind, names in _SYSTEMS.findall(condition)}
    wanted = {kind: [each for each in names if each[:1] != "!"] for kind, names in listed.items()}
    if wanted.get("cpu"):
        return "wasm32" in wanted["cpu"]
    return False if wanted.get("os") and "linux" not in wanted["os"] else None


READERS: Final[Mapping[Ecosystem, Callable[[str, bool], Truth]]] = {
    Ecosystem.PYPI: marker,
    Ecosystem.CARGO: cfg,
    Ecosystem.NPM: systems,
}


def _compared(target: Target) -> Callable[[str, str, str], Truth]:
    def compared(left: str, sign: str, right: str) -> Truth:
        name, value, turned = (right, left, True) if left[:1] in "'\"" else (left, right, False)
        held, value = target.get(name), value.strip("'\"")
        if held is None:
            return None
        if name.startswith("python_"):
            return _in_order(held, FLIPPED.get(sign, sign) if turned else sign, value)
        within = value in held if turned else held in value
        found = {"==": held == value, "!=": held != value, "in": within, "not in": not within}
        return found.get(" ".join(sign.split()))

    return compared


def _in_order(held: str, sign: str, value: str) -> Truth:
    """Versions as numbers; a shorter one has zeros behind it."""
    if sign not in ORDERS or not _NUMBERS.fullmatch(value):
        return None
    one, other = (tuple(int(each) for each in version.split(".")) for version in (held, value))
    longest = max(len(one), len(other))
    return ORDERS[sign](one + (0,) * (longest - len(one)), other + (0,) * (longest - len(other)))


def _told(target: Target) -> Callable[[str, str], Truth]:
    def told(name: str, value: str) -> Truth:
        if name in target:
            return target[name] == value.strip('"')
        return False if name in NEVER and not value else None

    return told
