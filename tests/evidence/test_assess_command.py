import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from jinja2 import meta

from bot.wording import environment, wording
from tests.evidence.asking import ANSWERS, ROOT, run
from tests.evidence.schema import check
from tests.evidence.told import FOLDERS

KEYS = (
    *("version", "as_of", "language", "verdict", "confidence", "reasons", "target", "alternatives"),
    *("instead", "would_change", "modules", "findings", "coverage", "costs", "missing", "sources"),
)


def test_people_read_the_verdict_the_modules_the_lines_and_what_was_not_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run(capsys, FOLDERS / "shop", "--lang", "es")
    assert status == 0
    for words in (
        "# Veredicto: faltan datos para decidir",
        "| api | javascript | sin decidir | por ver | C22 |",
        "| thumbnails | javascript | dejar donde está | ninguno | B04 |",
        "**thumbnails** (`docker-compose.yml:10`)",
        "`thumbnails/package.json:5`",
        "shop-own-router",
        "api/index.js",
        "Confianza",
    ):
        assert words in out


def test_the_other_language_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, FOLDERS / "shop", "--lang", "en", "--markdown")
    assert "## Blockers" in out
    assert "| thumbnails | javascript | leave where it is | none | B04 |" in out


def test_answers_and_files_together_bring_figures(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS, encoding="utf-8")
    _, alone, _ = run(capsys, FOLDERS / "functions", "--json")
    _, both, _ = run(capsys, FOLDERS / "functions", "--json", "--answers", answers)
    assert json.loads(alone)["costs"]["kind"] == "not_computed"
    found = json.loads(both)
    assert found["costs"]["kind"] == "compared"
    assert found["verdict"] == "pilot"
    assert [each["name"] for each in found["modules"]] == ["create", "list"]


@pytest.mark.parametrize("name", ["shop", "functions", "scripts", "gpu"])
def test_the_json_is_as_its_schema_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS, encoding="utf-8")
    schema = json.loads((ROOT / "docs" / "assess.schema.json").read_text(encoding="utf-8"))
    for more in ((), ("--answers", str(answers))):
        _, out, _ = run(capsys, FOLDERS / name, "--json", *more)
        found = json.loads(out)
        assert tuple(found) == KEYS
        check(found, schema, schema, name)


def test_the_check_of_the_schema_can_fail() -> None:
    schema = json.loads((ROOT / "docs" / "assess.schema.json").read_text(encoding="utf-8"))
    with pytest.raises(AssertionError):
        check({"verdict": "perhaps"}, schema, schema, "wrong")


def test_a_blocker_ends_with_one_where_that_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, FOLDERS / "shop", "--fail-on", "blocker")[0] == 1
    assert run(capsys, FOLDERS / "functions", "--fail-on", "blocker")[0] == 0
    assert run(capsys, FOLDERS / "shop")[0] == 0


def test_an_archive_and_a_single_file_are_read_as_a_folder_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bundle = tmp_path / "thumbnails.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.write(FOLDERS / "shop" / "thumbnails" / "package.json", "thumbnails/package.json")
    for path, at in (
        (bundle, "thumbnails/package.json:5"),
        (FOLDERS / "shop" / "thumbnails" / "package.json", "package.json:5"),
        (FOLDERS / "shop" / "thumbnails", "package.json:5"),
    ):
        _, out, _ = run(capsys, path, "--json")
        assert at in [each["at"] for each in json.loads(out)["findings"] if each["rule"] == "B04"]


def test_of_several_folders_each_stands_behind_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, FOLDERS / "shop" / "api", FOLDERS / "shop" / "thumbnails", "--json")
    assert json.loads(out)["coverage"]["formats"]["package.json"] == [
        "api/package.json",
        "thumbnails/package.json",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('opening = "API"\nstate = "en\n', 2, "TOML"),
        ('opening = "API"\ncolour = "red"\n', 2, "colour"),
        ('opening = "API"\n\nteam_size = 4\n', 3, "team_size"),
        ('opening = "API"\ntraffic = 4\n', 2, "traffic"),
        ("[opening]\n", 1, "opening"),
    ],
)
def test_answers_that_cannot_be_read_are_refused_with_their_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, line: int, words: str
) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(text, encoding="utf-8")
    status, out, told = run(capsys, FOLDERS / "shop", "--answers", answers, "--lang", "es")
    assert (status, out) == (2, "")
    assert f"answers.toml:{line}:" in told
    assert words in told


def test_answers_in_another_encoding_are_refused_with_their_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_bytes('opening = "API"\nproblem = "arranques en frío"\n'.encode("latin-1"))
    status, _, told = run(capsys, FOLDERS / "shop", "--answers", answers)
    assert status == 2
    assert "answers.toml:2:" in told


def test_a_path_that_is_not_there_and_one_with_nothing_in_it_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "readme.bin").write_text("?", encoding="utf-8")
    missing = run(capsys, tmp_path / "nowhere", "--lang", "es")
    nothing = run(capsys, tmp_path, "--lang", "es")
    assert (missing[0], nothing[0]) == (2, 2)
    assert "No existe" in missing[2]
    assert "en el único archivo" in nothing[2]


def test_a_secret_of_a_file_is_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("--json", "--markdown"):
        assert "correct-horse-battery-1" not in "".join(map(str, run(capsys, FOLDERS / "shop", form)))


def sentences(table: Mapping[str, object], at: str = "") -> dict[str, object]:
    """The variables of each sentence by its key; of a row of words how many there are."""
    found: dict[str, object] = {}
    for name, each in table.items():
        if isinstance(each, str):
            found[f"{at}{name}"] = meta.find_undeclared_variables(environment().parse(each))
        elif isinstance(each, Mapping):
            found |= sentences(cast("Mapping[str, object]", each), f"{at}{name}.")
        else:
            found[f"{at}{name}"] = len(cast("list[str]", each))
    return found


def test_every_language_has_the_same_sentences_with_the_same_variables() -> None:
    first, *others = (sentences(wording().table(each, "assess")) for each in wording().languages)
    assert len(first) > 30
    assert all(each == first for each in others)
