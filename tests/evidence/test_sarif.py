"""The SARIF that code scanning is given: as the standard's schema says, and as GitHub's documentation asks for."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.assessing.roots import from_here
from bot.assessing.sarif import FINGERPRINT, MOST, sarif
from bot.assessing.sarif_rules import ids, rules
from bot.assessment.evidence.shapes import Weight
from bot.assessment.facts import knowledge
from bot.assessment.manifests.shapes import Spot, Unread, Why
from bot.planning.phrases import Phrases
from bot.wording import wording
from tests.evidence.asking import ANSWERS, ROOT, run, told
from tests.evidence.schema import check
from tests.evidence.told import FOLDERS, decided, of_folder

Log = Mapping[str, Any]  # Any: JSON as a script would read it
OFFICIAL = ROOT / "tests/node/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
WORDS = Phrases(wording(), "en", "assess")
LEVELS = {"blocker": "error", "caution": "warning", "unknown": "note", "favourable": "none"}


def run_of(log: Log) -> Log:
    (only,) = log["runs"]
    return dict(only)


def results(log: Log) -> list[Log]:
    return list(run_of(log)["results"])


def place(result: Log) -> tuple[str, int]:
    at = result["locations"][0]["physicalLocation"]
    return at["artifactLocation"]["uri"], at["region"]["startLine"]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.toml"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "language"), [("shop", "es"), ("functions", "en"), ("scripts", "en"), ("gpu", "es")]
)
def test_it_is_as_the_schema_of_the_standard_says(
    capsys: pytest.CaptureFixture[str], answers: Path, name: str, language: str
) -> None:
    if not OFFICIAL.exists():
        missing = "the schema of SARIF is not there: run `make aimock` first"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    alone = told(capsys, FOLDERS / name, "--sarif", "--lang", language)
    both = told(capsys, FOLDERS / name, "--sarif", "--lang", language, "--answers", answers)
    for log in (alone, both):
        check(log, schema, schema, name)
    with pytest.raises(AssertionError):
        check({**both, "runs": [{**run_of(both), "results": [{"ruleId": "B04"}]}]}, schema, schema, name)


def test_each_result_has_what_code_scanning_asks_for(
    capsys: pytest.CaptureFixture[str], answers: Path
) -> None:
    """A rule at its index, a message, a relative path, a line, a fingerprint of its own."""
    for name in ("shop", "functions", "gpu"):
        log = told(capsys, FOLDERS / name, "--sarif", "--answers", answers)
        described = run_of(log)["tool"]["driver"]["rules"]
        for each in results(log):
            assert described[each["ruleIndex"]]["id"] == each["ruleId"]
            assert each["message"]["text"].startswith(each["ruleId"])
            file, line = place(each)
            assert (FOLDERS / name / file).is_file() or (ROOT / file).is_file()
            assert line >= 1
        marks = [each["partialFingerprints"][FINGERPRINT] for each in results(log)]
        assert len(set(marks)) == len(marks) > 0


def test_the_level_is_the_findings_and_what_is_no_trouble_has_none(
    capsys: pytest.CaptureFixture[str], answers: Path
) -> None:
    found = [
        each
        for name in ("shop", "functions")
        for each in results(told(capsys, FOLDERS / name, "--sarif", "--answers", answers))
    ]
    assert {each["properties"]["severity"] for each in found} == set(LEVELS)
    for each in found:
        assert each["level"] == LEVELS[each["properties"]["severity"]]
        assert (each["kind"] == "fail") == (each["level"] != "none")  # 3.27.10 of the standard


def test_a_dependency_that_comes_in_through_another_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    log = told(capsys, ROOT / "examples" / "shop", "--sarif", "--lang", "en")
    (pillow,) = [each for each in results(log) if each["properties"].get("via")]
    assert pillow["properties"]["dependency"]["name"] == "pillow"
    assert pillow["properties"]["via"] == ["matplotlib"]
    assert "comes in through matplotlib" in pillow["message"]["text"]


def test_a_finding_stays_the_same_when_lines_move(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        shutil.copytree(FOLDERS / "shop", folder)
    asked = after / "mailer" / "requirements.txt"
    asked.write_text("# one\n# two\n" + asked.read_text(encoding="utf-8"), encoding="utf-8")
    old, new = (results(told(capsys, each, "--sarif")) for each in (before, after))
    marks = [[each["partialFingerprints"] for each in found] for found in (old, new)]
    assert marks[0] == marks[1]
    assert [place(each) for each in old] != [place(each) for each in new]


def test_what_people_said_stands_where_its_module_is_declared_with_their_words(
    capsys: pytest.CaptureFixture[str], answers: Path
) -> None:
    log = told(capsys, FOLDERS / "functions", "--sarif", "--answers", answers)
    said = [each for each in results(log) if "«" in each["message"]["text"]]
    assert said
    assert all(place(each)[0].endswith("serverless.yml") for each in said)


def test_what_was_not_read_is_a_notification_of_the_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "package.json").write_text(
        '{\n "name": "api",\n "dependencies": {"sharp": "1"\n', encoding="utf-8"
    )
    (tmp_path / "node_modules").mkdir()
    log = run_of(told(capsys, tmp_path, "--sarif", "--lang", "en"))
    (invocation,) = log["invocations"]
    assert invocation["executionSuccessful"] is True
    notes = {each["descriptor"]["id"]: each for each in invocation["toolExecutionNotifications"]}
    broken, left_out = notes["unread/syntax"], notes["unread/left_out"]
    assert (place(broken)[0], broken["level"]) == ("package.json", "warning")
    assert (place(left_out)[0], left_out["level"]) == ("node_modules", "note")
    assert "badly written" in broken["message"]["text"]
    assert set(notes) == {each["id"] for each in log["tool"]["driver"]["notifications"]}


def test_more_results_than_are_taken_are_counted_and_not_dropped_in_silence() -> None:
    found = decided(of_folder("shop"))
    cut = tuple(Unread(Spot("a.toml", each), Why.SYNTAX) for each in range(1, 1_203))
    coverage = replace(found.evidence.coverage, unread=cut)
    many = replace(
        found,
        findings=found.findings[:1] * 10,
        evidence=replace(found.evidence, coverage=coverage),
    )
    log = run_of(sarif(many, knowledge(), WORDS, most=3))
    assert len(log["results"]) == 3 < MOST
    notes = log["invocations"][0]["toolExecutionNotifications"]
    assert [each["level"] for each in notes] == ["warning"] * 1_002
    assert "202 more" in notes[-2]["message"]["text"]
    assert "7 more" in notes[-1]["message"]["text"]


@pytest.mark.parametrize("language", wording().languages)
def test_every_rule_describes_itself_in_every_language(language: str) -> None:
    words = Phrases(wording(), language, "assess")
    described = rules(knowledge(), words)
    assert [each["id"] for each in described] == list(ids(knowledge()))
    for each in described:
        texts = json.dumps(each, ensure_ascii=False)
        assert "{{" not in texts
        assert "None" not in texts
        assert str(each.get("helpUri", "https://")).startswith("https://")
        full: Any = each["fullDescription"]  # Any: as above
        assert 40 < len(full["text"]) < 1024


def test_paths_are_seen_from_where_the_command_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDERS)
    for given, file in (("shop", "shop/"), ("shop/api", "shop/api/"), (str(FOLDERS / "shop"), "")):
        log = told(capsys, given, "--sarif")
        assert {place(each)[0].startswith(file) for each in results(log)} == {True}
    monkeypatch.chdir(FOLDERS / "shop")
    assert {Path(place(each)[0]).is_file() for each in results(told(capsys, ".", "--sarif"))} == {True}


@pytest.mark.parametrize(
    ("given", "shown", "path"),
    [
        ([("services/a", True)], "go.mod", "services/a/go.mod"),
        ([("services/a", True), ("b", True)], "a/go.mod", "services/a/go.mod"),
        ([("services/a", True), ("b/Dockerfile", False)], "Dockerfile", "b/Dockerfile"),
        ([("a/Dockerfile", False), ("b/Dockerfile.dev", False)], "Dockerfile.dev", "b/Dockerfile.dev"),
        ([("a/all.zip", False)], "api/go.mod", "api/go.mod"),
        ([("../b", True)], "go.mod", "go.mod"),
        ([("/srv/b", True)], "go.mod", "go.mod"),
        ([(".", True)], "api/go.mod", "api/go.mod"),
    ],
)
def test_a_shown_name_leads_back_to_its_file(given: list[tuple[str, bool]], shown: str, path: str) -> None:
    assert from_here((Path(each), folder) for each, folder in given)(shown) == path


def test_a_name_with_signs_is_written_as_an_address(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    odd = tmp_path / "a b#ñ"
    shutil.copytree(FOLDERS / "shop" / "thumbnails", odd / "c d")
    (uri,) = {place(each)[0] for each in results(told(capsys, odd, "--sarif"))}
    assert uri == "c%20d/package.json"


def test_a_secret_of_a_file_is_in_no_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert "correct-horse-battery-1" not in "".join(map(str, run(capsys, FOLDERS / "shop", "--sarif")))


def test_the_exit_status_is_that_of_the_other_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, FOLDERS / "shop", "--sarif", "--fail-on", "blocker")[0] == 1
    assert run(capsys, FOLDERS / "functions", "--sarif", "--fail-on", "blocker")[0] == 0
    with pytest.raises(SystemExit) as refused:
        run(capsys, FOLDERS / "shop", "--sarif", "--json")
    assert refused.value.code == 2


def test_every_weight_has_its_level() -> None:
    assert set(LEVELS) == {each.value for each in Weight}
