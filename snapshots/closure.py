"""What hurts is often what a package brings along: classes through everything that a package needs.

The worst of it counts. A native need makes the package native, whatever its own wheel says; a need that nobody
looked at makes it unknown; so does one that starts programs or listens, since to need it is not yet to do it. A
correction by hand is the last word on its package, and counts for those that need it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessment.catalogue import PackageClass
from snapshots.rules import Judged

NATIVE: Final = (PackageClass.NATIVE_ONLY, PackageClass.PYODIDE)
DOES: Final = {PackageClass.PROCESSES: "programs may be started", PackageClass.SERVER: "a port may be opened"}
LISTED: Final = 4  # names in a reason

Needs = Mapping[str, tuple[str, ...] | None]


def closed(own: Mapping[str, Judged], needs: Needs, corrected: frozenset[str]) -> dict[str, Judged]:
    """Each package's class with what it needs. `own` holds the corrections in their place."""
    return {
        name: judged if name in corrected else _with_needs(name, judged, own, needs)
        for name, judged in own.items()
    }


def reached(name: str, needs: Needs) -> Iterator[str]:
    """Every package that one needs, direct or not, without itself; cycles end."""
    seen, open_ = {name}, [name]
    while open_:
        for each in needs.get(open_.pop()) or ():
            if each not in seen:
                seen.add(each)
                open_.append(each)
                yield each


def _with_needs(name: str, judged: Judged, own: Mapping[str, Judged], needs: Needs) -> Judged:
    if judged.needs is None or judged.needs is PackageClass.NATIVE_ONLY:
        return judged
    below = {each: own.get(each, Judged(None, "")) for each in sorted(reached(name, needs))}
    for kind in NATIVE:
        if kind is judged.needs:
            return judged
        found = _of(below, kind)
        if found and not (kind is PackageClass.PYODIDE and _unlooked(below, name, needs)):
            return _native(kind, below)
    return _not_told(judged, name, below, needs) or _softer(judged, below)


def _native(kind: PackageClass, below: Mapping[str, Judged]) -> Judged:
    through = tuple(each for worst in NATIVE for each in _of(below, worst))
    are = "is" if len(through) == 1 else "are"
    return Judged(kind, f"needs {_listed(through, ' and ')}, which {are} native", through)


def _not_told(judged: Judged, name: str, below: Mapping[str, Judged], needs: Needs) -> Judged | None:
    """Unknown where needs were not looked at, or do what a component cannot. Node's class promises no more already."""
    promises = judged.needs is not PackageClass.NODE_BUILTINS
    unlooked = _unlooked(below, name, needs)
    if needs.get(name) is None:
        return Judged(
            None if promises else judged.needs, f"{judged.because}; what it needs was not looked at"
        )
    if unlooked and promises:
        return Judged(None, f"{judged.because}; needs {_listed(unlooked)}, not looked at")
    for kind, does in DOES.items():
        if found := _of(below, kind):
            return Judged(None, f"{judged.because}; through {_listed(found)} {does}")
    return None


def _softer(judged: Judged, below: Mapping[str, Judged]) -> Judged:
    """What needs pure packages alone keeps its class; TLS, built-ins and fallbacks go up."""
    tls, plain = _of(below, PackageClass.TLS), _of(below, PackageClass.NODE_BUILTINS)
    if judged.needs is PackageClass.PURE and plain:
        return Judged(
            PackageClass.NODE_BUILTINS, f"plain JavaScript; Node's built-ins through {_listed(plain)}"
        )
    if tls and judged.needs in (PackageClass.PURE, PackageClass.PURE_FALLBACK):
        return Judged(PackageClass.TLS, f"pure; opens TLS through {_listed(tls)}")
    if judged.needs is PackageClass.PURE and (fallback := _of(below, PackageClass.PURE_FALLBACK)):
        return Judged(PackageClass.PURE_FALLBACK, f"pure; needs the pure build of {_listed(fallback)}")
    return judged


def _unlooked(below: Mapping[str, Judged], name: str, needs: Needs) -> tuple[str, ...]:
    """The needs without a class, or whose own needs nobody looked at; () where all is told."""
    untold = (each for each, judged in below.items() if judged.needs is None or needs.get(each) is None)
    return tuple(each for each in untold if each != name)


def _of(below: Mapping[str, Judged], kind: PackageClass) -> tuple[str, ...]:
    return tuple(each for each, judged in below.items() if judged.needs is kind)


def _listed(names: tuple[str, ...], last: str = ", ") -> str:
    shown = list(names[:LISTED])
    if len(names) > LISTED:
        return f"{', '.join(shown)} and {len(names) - LISTED} more"
    return last.join(shown) if len(shown) < 3 else f"{', '.join(shown[:-1])}{last}{shown[-1]}"
