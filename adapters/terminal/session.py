"""A person (or a script) and the bot at one terminal.

From a pipe each line waits until the bot has said all it has to say, plan included, so that a script
reads as a conversation. How a person edits a line is `editor`'s business.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from typing import Protocol

from adapters.terminal.attach import Attached
from adapters.terminal.parse import AUTHOR, Stamp, opening, said, shared, text_of
from adapters.terminal.screen import Screen
from bot.core.events import Event, FileTrouble, Key, Pressed, Returned

LINE_BYTES = 8 * 1024 * 1024  # of one message that are read at all


class Front(Protocol):
    """The engine, as a platform sees it."""

    async def accept(self, event: Event) -> bool: ...

    async def settled(self, key: Key) -> None: ...


@dataclass(frozen=True, slots=True)
class Edge:
    """What only the edge has: fresh ids and the time."""

    fresh_id: Callable[[], str]
    now: Callable[[], datetime]


class Session:
    """One conversation on one screen."""

    def __init__(self, front: Front, screen: Screen, edge: Edge, *, begun: bool) -> None:
        self.front = front
        self.screen = screen
        self.edge = edge
        self.begun = begun
        self._next: Key | None = (
            None  # the conversation to begin once the former one has said all it had to say
        )

    def stamp(self) -> Stamp:
        return Stamp(self.edge.fresh_id(), self.screen.current, self.edge.now())

    async def stop(self, key: Key) -> None:
        """End an unfinished conversation, because a new one is wanted; what it knows is kept."""
        stamp = Stamp(self.edge.fresh_id(), key, self.edge.now())
        await self.front.accept(Pressed(stamp.id, stamp.key, stamp.at, AUTHOR, "command", "stop"))

    def leave(self, former: Key) -> None:
        """Show first what a former conversation still has to say."""
        self._next, self.screen.current = self.screen.current, former

    async def settle(self) -> None:
        """Wait until the bot has said all it has to say; then a new conversation may begin."""
        await self.front.settled(self.screen.current)
        if self._next is not None:
            self.screen.current, self.screen.choices, self._next = self._next, None, None

    async def take_up(self, attached: tuple[Attached, ...], language: str | None) -> None:
        """Back in a conversation: what was left undone is done first, then the bot says where we stand."""
        await self.settle()
        stamp = self.stamp()
        if language is not None and language != self.screen.language:
            await self.front.accept(
                Pressed(
                    stamp.id + "-language", stamp.key, stamp.at, AUTHOR, "command", f"language:{language}"
                )
            )
        await self.front.accept(Returned(stamp.id, stamp.key, stamp.at, AUTHOR))
        await self.bring(attached)

    async def bring(self, attached: tuple[Attached, ...]) -> None:
        """Files into a running conversation."""
        for each in attached:
            await self.front.accept(shared(self.stamp(), each.name, each.file))

    async def open(self, text: str, attached: tuple[Attached, ...], language: str | None) -> None:
        """The first message, with the files that could be read; the others are named after it."""
        read = tuple(each.file for each in attached if not isinstance(each.file, FileTrouble))
        event = opening(self.stamp(), text, language, read)
        self.begun = True
        self.screen.write(self.screen.face.echo(event.text))
        await self.front.accept(event)
        await self.bring(tuple(each for each in attached if isinstance(each.file, FileTrouble)))

    async def say(self, text: str) -> None:
        """A further message."""
        event = said(self.stamp(), text, self.screen.choices)
        self.screen.write(self.screen.face.echo(event.label if isinstance(event, Pressed) else event.text))
        await self.front.accept(event)


@dataclass(frozen=True, slots=True)
class Outset:
    """How the command was called: files, and a language that was asked for."""

    attached: tuple[Attached, ...] = ()
    language: str | None = None


async def lines_of(descriptor: int) -> AsyncIterator[bytes]:
    """Lines as they come. Read byte by byte: what this process has not heard stays in the pipe for the next one."""
    loop = asyncio.get_running_loop()
    while True:
        heard: asyncio.Future[bytes] = loop.create_future()
        Thread(target=hear, args=(descriptor, loop, heard), daemon=True).start()
        line = await heard
        if not line:
            return
        yield line


def hear(descriptor: int, loop: asyncio.AbstractEventLoop, heard: "asyncio.Future[bytes]") -> None:
    """Wait for a line in a thread that keeps no process alive; nobody may be waiting for it any more."""
    line = one_line(descriptor)

    def hand_over() -> None:
        if not heard.done():
            heard.set_result(line)

    with suppress(RuntimeError):  # the loop is closed: the process ends
        loop.call_soon_threadsafe(hand_over)


def one_line(descriptor: int) -> bytes:
    """A line with its end, empty at the end of input; what exceeds the cap is read and dropped."""
    line = bytearray()
    while byte := os.read(descriptor, 1):
        if len(line) < LINE_BYTES:
            line += byte
        if byte == b"\n":
            return bytes(line) if line.endswith(b"\n") else bytes(line) + b"\n"
    return bytes(line)


async def from_pipe(session: Session, outset: Outset, lines: AsyncIterator[bytes]) -> None:
    """One message a line; blank lines say nothing."""
    if session.begun:
        await session.take_up(outset.attached, outset.language)
    await session.settle()
    async for line in lines:
        if text := text_of(line):
            await (
                session.say(text) if session.begun else session.open(text, outset.attached, outset.language)
            )
            await session.settle()
