"""docs/assess.md and the README's second example say what the program does today."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from bot.assessment.evidence.gather import FORMATS
from bot.assessment.facts import knowledge
from bot.assessment.manifests import sieve
from tests.evidence.asking import ROOT, run

PAGE = (ROOT / "docs" / "assess.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
LEFT_OUT = "[…]"
WRITTEN = datetime(2026, 11, 22, 12, tzinfo=UTC)  # facts are dated, and some will be past their date later


def test_every_format_is_listed_with_names_that_it_claims() -> None:
    table = PAGE.partition("<!-- formats -->")[2].partition("<!-- end of formats -->")[0]
    listed = dict(re.findall(r"^\| ([\w.-]+) \| (`.*) \|$", table, re.MULTILINE))
    assert list(listed) == [each.id for each in FORMATS]
    for form, names in listed.items():
        for name in re.findall(r"`([^`]+)`", names):
            claiming = next(each for each in FORMATS if each.matches(name.lower()))
            assert claiming.id == form, name


def test_the_points_of_an_effort_are_the_published_ones() -> None:
    limits = knowledge().thresholds
    said = PAGE.partition("## Effort")[2].partition("## ")[0]
    numbers = [int(each) for each in re.findall(r"(?:\s|^)(\d+)(?= )", said)]
    names = ("rewrite", "toolchain", "caution")
    assert numbers[:3] == [int(limits[f"effort_{each}"]) for each in names]
    assert f"Below {limits['effort_medium']} it is small, from {limits['effort_large']} on large" in said
    assert limits["effort_packages"] == 5
    assert "every five packages" in said


def test_the_bounds_of_reading_are_those_of_the_code() -> None:
    assert (
        f"{sieve.LARGEST // 2**20} MB, {sieve.MOST_FILES:,} files and {sieve.MOST_BYTES // 2**20} MB" in PAGE
    )


def test_the_assessment_in_the_readme_is_what_the_program_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line by line and in order; `[…]` stands where lines were left out."""
    (command, block) = re.findall(
        r"<!-- assessment -->\n+```\n(.*?)\n```\n+````\n(.*?)\n````\n+<!-- end of assessment",
        README,
        re.DOTALL,
    )[0]
    program, name, *arguments = command.split()
    assert (program, name) == ("wasm-architect", "assess")
    monkeypatch.chdir(ROOT)
    with time_machine.travel(WRITTEN, tick=False):
        status, out, _ = run(capsys, *arguments)
    assert status == 0
    printed = iter(out.split("\n"))
    shown = [line for line in block.split("\n") if line and line != LEFT_OUT]
    missing = [line for line in shown if line not in printed]  # `in` moves on to the line: order counts
    assert missing == []
    assert len(shown) > 20


def test_the_options_of_the_page_are_those_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "--help")
    helped = capsys.readouterr().out
    assert set(re.findall(r"--[a-z][a-z-]*", PAGE)) <= set(re.findall(r"--[a-z][a-z-]*", helped))
