"""Texts that are made to hurt end soon and small: the kernel ends a process that takes more than it may.

What a reader may take is generous, so that only a hang or a flood fails, on any machine: `growth` measures the rest.
"""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.holding import read
from tests.fuzz.hostile import HEADS, NO_HEAD, UNITS, repeated
from tests.fuzz.seeds import SEEDS, form_of

ROOT = Path(__file__).parents[2]
SECONDS = 60  # of CPU, for all shapes together
MEMORY = 1024**3  # bytes of address space
BRIEF = 600  # characters; enough for a pattern that tries everything
LONG = 250_000
# a reader for each way of reading, with what takes it longest
LONGEST = (
    ("pyproject.toml", "listed words"),
    ("package.json", "named words"),
    ("objects.yaml", "anchors"),
    ("pom.xml", "tags"),
    ("main.tf", "assignments"),
    ("Dockerfile", "stages"),
    ("build.gradle", "parentheses"),
    ("Gemfile", "groups"),
    ("mix.exs", "pairs of brackets"),
    ("requirements.txt", "continued lines"),
)


def bounded() -> None:
    """In the process that reads."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def hurt(kind: str) -> None:
    """What the process does: reads everything of a kind."""
    if kind == "long":
        for file, name in LONGEST:
            read(form_of(file), HEADS[file][-1] + repeated(UNITS[name], LONG))
        return
    for file in SEEDS:
        for unit in UNITS.values():
            read(form_of(file), HEADS.get(file, NO_HEAD)[-1] + repeated(unit, BRIEF))


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are the kernel's of a Unix")
@pytest.mark.parametrize("kind", ["brief", "long"])
def test_it_ends_soon_and_small(kind: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from tests.fuzz.test_hostile import bounded, hurt; bounded(); hurt({kind!r})",
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()[-2_000:]) == (0, "")


def test_a_process_that_does_not_end_is_ended() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tests.fuzz.test_hostile import bounded\nbounded()\nbytearray(2 * 1024**3)",
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert b"MemoryError" in done.stderr
