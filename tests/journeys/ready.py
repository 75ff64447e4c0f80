"""The command, loaded but not begun, for a fork server: so that fifty starts do not cost fifty times its imports."""

import os
from collections.abc import Callable
from multiprocessing import reduction
from pathlib import Path
from typing import Any

from bot.__main__ import main
from bot.assessment.facts import knowledge
from bot.chatting import chat
from bot.vocabulary import lexicon
from tests.journeys.shell import environment

LOADED = (chat, lexicon(), knowledge())


class Pipe:
    """One end of a pipe, on its way into a child: the kernel hands it over as the child is born."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __reduce__(
        self,
    ) -> tuple[Callable[[Any], "Pipe"], tuple[Any]]:  # Any: a type that multiprocessing hides
        return _arrived, (reduction.DupFd(self.descriptor),)


def _arrived(handed_over: Any) -> Pipe:  # Any: see above
    return Pipe(handed_over.detach())


def live(home: Path, arguments: list[str], stdin: Pipe, stdout: Pipe) -> None:
    """Run the command in this process, as if it had been started in `home` with these pipes."""
    os.environ.clear()
    os.environ.update(environment(home))
    os.chdir(home)
    os.dup2(stdin.descriptor, 0)
    os.dup2(stdout.descriptor, 1)
    raise SystemExit(main(arguments))
