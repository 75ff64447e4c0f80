"""Which packages of a lock a system asks for itself, and through which others it comes to the rest.

Breadth first from what is asked for, four times: what always runs, what runs on a condition that may hold on Wasm, what
runs on any other condition, what only developers need. So each package has the strongest claim that holds, and a short
chain for it; the time is linear.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.conditions import ruled_out
from bot.assessment.manifests.shapes import Dependency, Ecosystem
from bot.assessment.manifests.source import Source

ALWAYS, ON_CONDITION, ELSEWHERE, IN_DEVELOPMENT = range(4)  # how far a claim is gone after
LONGEST_CHAIN: Final = 64  # names; of a longer chain its beginning
LONGEST_ONLY: Final = 200  # characters of a condition; more conditions than that are left out


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as a lock holds it. `development` is None where the lock does not say it of each package."""

    name: str
    version: str
    line: int
    only: str = ""
    development: bool | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Something asks for the package `key`, on the condition `only`."""

    key: str
    only: str = ""
    development: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """How a package is come to; `through` is empty for what is asked for directly, and for what nothing leads to."""

    direct: bool = False
    development: bool = False
    only: str = ""
    through: tuple[str, ...] = ()


Needs = Mapping[str, Sequence[Need]]
NO_WAY: Final = Way()


def dependencies(
    source: Source, ecosystem: Ecosystem, locked: Mapping[str, Locked], asked: Iterable[Need], needs: Needs
) -> Iterator[Dependency]:
    """Every package of a lock, by its key, with the way to it. What is needed and not in the lock is passed over."""
    ways = ways_to(locked, asked, needs, ecosystem)
    for key, each in locked.items():
        way = ways.get(key, NO_WAY)
        yield Dependency(
            ecosystem,
            each.name,
            each.version,
            source.at(each.line),
            direct=way.direct,
            development=way.development if each.development is None else each.development,
            through=way.through,
            only=each.only or way.only,
        )


def ways_to(
    locked: Mapping[str, Locked], asked: Iterable[Need], needs: Needs, ecosystem: Ecosystem
) -> Mapping[str, Way]:
    """The way to each package that there is one to, by its key."""
    wanted = tuple(each for each in asked if each.key in locked)
    direct = frozenset(each.key for each in wanted)
    found: dict[str, Way] = {}

    def far(need: Need) -> int:
        return ALWAYS if not need.only else ELSEWHERE if ruled_out(ecosystem, need.only) else ON_CONDITION

    for reach in (ALWAYS, ON_CONDITION, ELSEWHERE, IN_DEVELOPMENT):
        for each in wanted:
            if far(each) <= reach and (reach == IN_DEVELOPMENT or not each.development):
                found.setdefault(each.key, Way(True, each.development, each.only))
        queue = deque(found)
        while queue:
            key = queue.popleft()
            for need in needs.get(key, ()):
                if need.key in locked and need.key not in found and far(need) <= reach:
                    found[need.key] = _further(found[key], locked[key].name, need, need.key in direct)
                    queue.append(need.key)
    return found


def _further(asking: Way, name: str, need: Need, direct: bool) -> Way:
    chain = asking.through if len(asking.through) >= LONGEST_CHAIN else (*asking.through, name)
    return Way(direct, asking.development, both(asking.only, need.only), () if direct else chain)


def asked_by_nobody(locked: Mapping[str, Locked], needs: Needs) -> Iterator[Need]:
    """What a lock that does not tell it must have been asked for: the packages that no other one needs."""
    needed = {need.key for key in locked for need in needs.get(key, ()) if need.key != key}
    return (Need(key, each.only, bool(each.development)) for key, each in locked.items() if key not in needed)


def both(one: str, other: str) -> str:
    """Two conditions that hold together."""
    if not one or not other or one == other:
        return one or other
    joined = f"({one}) and ({other})"
    return joined if len(joined) <= LONGEST_ONLY else one
