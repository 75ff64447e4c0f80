"""Two things said that cannot both hold.

People contradict themselves for good reasons: two authors, a slip. So a contradiction is put to them once; if it
stays, both statements stay in the brief, the assessment trusts its verdict less, and does not decide by one of them
alone. "No GPU" about one part and "GPU" about another is none: what the sentences name tells the parts apart, and a
statement that names no part is about all of them.
"""

from typing import Final

from bot.core.brief import Brief, Component, Conflict, Meaning, Signal, SignalKind, Topic
from bot.core.naming import about

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
        said = [each for _, answer in brief.known() for each in answer.signals if each.kind is kind]
        for at, later in enumerate(said):
            for earlier in said[:at]:
                new = Conflict(topic, earlier, later)
                if not _exclude(earlier, later) or _of_two_parts(earlier, later, brief.components):
                    continue
                if not any(same_pair(new, each) for each in found):
                    found.append(new)
    return tuple(found)


def same_pair(one: Conflict, other: Conflict) -> bool:
    """Whether two conflicts are about the same two statements, whatever words were used."""
    return _pair(one) == _pair(other)


def _pair(conflict: Conflict) -> frozenset[Meaning]:
    return frozenset(each.meaning for each in (conflict.earlier, conflict.later))


def _exclude(one: Signal, other: Signal) -> bool:
    if one.value == other.value:
        return one.negated != other.negated
    if one.negated or other.negated:
        return False
    return (one.kind, frozenset({one.value, other.value})) in OPPOSITES


def _of_two_parts(one: Signal, other: Signal, parts: tuple[Component, ...]) -> bool:
    """Whether both name parts, and no part is named by both."""
    named, others = (about(each, "", parts) for each in (one, other))
    return bool(named and others) and not any(each in others for each in named)
