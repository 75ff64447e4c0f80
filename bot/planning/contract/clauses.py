"""The clauses: their ids, their keys, and which of them keep a plan from being posted.

Hard are those whose breach makes the plan false (a cost, a tool, an interface, a number that nobody vouches
for), dangerous (a wildcard grant, no way back, a secret), deaf to the verdict, or unreadable for the team
(another language). Soft are those whose breach makes it worse, not wrong: a missing reason for a language,
stray markup (renderers neutralise it), durations, lengths and repeated mitigations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import detail


@dataclass(frozen=True, slots=True)
class Clause:
    """`key` names the clause where people read of it (`[clause]` of the pages' sentences)."""

    id: int
    key: str
    hard: bool


CLAUSES: Final[Mapping[int, Clause]] = {
    each.id: each
    for each in (
        Clause(1, "three_phases", hard=True),
        Clause(2, "phase_rows", hard=True),
        Clause(3, "components", hard=True),
        Clause(4, "languages", hard=False),
        Clause(5, "tools", hard=True),
        Clause(6, "verdict", hard=True),
        Clause(7, "stay_honoured", hard=True),
        Clause(8, "blockers", hard=True),
        Clause(9, "target", hard=True),
        Clause(10, "capabilities", hard=True),
        Clause(11, "deny_by_default", hard=True),
        Clause(12, "interfaces", hard=True),
        Clause(13, "grants", hard=True),
        Clause(14, "code", hard=True),
        Clause(15, "plain_prose", hard=False),
        Clause(16, "costs", hard=True),
        Clause(17, "saving", hard=True),
        Clause(18, "durations", hard=False),
        Clause(19, "addresses", hard=True),
        Clause(20, "language_of_the_team", hard=True),
        Clause(21, "mentions", hard=True),
        Clause(22, "lengths", hard=False),
        Clause(23, "mitigations", hard=False),
        Clause(24, "echo", hard=True),
        Clause(25, "rollback", hard=True),
        Clause(
            26, "numbers", hard=True
        ),  # the mission's own: every number traces to an input or a dated fact
    )
}


def broken(clause: int, where: str, key: str, **values: object) -> Violation:
    """A violation; its words are `[detail]` in prompts/contract.toml under `<clause>_<key>`."""
    return Violation(clause, CLAUSES[clause].hard, where, detail(f"{clause}_{key}", values))
