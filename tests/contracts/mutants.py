"""Golden plans, and their mutants: `tests/golden/contract/mutants.toml` says which clause must notice which change."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, StayPlan

GOLDEN = Path(__file__).parent.parent / "golden" / "contract"
PLAN: TypeAdapter[Drafted] = TypeAdapter(MigrationPlan | StayPlan | Diagnosis)
STEP = re.compile(r"\.|\[(\d+)\]")

Tree = Any  # Any: a plan as JSON
Change = tuple[str, str, Tree]  # operation, path, value


@dataclass(frozen=True, slots=True)
class Mutant:
    """A golden plan with something wrong in it. `also` are clauses that cannot but notice, too."""

    clause: int
    name: str
    plan: str
    changes: tuple[Change, ...]
    also: frozenset[int] = frozenset()

    def made(self) -> Drafted:
        """The plan with its changes; still of the schema."""
        tree = json.loads((GOLDEN / f"{self.plan}.json").read_text(encoding="utf-8"))
        for operation, path, value in self.changes:
            *steps, last = (int(each) if each.isdecimal() else each for each in STEP.split(path) if each)
            inner = tree
            for step in steps:
                inner = inner[step]
            inner[last] = changed(operation, inner[last], value)
        return PLAN.validate_python(tree)


def changed(operation: str, now: Tree, value: Tree) -> Tree:
    """What stands at a path after a change; an operation that changes nothing is a mistake in the table."""
    new: Tree
    match operation:
        case "put":
            new = value
        case "null":
            new = None
        case "add":
            new = [*now, value] if isinstance(now, list) else now + value
        case "before":
            new = value + now
        case "swap":
            new = now.replace(*value)
        case "drop":
            new = [each for at, each in enumerate(now) if at != value]
        case "repeat":
            new = [*now, now[value]]
        case "times":
            new = now * value
        case _:
            raise ValueError(operation)
    assert new != now
    return new


def golden(name: str) -> Drafted:
    return PLAN.validate_json((GOLDEN / f"{name}.json").read_bytes())


def mutants() -> tuple[Mutant, ...]:
    rows = tomllib.loads((GOLDEN / "mutants.toml").read_text(encoding="utf-8"))["mutant"]
    return tuple(
        Mutant(
            row["clause"],
            row["name"],
            row["plan"],
            tuple((operation, path, value) for operation, path, value in row["changes"]),
            frozenset(row.get("also", ())),
        )
        for row in rows
    )


MUTANTS = mutants()
