"""Records, corrections and rules in; the snapshot that ships out: `bot/assessment/data/packages.tsv`.

One package a line, by ecosystem and name, so that a change of class is a line in a diff: ecosystem, name, version,
class, the day it was looked at, why, and the native packages behind it, with tabs between.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.assessment.catalogue import PackageClass
from snapshots import rules
from snapshots.closure import closed
from snapshots.evidence import RECORDED, NodeRecord, PythonRecord, node_records, python_records
from snapshots.rules import Judged

DATA: Final = Path(__file__).parents[1] / "bot" / "assessment" / "data"
SNAPSHOT: Final = DATA / "packages.tsv"
CORRECTIONS: Final = DATA / "packages_by_hand.toml"
HEAD: Final = (
    "# What registry packages need from their host. Written by `python -m snapshots` from snapshots/recorded: set an\n"
    "# entry right in packages_by_hand.toml, which wins over it. A package in neither file is unknown, and so is one\n"
    "# of the class unknown, which was looked at without telling.\n"
    "# ecosystem\tname\tversion\tclass\tseen\tbecause\tthrough\n"
)

Corrections = Mapping[str, Mapping[str, Mapping[str, Any]]]  # Any: TOML as parsed


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was recorded, by name."""

    pypi: Mapping[str, PythonRecord]
    npm: Mapping[str, NodeRecord]


def recorded(folder: Path = RECORDED) -> Evidence:
    """What the files of records hold."""
    pypi, npm = ((folder / f"{each}.jsonl").read_text(encoding="utf-8") for each in ("pypi", "npm"))
    return Evidence(python_records(pypi), node_records(npm))


def corrections() -> Corrections:
    """The classes that were set by hand."""
    return tomllib.loads(CORRECTIONS.read_text(encoding="utf-8"))


def snapshot(evidence: Evidence, corrected: Corrections) -> str:
    """The text of the snapshot. Corrected packages are left out of it and count for those that need them."""
    pypi = {name: rules.python(each) for name, each in evidence.pypi.items()}
    npm = {name: rules.node(each) for name, each in evidence.npm.items() if not each.platform}
    return "".join(
        (HEAD, *_lines("pypi", evidence.pypi, pypi, corrected), *_lines("npm", evidence.npm, npm, corrected))
    )


def _lines(
    ecosystem: str,
    records: Mapping[str, PythonRecord] | Mapping[str, NodeRecord],
    own: Mapping[str, Judged],
    corrected: Corrections,
) -> list[str]:
    by_hand = {
        name: Judged(PackageClass(row["needs"]), row["because"], tuple(row.get("through", ())))
        for name, row in corrected[ecosystem].items()
    }
    # who corrected a package has looked at what it needs
    needs: dict[str, tuple[str, ...] | None] = {name: each.needs for name, each in records.items()}
    needs |= {name: needs.get(name) or () for name in by_hand}
    judged = closed({**own, **by_hand}, needs, frozenset(by_hand))
    return [_line(ecosystem, records[name], judged[name]) for name in sorted(own) if name not in by_hand]


def _line(ecosystem: str, record: PythonRecord | NodeRecord, judged: Judged) -> str:
    needs = "unknown" if judged.needs is None else judged.needs.value
    through = ",".join(judged.through)
    row = (ecosystem, record.name, record.version, needs, record.seen.isoformat(), judged.because, through)
    return "\t".join(row).rstrip("\t") + "\n"
