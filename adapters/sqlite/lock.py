"""One process per file: two engines on one SQLite file would each believe that they hold every lease.

The operating system lets go of the lock when its process dies, however it dies, so a lock found free is free.
The lock is taken on a file beside the database: SQLite takes locks of its own on the database itself.
"""

import os
import sys
from pathlib import Path

from bot.ports import StoreBusy

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Held from construction until `release`; raises StoreBusy when another process, or this one, holds it."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise StoreBusy(str(path)) from None

    def release(self) -> None:
        """Let go. The file stays: removing it would let two processes lock two files of the same name."""
        os.close(self._descriptor)
