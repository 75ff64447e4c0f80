"""What the README shows is what the program prints today."""

import re
from pathlib import Path

from bot.settings.refusals import EXAMPLES
from tests.journeys.shell import ROOT, example, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
LEFT_OUT = "[…]"


def test_the_session_in_the_readme_is_what_the_program_prints(tmp_path: Path) -> None:
    """Line by line and in order; `[…]` stands where lines were left out."""
    (name, block) = re.findall(
        r"<!-- session: examples/(.+)\.txt -->\n+````\n(.*?)\n````\n+<!-- end", README, re.DOTALL
    )[0]
    printed = iter(run(tmp_path, "chat", said=example(name)).out.split("\n"))
    shown = [line for line in block.split("\n") if line and line != LEFT_OUT]
    missing = [line for line in shown if line not in printed]  # `in` moves on to the line: order counts
    assert missing == []
    assert len(shown) > 30


def test_every_setting_and_option_of_the_readme_exists(tmp_path: Path) -> None:
    helped = "".join(run(tmp_path, *each, "--help").out for each in (("chat",), ("assess",), ("facts",), ()))
    said = set(re.findall(r"--[a-z][a-z-]*", README))
    assert said <= set(re.findall(r"--[a-z][a-z-]*", helped)), said
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", README.partition("## Settings")[2].partition("## Figures")[0]))
    assert told == set(EXAMPLES) - {".env"}
    assert set(re.findall(r"\b[A-Z]+_[A-Z_]+\b|\bHOST\b|\bPORT\b", helped)) <= told


def test_every_link_of_the_readme_leads_somewhere() -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path
