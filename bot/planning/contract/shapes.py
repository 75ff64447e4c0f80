"""What the contract says of a plan: the violations found, what was checked, and what could not be.

A hard violation keeps a plan from being posted; a soft one is worth a repair turn, and may be posted
labelled. `detail` is English, for the repair prompt and the log: precise enough to act on, and never with a
secret in it, whatever the plan holds.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One clause broken in one place; `where` is a path in the plan ("phases.phase_2.tools[0]")."""

    clause: int
    hard: bool
    where: str
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: `checked` are clause ids, `unchecked` what nothing here can judge ("code:src/lib.rs")."""

    violations: tuple[Violation, ...]
    checked: tuple[int, ...]
    unchecked: tuple[str, ...]

    @property
    def hard(self) -> tuple[Violation, ...]:
        """Those with which a plan may not be posted."""
        return tuple(each for each in self.violations if each.hard)
