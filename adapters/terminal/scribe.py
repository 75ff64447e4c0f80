"""A second pair of hands for pipes: it writes a message and notes that it did, whatever happens to its master.

Between the two writes of one process a kill may fall, all the more as the first one wakes whoever reads the pipe. The
scribe is in a session of its own, takes a message whole, writes, notes, and only then looks up again; when its master
is gone it finishes and ends. Until then it keeps the lock on the journal, so that the next process reads one in
which nothing is missing.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from adapters.terminal.journal import Journal

# A frame is a line "EFFECT LENGTH" and that many bytes. Run with -I -S: it needs nothing but os, and starts at once.
SOURCE = """
import os, sys
journal, told = int(sys.argv[1]), int(sys.argv[2])
def all_of(target, rest):
    while rest:
        rest = rest[os.write(target, rest):]
heard = os.fdopen(0, "rb")
while True:
    head = heard.readline().split()
    if len(head) != 2:
        break
    text = heard.read(int(head[1]))
    if len(text) != int(head[1]):
        break
    try:
        all_of(1, text)
        all_of(journal, b"\\n" + head[0] + b"\\n")
    except BrokenPipeError:
        break
    except OSError as error:
        sys.exit(error.errno)
    try:
        all_of(told, b".")
    except BrokenPipeError:
        break
"""


PATIENCE = 3.0  # seconds for the last scribe


def wait_for(lock: int) -> None:
    """Until the last scribe is done. One whose reader stands still (`| less`) may never be: then go on with the
    journal as it is, where at worst its one message is missing and is shown again."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return


class Scribe(Journal):
    """A journal whose messages are written by another process. Opening waits a while for the last one's scribe."""

    def __init__(self, path: Path) -> None:
        self._lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        wait_for(self._lock)
        super().__init__(path)
        heard, self._dictate = os.pipe()
        self._told, told = os.pipe()
        command = [sys.executable, "-I", "-S", "-c", SOURCE, str(self._file), str(told)]
        mine = (self._file, told, self._lock)
        self._scribe = subprocess.Popen(command, stdin=heard, pass_fds=mine, start_new_session=True)  # noqa: S603
        os.close(heard)
        os.close(told)

    def put(self, effect: str, text: str, write: Callable[[str], None]) -> None:
        """Hand a message over, and wait until it is written and noted."""
        payload = text.encode("utf-8", errors="replace")
        rest = memoryview(f"{effect} {len(payload)}\n".encode() + payload)
        try:
            while rest:
                rest = rest[os.write(self._dictate, rest) :]
        except BrokenPipeError:
            pass
        if not os.read(self._told, 1):
            self._end()
        self._shown.add(effect)

    def _end(self) -> NoReturn:
        """No more can be written: end the command, since all is kept; on its way out the store is closed. Quietly when
        whoever read has left (`| head`); else with what the system says of it (the disk is full, the scribe was
        killed)."""
        code = self._scribe.wait()
        if code:
            why = signal.strsignal(-code) if code < 0 else os.strerror(code)
            os.write(2, f"{why}\n".encode())
        raise SystemExit(1 if code else 0)

    def close(self) -> None:
        """Let the scribe end."""
        os.close(self._dictate)
        self._scribe.wait()
        os.close(self._told)
        os.close(self._lock)
        super().close()
