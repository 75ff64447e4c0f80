"""The command as a person runs it: a process of its own, with its own data folder and nothing configured."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.nursery import STDERR, STDIN, STDOUT, Pipe, born

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds for a whole run
CONFIGURED = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "LLM_MODEL", "HOST", "PORT")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left: exit status, stdout and stderr."""

    status: int
    out: str
    err: str

    @property
    def messages(self) -> list[dict[str, Any]]:  # Any: JSON as a script would read it
        """The JSON objects of `--format jsonl`, one a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The surroundings without any of the bot's own settings but its data folder."""
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in CONFIGURED
        and not name.startswith(("WASM_ARCHITECT", "DISCORD_", "SLACK_", "LC_", "LANG", "COLUMNS"))
    }
    return (
        bare
        | {"WASM_ARCHITECT_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        | dict(more or {})
    )


def run(home: Path, *arguments: str, said: str | bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
    """Run the command to its end, with `said` on stdin."""
    given = said.encode() if isinstance(said, str) else said
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=given,
        capture_output=True,
        env=environment(home, env),
        cwd=home,
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_loaded(home: Path, *arguments: str, said: bytes = b"") -> Ran:
    """The same by a process that is born loaded, for whoever runs many; what is about the start takes `run`."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(said)
        given.seek(0)
        ends = {STDIN: Pipe(given.fileno()), STDOUT: Pipe(out.fileno()), STDERR: Pipe(err.fileno())}
        process = born(arguments, environment(home), home, ends)
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError
        out.seek(0)
        err.seek(0)
        return Ran(process.exitcode, out.read().decode(), err.read().decode())


def example(name: str) -> str:
    """A script of `examples/`."""
    return (ROOT / "examples" / f"{name}.txt").read_text(encoding="utf-8")
