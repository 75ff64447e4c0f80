"""kill -9 at fifty random moments: no answer lost, no message twice, the plan arrives.

Somebody talks to the command through a pipe, and it is killed while it starts, asks, plans, posts or answers, and
started again. The person reads what it says, and answers what it asks. Everything random comes from the seed that is
printed; the moments are also shaken by the machine.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from sqlite3 import connect
from typing import Any

from adapters import sqlite
from bot.core.brief import Known, Topic
from bot.core.conversation import Conversation, Delivered
from tests.journeys.shell import environment
from tests.nursery import STDIN, STDOUT, Pipe, born

SEED = int(os.environ.get("KILL_SEED", "20261122"))
CONVERSATIONS, KILLS = 5, 10  # kills of each conversation
AT_ONCE = 2
STUCK = 60.0  # seconds without a word
HASTE = 150.0  # a second: how soon after a message it is killed, as turns of some milliseconds ask for

OPENING = (
    "Tenemos AWS Lambda con una API en Node.js y un ETL en Python; los arranques en frío y la memoria duelen"
)
ANSWERS = {
    Topic.INFRASTRUCTURE: "AWS Lambda",
    Topic.APPLICATION: "una API en Node.js y un ETL en Python",
    Topic.PROBLEM: "arranques en frío muy largos",
    Topic.OBJECTIVE: "bajar la factura y la latencia",
    Topic.TRAFFIC: "3M req/mes, p95 de 180 ms, 512 MB",
    Topic.STATE: "sin estado, todo está en DynamoDB",
    Topic.DEPENDENCIES: "express, axios y pydantic",
    Topic.SKILLS: "Python y TypeScript, nadie sabe Rust",
    Topic.TARGET: "sin preferencia",
    Topic.BUDGET: "20000 dólares",
    Topic.COMPLIANCE: "ninguna norma",
}
FOLLOW_UP = "¿Wasm reemplaza a Docker y Kubernetes?"

CLOSED = -1

Message = dict[str, Any]  # Any: JSON as a script would read it


@dataclass
class Alive:
    """A running command: its two pipes, and how to end and await it."""

    stdin: int
    stdout: int
    kill: Callable[[], None]
    wait: Callable[[], int | None]

    def say(self, text: str) -> None:
        """A line, unless nobody listens any more."""
        with suppress(OSError):
            os.write(self.stdin, f"{text}\n".encode())

    def hang_up(self) -> None:
        """There will be no more lines. Once: the number is soon somebody else's."""
        stdin, self.stdin = self.stdin, CLOSED
        if stdin != CLOSED:
            os.close(stdin)

    async def reader(self) -> asyncio.StreamReader:
        """What it says, until its end."""
        reader = asyncio.StreamReader(limit=2**24)
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(self.stdout, "rb")
        )
        return reader


def started(home: Path, arguments: list[str]) -> Alive:
    """The command as a shell starts it."""
    (child_in, stdin), (stdout, child_out) = os.pipe(), os.pipe()
    command = [sys.executable, "-m", "bot", *arguments]
    process = subprocess.Popen(command, stdin=child_in, stdout=child_out, env=environment(home), cwd=home)
    os.close(child_in)
    os.close(child_out)
    return Alive(stdin, stdout, process.kill, process.wait)


def forked(home: Path, arguments: list[str]) -> Alive:
    """The command as a process of its own, its imports already done."""
    (child_in, stdin), (stdout, child_out) = os.pipe(), os.pipe()
    process = born(arguments, environment(home), home, {STDIN: Pipe(child_in), STDOUT: Pipe(child_out)})
    os.close(child_in)
    os.close(child_out)

    def wait() -> int | None:
        process.join()
        return process.exitcode

    return Alive(stdin, stdout, process.kill, wait)


@dataclass
class Talk:
    """A conversation over all the lives of the command."""

    home: Path
    chance: Random
    kills: int = KILLS
    heard: list[Message] = field(default_factory=list[Message])
    killed_after: list[str] = field(default_factory=list[str])

    async def through(self) -> None:
        """Start, be killed, start again; the last life is left to end by itself."""
        while not await self.life():
            pass

    @property
    def over(self) -> bool:
        return {"plan_posted", "answer_posted"} <= {message["notice"] for message in self.heard}

    async def life(self) -> bool:
        """One process. True when the conversation has come to its end, and the kills too."""
        resume = ["--resume"] if self.begun() else []
        last = not self.kills
        process = (started if last else forked)(self.home, ["chat", "--format", "jsonl", *resume])
        death = None if last else asyncio.create_task(self.die(process))
        if not resume:
            process.say(OPENING)
        await asyncio.wait_for(self.listen(process, last=last), STUCK)
        if death is not None:
            await death
        status = await asyncio.to_thread(process.wait)
        assert status == (0 if last else -signal.SIGKILL)
        return last

    async def die(self, process: Alive) -> None:
        """Some time after the start, or after one of the next few messages."""
        self.kills -= 1
        # after the plan a life brings two messages: where we are, and the answer to a follow-up
        before, messages = (
            len(self.heard),
            self.chance.choice([0, 1, 2] if self.planned() else [0, 1, 1, 1, 2, 3]),
        )
        if messages == 0:
            await asyncio.sleep(self.chance.uniform(0, 0.3))
        for _ in range(1000):
            if len(self.heard) >= before + messages:
                break
            await asyncio.sleep(0.01)
        if messages:
            await asyncio.sleep(self.chance.expovariate(HASTE))
        self.killed_after.append(self.heard[-1]["notice"] if self.heard else "nothing")
        process.kill()

    async def listen(self, process: Alive, *, last: bool) -> None:
        """Hear and answer until the process ends; a line that was cut is not a message."""
        reader, answered = await process.reader(), set[str]()
        while (line := await reader.readline()).endswith(b"\n"):
            message = json.loads(line)
            self.heard.append(message)
            if message["notice"] != "resumed" or message.get("topic") not in answered:
                self.answer(process, message)
                answered.add(message.get("topic", ""))
            if last and self.over:
                process.hang_up()

    def answer(self, process: Alive, message: Message) -> None:
        """What a person would do."""
        if "topic" in message:
            process.say(ANSWERS[Topic(message["topic"])])
        elif message["notice"] in {"plan_posted", "resumed"} and self.planned():
            process.say(FOLLOW_UP)

    def planned(self) -> bool:
        return any(message["notice"] == "plan_posted" for message in self.heard)

    def begun(self) -> bool:
        """Whether the opening was taken in; a person sees it by what the command says next."""
        path = self.home / "conversations.sqlite"
        if not path.exists():
            return False
        with closing(connect(path)) as connection:
            tables = connection.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'seen'").fetchone()[
                0
            ]
            return bool(tables and connection.execute("SELECT COUNT(*) FROM seen").fetchone()[0])

    async def kept(self) -> Conversation:
        """The conversation as it was stored."""
        store = sqlite.create(self.home / "conversations.sqlite")
        conversation = await store.latest("terminal", "local")
        store.close()
        assert conversation
        return conversation


async def test_nothing_is_lost_or_said_twice(tmp_path: Path) -> None:
    print(f"KILL_SEED={SEED}")
    seats = asyncio.Semaphore(AT_ONCE)

    async def seated(number: int) -> Talk:
        home = tmp_path / str(number)
        home.mkdir()
        async with seats:
            talk = Talk(home, Random(SEED + number))
            await talk.through()
            return talk

    talks = await asyncio.gather(*(seated(number) for number in range(CONVERSATIONS)))
    print("killed after", dict(Counter(notice for talk in talks for notice in talk.killed_after)))
    assert sum(len(talk.killed_after) for talk in talks) == CONVERSATIONS * KILLS
    for talk in talks:
        check_heard(talk.heard)
        check_kept(await talk.kept(), asked(talk.heard))


def asked(heard: list[Message]) -> list[Topic]:
    """The topics in the order of their questions; one that is asked again at once counts once."""
    topics = [Topic(message["topic"]) for message in heard if message["notice"] == "question"]
    return [topic for topic, before in zip(topics, [None, *topics], strict=False) if topic != before]


def check_heard(heard: list[Message]) -> None:
    """No message twice, no question asked again after the next one, one plan."""
    assert [name for name, times in Counter(message["id"] for message in heard).items() if times > 1] == []
    assert [topic for topic, times in Counter(asked(heard)).items() if times > 1] == []
    assert [message["notice"] for message in heard].count("plan_posted") == 1


def check_kept(conversation: Conversation, topics: list[Topic]) -> None:
    """Every answer was taken in once, in its words, and is known."""
    assert isinstance(conversation.phase, Delivered)
    for topic in topics:
        assert isinstance(conversation.phase.brief.answer(topic), Known)
    said = Counter(line.text for line in conversation.transcript if line.author != "bot")
    assert [said[ANSWERS[topic]] for topic in topics] == [1] * len(topics)
    assert said[OPENING] == 1
