"""Processes of the bot that are born loaded: a fork server has done the imports, once for all of them.

Such a process is one like any other: the bot's own command, with a life, an environment and signals of its own. What it
does not have is the time that its imports take, so that whoever is killed thirty times is not loaded thirty times. What
is about the start itself takes a process that a shell would start.
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import reduction
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.loaded"])
LOOK = 0.005  # seconds between two looks whether it has ended

STDIN, STDOUT, STDERR = range(3)


class Pipe:
    """A descriptor, one end of a pipe or a file, on its way into a child: the kernel hands it over as it is born."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __reduce__(
        self,
    ) -> tuple[Callable[[Any], "Pipe"], tuple[Any]]:  # Any: a type that multiprocessing hides
        return _arrived, (reduction.DupFd(self.descriptor),)


def _arrived(handed_over: Any) -> Pipe:  # Any: see above
    return Pipe(handed_over.detach())


def born(
    arguments: Sequence[str], env: Mapping[str, str], cwd: Path, ends: Mapping[int, Pipe]
) -> ForkServerProcess:
    """The command, in these surroundings, with these pipes as its standard streams; the rest lead nowhere.

    It blocks until the process is there, which takes seconds for the first one."""
    process = SERVER.Process(target=_live, args=(arguments, dict(env), cwd, dict(ends)), daemon=True)
    process.start()
    return process


def _live(arguments: Sequence[str], env: Mapping[str, str], cwd: Path, ends: Mapping[int, Pipe]) -> None:
    """The child's side."""
    from bot.__main__ import main

    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (STDIN, STDOUT, STDERR):
        os.dup2(ends[stream].descriptor if stream in ends else nowhere, stream)
    for each in ends.values():
        os.close(each.descriptor)  # else its reader would wait for this one, too
    raise SystemExit(main([*arguments]))


class Born:
    """A loaded process, used as asyncio's own are."""

    def __init__(self, process: ForkServerProcess, stderr: asyncio.StreamReader) -> None:
        self.stderr = stderr
        self._process = process

    @classmethod
    async def start(cls, arguments: Sequence[str], env: Mapping[str, str], cwd: Path) -> "Born":
        """The command, of which stderr is heard."""
        ours, its = os.pipe()
        try:
            process = await asyncio.to_thread(born, arguments, env, cwd, {STDERR: Pipe(its)})
        finally:
            os.close(its)
        stderr = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stderr), os.fdopen(ours, "rb")
        )
        return cls(process, stderr)

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, signal: int) -> None:
        """ProcessLookupError when it has ended."""
        if self.returncode is not None or self._process.pid is None:
            raise ProcessLookupError
        os.kill(self._process.pid, signal)

    async def wait(self) -> int:
        """Its exit status, once it has one."""
        while (status := self.returncode) is None:  # noqa: ASYNC110 - another process ends it
            await asyncio.sleep(LOOK)
        return status
