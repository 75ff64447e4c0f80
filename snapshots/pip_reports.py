"""What `pip install --dry-run --report` tells, read into records: the versions that go together, one file of each,
and what each needs. Markers are evaluated for Wasm here, since pip does it for the machine that it runs on.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from packaging.requirements import Requirement

from snapshots.evidence import PythonRecord, canonical
from snapshots.python_locks import built_for, resolved_on_wasm

Row = Mapping[str, Any]  # Any: JSON as parsed
UNTOLD: Final = 0  # the report gives no sizes


def records(report: Row, seen: date, source: str) -> list[PythonRecord]:
    """One record for each distribution of a report."""
    return [_record(each, seen, source) for each in report["install"]]


def _record(row: Row, seen: date, source: str) -> PythonRecord:
    about, file = row["metadata"], str(row["download_info"]["url"]).rsplit("/", 1)[-1]
    needs = {need for each in about.get("requires_dist", ()) if (need := _needed(each))}
    name = canonical(about["name"])
    return PythonRecord(name, about["version"], seen, source, {built_for(file): UNTOLD}, tuple(sorted(needs)))


def _needed(line: str) -> str | None:
    wanted = Requirement(line)
    marker = str(wanted.marker) if wanted.marker else None
    return canonical(wanted.name) if resolved_on_wasm(marker) else None
