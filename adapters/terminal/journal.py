"""What this terminal has shown: one effect id a line, in a file of its own.

A screen cannot be asked what it shows, so an inherited message (the process that was to show it died)
is looked up here. The id is written with one system call right after the message itself, and a kill of the
process keeps what the kernel has taken. Only between the two writes a kill could have a message shown twice:
for a pipe, where programs count on it, the `scribe` closes that gap.
"""

import os
from collections.abc import Callable
from pathlib import Path

KEEP = 2_000  # ids; an inherited message is never older than the outbox that still holds it


class Journal:
    """Append-only while open; trimmed when opened."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="ascii", errors="replace").split("\n") if path.exists() else []
        ids = [line for line in lines if line]
        if len(ids) > KEEP:
            ids = ids[-KEEP:]
            fresh = path.with_suffix(".new")
            fresh.write_text("".join(f"{each}\n" for each in ids), encoding="ascii")
            fresh.replace(path)
        self._shown = set(ids)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def shows(self, effect: str) -> bool:
        """Whether the message went out, in this process or an earlier one."""
        return effect in self._shown

    def put(self, effect: str, text: str, write: Callable[[str], None]) -> None:
        """Show a message, and note that it was shown."""
        write(text)
        self.add(effect)

    def add(self, effect: str) -> None:
        """Call right after the message was written. The line end comes first, so that a torn line harms no other."""
        os.write(self._file, f"\n{effect}\n".encode("ascii"))
        self._shown.add(effect)

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)
