"""The scribe writes and notes; a kill of its master falls before both or after both."""

import errno
import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adapters.terminal.journal import Journal
from tests.journeys.shell import ROOT, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a scribe needs fork and flock")

MASTER = """
import os, signal, sys
from pathlib import Path
from adapters.terminal.scribe import Scribe
scribe = Scribe(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    scribe.put(f"effect-{number}", f"message {number}\\n", print)
if sys.argv[3] == "dies":
    os.write(scribe._dictate, b"effect-last 1000\\ncut")
    os.kill(os.getpid(), signal.SIGKILL)
scribe.close()
"""


def master(path: Path, messages: int, end: str) -> bytes:
    """What is read from the pipe of a process that uses a scribe."""
    return subprocess.run(
        [sys.executable, "-c", MASTER, str(path), str(messages), end],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        timeout=60,
        check=end == "closes",
    ).stdout


@pytest.mark.parametrize("end", ["closes", "dies"])
def test_what_is_written_is_noted_and_the_other_way_round(end: str, tmp_path: Path) -> None:
    path = tmp_path / "shown"
    assert master(path, 3, end) == b"message 0\nmessage 1\nmessage 2\n"
    journal = Journal(path)
    assert [journal.shows(f"effect-{number}") for number in range(3)] == [True, True, True]
    assert not journal.shows("effect-last")
    journal.close()


def test_the_next_process_knows_what_the_killed_one_wrote(tmp_path: Path) -> None:
    path = tmp_path / "shown"
    master(path, 2, "dies")
    assert master(path, 1, "closes") == b"message 0\n"


def test_a_reader_who_left_ends_the_command_quietly(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-c", MASTER, str(tmp_path / "shown"), "1", "closes"],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert (process.returncode, process.stderr) == (0, b"")


def test_a_scribe_whose_reader_stands_still_holds_nobody_up_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "shown"
    stuck = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(stuck, fcntl.LOCK_EX)
    assert master(path, 1, "closes") == b"message 0\n"
    os.close(stuck)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_a_message_that_cannot_be_written_is_no_reader_who_left(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-c", MASTER, str(tmp_path / "shown"), "1", "closes"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            timeout=60,
            check=False,
        )
    assert (process.returncode, process.stderr.decode()) == (1, f"{os.strerror(errno.ENOSPC)}\n")


def test_a_scribe_that_was_killed_is_no_reader_who_left(tmp_path: Path) -> None:
    killed = MASTER.replace("for number", "scribe._scribe.kill()\nfor number")
    process = subprocess.run(
        [sys.executable, "-c", killed, str(tmp_path / "shown"), "1", "closes"],
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert process.returncode == 1
    assert process.stderr.decode() == f"{signal.strsignal(signal.SIGKILL)}\n"


def test_the_store_is_closed_though_nobody_reads_any_more(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(tmp_path),
    ) as chat:
        os.close(writer)
        assert chat.stdin
        assert chat.stderr
        chat.stdin.write(b"Tenemos AWS Lambda\n")
        chat.stdin.flush()
        assert (chat.wait(30), chat.stderr.read()) == (0, b"")  # though more could still be said
    with closing(sqlite3.connect(tmp_path / "conversations.sqlite")) as file:
        assert file.execute("SELECT open FROM process").fetchall() == [(0,)]
        assert file.execute("SELECT COUNT(*) FROM outbox").fetchone() > (0,)
