"""What `assess` says beside the findings: what becomes of each module, the effort, what is missing, what to do."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from bot.core.brief import Topic
from tests.evidence.asking import ANSWERS, ROOT, run, told
from tests.evidence.told import FOLDERS

SHOP = ROOT / "examples" / "shop"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.toml"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


def test_files_alone_earn_no_verdict_to_stay_while_a_part_is_free(capsys: pytest.CaptureFixture[str]) -> None:
    """Manifests tell nothing of what hurts: that nobody said so is no reason to stay."""
    found = told(capsys, FOLDERS / "shop", "--json")
    assert found["verdict"] == "insufficient_evidence"
    fates = {each["name"]: (each["fit"], each["effort"]) for each in found["modules"]}
    assert fates == {
        "api": ("undecided", None),
        "thumbnails": ("stay", "none"),
        "mailer": ("stay", "none"),
    }
    assert "problem" in {each["topic"] for each in found["missing"]}


def test_files_alone_settle_it_where_every_part_is_blocked(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, FOLDERS / "shop" / "thumbnails", "--json")
    assert found["verdict"] == "stay"
    assert found["missing"] == []
    _, out, _ = run(capsys, FOLDERS / "shop" / "thumbnails", "--lang", "en")
    assert "no part is left to move" in out
    assert "does not pay" not in out


def test_a_problem_that_is_told_brings_the_verdict_back_to_what_it_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "answers.toml"
    file.write_text('problem = "Los despliegues son lentos"\n', encoding="utf-8")
    assert told(capsys, FOLDERS / "functions", "--json", "--answers", file)["verdict"] == "stay"
    file.write_text('problem = ""\n', encoding="utf-8")
    unsaid = told(capsys, FOLDERS / "functions", "--json", "--answers", file)
    assert unsaid["verdict"] == "insufficient_evidence"


def test_what_is_missing_is_asked_for_by_a_file_that_only_has_to_be_filled_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = run(capsys, FOLDERS / "functions", "--lang", "es")
    template = out.partition("```toml\n")[2].partition("```")[0]
    assert {"problem", "traffic"} <= set(tomllib.loads(template)) <= set(Topic)
    filled = template.replace('problem = ""', 'problem = "los arranques en frío son muy largos"').replace(
        'traffic = ""', 'traffic = "8 millones de peticiones al mes a ráfagas, 120 ms, 10 ms de CPU"'
    )
    file = tmp_path / "answers.toml"
    file.write_text(filled, encoding="utf-8")
    again = told(capsys, FOLDERS / "functions", "--json", "--answers", file)
    assert again["verdict"] != "insufficient_evidence"


def test_each_missing_input_says_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, FOLDERS / "functions", "--json", "--lang", "en")
    says = {each["metric"]: each["says"] for each in found["missing"]}
    assert "CloudWatch" in says["requests_per_month"]
    assert all(len(each) > 20 for each in says.values())


@pytest.mark.parametrize("name", ["shop", "functions", "scripts", "gpu"])
def test_every_verdict_says_what_would_change_it_and_what_to_do(
    capsys: pytest.CaptureFixture[str], answers: Path, name: str
) -> None:
    for more in ((), ("--answers", str(answers))):
        found = told(capsys, FOLDERS / name, "--json", *more)
        moving = found["verdict"] in {"migrate", "partial", "pilot"}
        assert found["would_change"]["says"]
        assert bool(found["instead"]) is not moving
        assert (found["target"] is not None) is moving
        _, out, _ = run(capsys, FOLDERS / name, "--lang", "en", *more)
        assert "## What would change this verdict" in out
        assert ("## Target" in out) is moving
        for each in found["modules"]:
            assert each["why"]
            assert (each["target"] is not None) is (each["fit"] in {"move", "later"})
            assert (each["effort"] is None) is (each["fit"] == "undecided")


def test_the_effort_of_a_part_is_shown_with_its_points(capsys: pytest.CaptureFixture[str]) -> None:
    given = (SHOP, "--answers", ROOT / "examples" / "shop.toml", "--lang", "en")
    found = {each["name"]: each for each in told(capsys, *given, "--json")["modules"]}
    assert found["storefront"]["effort"] == "large"
    assert found["storefront"]["effort_points"] == {"rewrite": 4, "packages": 1}
    assert found["invoices"]["effort"] == "none"
    _, out, _ = run(capsys, *given)
    assert "rewriting it adds 4 and packages not classified add 1" in out
    assert "Akamai Functions" in out.partition("## Target")[2]


def test_that_nothing_speaks_for_a_move_is_said(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    _, alone, _ = run(capsys, FOLDERS / "functions", "--lang", "en")
    _, both, _ = run(capsys, FOLDERS / "functions", "--lang", "en", "--answers", answers)
    assert "Nothing that was read or said speaks for moving anything." in alone
    assert "Nothing that was read" not in both


def test_a_reason_names_its_rule_once_for_each_module(
    capsys: pytest.CaptureFixture[str], answers: Path
) -> None:
    found = told(capsys, FOLDERS / "functions", "--json", "--answers", answers)["reasons"]
    for side in ("for", "against"):
        named = [(each["rule"], each["module"]) for each in found[side]]
        assert len(set(named)) == len(named)
    assert {each["rule"][0] for each in found["for"]} == {"F"}
    assert {each["rule"][0] for each in found["against"]} <= {"B", "C"}


def test_many_modules_alike_are_explained_together(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for each in range(12):
        folder = tmp_path / f"service-{each}"
        folder.mkdir()
        (folder / "package.json").write_text(
            json.dumps({"name": f"service-{each}", "dependencies": {"sharp": "1"}}), encoding="utf-8"
        )
    _, out, _ = run(capsys, tmp_path, "--lang", "en")
    (line,) = [each for each in out.split("\n") if "it stays where it is." in each]
    assert "and 6 more" in line


def test_the_example_of_answers_names_every_topic_and_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    file = ROOT / "examples" / "answers.toml"
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    assert list(given) == ["opening", *Topic]
    status, _, err = run(capsys, SHOP, "--answers", file)
    assert (status, err) == (0, "")


def test_files_that_declare_no_module_say_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n', encoding="utf-8"
    )
    found = told(capsys, tmp_path, "--json")
    assert (found["verdict"], found["modules"]) == ("insufficient_evidence", [])
    _, out, _ = run(capsys, tmp_path, "--lang", "en")
    assert "Nothing that was read declares a module" in out
    assert "neither what the system is made of nor what hurts" in out


def test_what_people_say_of_a_system_without_modules_stands_at_a_file_that_was_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Code scanning takes no result without a place."""
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "main" {}\n', encoding="utf-8")
    answers = tmp_path / "answers.toml"
    answers.write_text('opening = "We train models on a GPU"\n', encoding="utf-8")
    (only,) = told(capsys, tmp_path, "--sarif", "--answers", answers, "--lang", "en")["runs"]
    at = [each["locations"][0]["physicalLocation"] for each in only["results"]]
    assert {each["ruleId"] for each in only["results"]} == {"B02"}
    assert {(each["artifactLocation"]["uri"], each["region"]["startLine"]) for each in at} == {("main.tf", 1)}


@pytest.mark.parametrize(("language", "words"), [("es", "No existe"), ("en", "does not exist")])
def test_an_answers_file_that_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, words: str
) -> None:
    status, out, err = run(capsys, SHOP, "--answers", tmp_path / "nowhere.toml", "--lang", language)
    assert (status, out) == (2, "")
    assert words in err
    folder = run(capsys, SHOP, "--answers", tmp_path, "--lang", language)
    assert folder[0] == 2
    assert str(tmp_path) in folder[2]


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_at_a_terminal_nothing_is_wider_than_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    given = (SHOP, "--answers", ROOT / "examples" / "shop.toml", "--lang", "es")
    _, drawn, _ = run(capsys, *given)
    assert "│" in drawn
    _, plain, _ = run(capsys, *given, "--markdown")
    assert plain.startswith("# Veredicto")
    bare = re.sub(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\\\)", "", drawn)
    assert max(len(line.rstrip()) for line in bare.split("\n")) <= int(columns)
