"""Two things said that cannot both hold.

People contradict themselves for good reasons: two services, two authors, a slip. So a contradiction is put to
them once; if it stays, both statements stay in the brief and the assessment trusts its verdict less.
"""

from typing import Final

from bot.core.brief import Brief, Conflict, Signal, SignalKind, Topic

OPPOSITES: Final = (
    (SignalKind.STATE, frozenset({"stateless", "embedded-db"})),
    (SignalKind.STATE, frozenset({"stateless", "is-database"})),
    (SignalKind.STATE, frozenset({"stateless", "in-memory-session"})),
    (SignalKind.LOAD, frozenset({"steady", "bursty"})),
    (SignalKind.LOAD, frozenset({"steady", "sporadic"})),
)
SETTLED_BY: Final = {
    SignalKind.STATE: Topic.STATE,
    SignalKind.LOAD: Topic.TRAFFIC,
    SignalKind.USE: Topic.DEPENDENCIES,
}


def conflicts(brief: Brief) -> tuple[Conflict, ...]:
    """The pairs of things said that cannot both hold, in the order of their topics."""
    found: list[Conflict] = []
    for kind, topic in SETTLED_BY.items():
        said = brief.signals(kind)
        for at, later in enumerate(said):
            found.extend(Conflict(topic, earlier, later) for earlier in said[:at] if _exclude(earlier, later))
    return tuple(found)


def same_pair(one: Conflict, other: Conflict) -> bool:
    """Whether two conflicts are about the same two statements, whatever words were used."""
    return _pair(one) == _pair(other)


def _pair(conflict: Conflict) -> frozenset[tuple[SignalKind, str, bool]]:
    return frozenset((each.kind, each.value, each.negated) for each in (conflict.earlier, conflict.later))


def _exclude(one: Signal, other: Signal) -> bool:
    if one.value == other.value:  # `Brief.signals` keeps one of each, so one of the two is negated
        return True
    if one.negated or other.negated:
        return False
    return (one.kind, frozenset({one.value, other.value})) in OPPOSITES
