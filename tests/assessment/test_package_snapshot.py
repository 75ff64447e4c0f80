"""The snapshot of packages: through all that a package needs, corrected by hand, and never "fine" unseen."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.assessment.catalogue import Package, PackageClass
from bot.assessment.packages import packages, read
from snapshots import asking
from snapshots.__main__ import main
from snapshots.closure import closed
from snapshots.evidence import (
    RECORDED,
    NodeRecord,
    PythonRecord,
    node_records,
    node_text,
    python_records,
    python_text,
    with_node,
    with_python,
)
from snapshots.rules import Judged
from snapshots.writing import CORRECTIONS, SNAPSHOT, Evidence, corrections, recorded, snapshot

TODAY = date(2026, 11, 22)
Kind = PackageClass
PYODIDES = PythonRecord("it", "1.0", TODAY, "Pyodide 314.0.7", {"pyemscripten": 0}, ("numpy",), "1.0")
LOCKED = PythonRecord("it", "2.0", TODAY, "uv.lock", {"native": 9, "source": 5}, None)
READ = NodeRecord("it", "1.0.0", TODAY, "files", ("ms",), imports=("fs",))
BY_HAND = """
as_of = 2026-11-22
[pypi."forks"]
version = "any"
needs = "processes"
because = "forks"
[npm]
"""

OWN = {
    "app": Judged(Kind.PURE, "pure wheel"),
    "web": Judged(Kind.PURE, "pure wheel"),
    "core": Judged(Kind.PYODIDE, "native"),
    "engine": Judged(Kind.NATIVE_ONLY, "native"),
    "fork": Judged(Kind.PROCESSES, "forks"),
    "http": Judged(Kind.TLS, "by hand"),
    "fast": Judged(Kind.PURE_FALLBACK, "both"),
}


@pytest.mark.parametrize(
    ("web", "needs", "through"),
    [
        ((), Kind.PURE, ()),
        (("core",), Kind.PYODIDE, ("core",)),
        (("core", "engine"), Kind.NATIVE_ONLY, ("engine", "core")),
        (("http", "fast"), Kind.TLS, ()),
        (("fast",), Kind.PURE_FALLBACK, ()),
        (("fork",), None, ()),
        (("nobody-looked",), None, ()),
        (("core", "nobody-looked"), None, ()),
        (("app",), Kind.PURE, ()),  # a cycle
        (None, None, ()),
    ],
)
def test_what_a_package_needs_counts_at_any_depth(
    web: tuple[str, ...] | None, needs: PackageClass | None, through: tuple[str, ...]
) -> None:
    wanted = {**dict.fromkeys(OWN, ()), "app": ("web",), "web": web}
    told = closed(OWN, wanted, frozenset({"http"}))
    assert (told["app"].needs, told["app"].through) == (needs, through)
    assert told["http"] == OWN["http"]


def test_the_later_version_counts_and_what_only_one_side_looked_at_stays() -> None:
    for first, second in ((PYODIDES, LOCKED), (LOCKED, PYODIDES)):
        (it,) = with_python({"it": first}, [second]).values()
        assert it == replace(LOCKED, needs=("numpy",), pyodide="1.0")


def test_one_version_is_told_by_all_who_looked_at_it() -> None:
    asked = replace(LOCKED, builds={"native": 0, "pyemscripten": 0}, needs=())
    (it,) = with_python({"it": LOCKED}, [asked]).values()
    assert (it.builds, it.needs) == ({"native": 9, "pyemscripten": 0, "source": 5}, ())


def test_files_that_were_read_are_not_forgotten_for_a_lock() -> None:
    asked = NodeRecord("it", "1.1.0", TODAY, "asked", ("ms",))
    assert with_node({"it": READ}, [asked]) == with_node({"it": asked}, [READ]) == {"it": READ}


def test_records_are_read_as_they_were_written() -> None:
    unread = NodeRecord("other", "1.0.0", TODAY, "npm view", None)
    native = NodeRecord(
        "x", "1.0.0", TODAY, "asked", (), ("x-linux-x64",), installs=True, note="told by hand"
    )
    assert node_records(node_text([READ, native, unread])) == {"it": READ, "other": unread, "x": native}
    assert python_records(python_text([PYODIDES])) == {"it": PYODIDES}
    assert python_records(python_text([LOCKED]))["it"].needs is None


def test_the_hand_wins_and_counts_for_those_that_need_it() -> None:
    forks = PythonRecord("forks", "1", TODAY, "uv.lock", {"pure": 0}, ())
    needing = replace(forks, name="needing", needs=("forks",))
    alone = replace(forks, name="alone")
    by_hand = {"pypi": {"forks": {"needs": "processes", "because": "forks"}}, "npm": {}}
    told = snapshot(Evidence({each.name: each for each in (forks, needing, alone)}, {}), by_hand)
    lines = [line.split("\t")[1:4] for line in told.splitlines() if line[0] != "#"]
    assert lines == [["alone", "1", "pure"], ["needing", "1", "unknown"]]


def test_unknown_packages_are_in_nobodys_hands() -> None:
    told = "# head\npypi\tasked\t1\tunknown\t2026-11-22\tno wheel\npypi\tforks\t1\tpure\t2026-11-22\tpure wheel\n"
    assert read(told, BY_HAND) == {
        ("pypi", "forks"): Package("pypi", "forks", "any", Kind.PROCESSES, TODAY, "forks")
    }


@pytest.mark.parametrize(
    "line", ["pypi\tit\t1\tfine\t2026-11-22\twhy", "pypi\tit\t1\tpure\tsoon\twhy", "pypi\tit"]
)
def test_a_malformed_snapshot_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(line, BY_HAND)


def test_the_snapshot_is_what_the_records_say() -> None:
    assert snapshot(recorded(), corrections()) == SNAPSHOT.read_text(encoding="utf-8")


def test_what_hurts_is_found_through_what_is_pure_itself() -> None:
    known = packages()
    assert known["pypi", "altair"].through == ("rpds-py",)
    assert known["pypi", "jinja2"].needs is Kind.PURE_FALLBACK
    assert known["pypi", "gunicorn"].needs is Kind.SERVER
    assert known["npm", "sharp"].needs is Kind.NATIVE_ONLY
    assert ("pypi", "pytest-xdist") not in known


def test_every_package_says_why_and_its_native_needs_are_packages_too() -> None:
    known = packages()
    assert all(each.because and each.version for each in known.values())
    needs = {(each.ecosystem, name): each for each in known.values() for name in each.through}
    assert {known[name].needs for name in needs} <= {Kind.NATIVE_ONLY, Kind.PYODIDE}


def test_no_index_is_named_in_what_is_kept() -> None:
    for file in (SNAPSHOT, CORRECTIONS, *RECORDED.iterdir()):
        assert "://" not in file.read_text(encoding="utf-8"), file.name


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A client that resolves one native wheel and answers everything else with what stands in `says`."""
    report = {"install": [{"metadata": {"name": "It", "version": "1.0"}, "download_info": {}}]}
    report["install"][0]["download_info"]["url"] = "anywhere/it-1.0-cp314-cp314-manylinux_2_28_x86_64.whl"
    (tmp_path / "report.json").write_text(json.dumps(report))
    (tmp_path / "says").write_text("ERROR: No matching distribution found for it==1.0")
    script = tmp_path / "pip"
    script.write_text(
        "#!/bin/sh\n"
        'case "$*" in *manylinux*) ;; *) cat "$HOME_OF_TEST/says" >&2; exit 1 ;; esac\n'
        'while [ "$1" != --report ]; do shift; done\n'
        'cp "$HOME_OF_TEST/report.json" "$2"\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("HOME_OF_TEST", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tmp_path


def test_an_index_without_another_build_leaves_the_native_one(pip: Path) -> None:
    assert asking.pypi("it", TODAY) == [PythonRecord("it", "1.0", TODAY, "asked", {"native": 0}, ())]


def test_an_index_that_does_not_answer_tells_nothing(pip: Path) -> None:
    (pip / "says").write_text("ERROR: connection refused")
    with pytest.raises(asking.NotAnswered, match=r"^it==1\.0$"):
        asking.pypi("it", TODAY)


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "pypi"],
        ["ask", "npm", "--eval=1"],
        ["ask", "npm", *"abcdefghijk"],
        ["ask", "go", "x"],
        ["lock"],
    ],
)
def test_words_that_mean_nothing_change_nothing(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = SNAPSHOT.stat().st_mtime_ns, CORRECTIONS.stat().st_mtime_ns
    assert main(words) == 2
    assert (SNAPSHOT.stat().st_mtime_ns, CORRECTIONS.stat().st_mtime_ns) == before
    assert "ten a run" in capsys.readouterr().err
