"""A person with a script: opens a conversation, answers by button and by text, shares a file, gets the plan, asks on.

What they do next follows from what they see, as with people. So a conversation that nothing disturbed and one that was
disturbed at every step must end in the same thread, word for word; that thread is what the tests compare.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, TypeVar

from adapters.discord.outgoing.nonces import nonce
from tests.discord.faults.lines import labels, line
from tests.discord.payloads import GUILD
from tests.discord.server import (
    Ack,
    Channel,
    FakeDiscord,
    Interaction,
    Message,
    Person,
    page,
)

T = TypeVar("T")
Way = Literal["mention", "command", "dm"]

OPENING = "AWS Lambda con Python y Node.js. Sufrimos arranques en frío y la memoria nos sale cara"
FILE = ("requirements.txt", "fastapi==0.115.0\nhttpx==0.27.2\n")
LATER_FILE = ("package.json", '{"dependencies": {"express": "4.21.0", "axios": "1.7.7"}}\n')
SAID = "sin librerías nativas, ni hilos, ni GPU"
HURRY = "plan ya"
FOLLOW_UP = "¿Wasm reemplaza a Docker y Kubernetes?"
SKIP = "Saltar"  # what every open question offers
LATE = "ya no está abierta"  # what is said to whoever presses a question that is closed
LOOK = 0.02  # seconds between two looks at the thread
STUCK = 8.0  # seconds after which a person presses again what did nothing
PEOPLE, CHANNELS = count(700_000_000_000_000_000), count(800_000_000_000_000_000)


@dataclass(slots=True, repr=False)
class Talk:
    """One conversation. `channel` is where it is opened, `place` where it is held, once that is there. `acted` is
    called after everything that the person does."""

    discord: FakeDiscord
    way: Way
    name: str
    person: Person
    channel: Channel
    acted: Callable[[], None] = lambda: None
    root: Message | None = None
    place: Channel | None = None
    written: list[Message] = field(default_factory=list[Message])
    done: list[Interaction] = field(default_factory=list[Interaction])

    @property
    def posts(self) -> list[Message]:
        """What the bot wrote there for everybody."""
        us = self.discord.world.bot.id
        return [each for each in self.place.seen() if each.author == us] if self.place else []

    @property
    def over(self) -> bool:
        """Whether something was said after the plan's file."""
        return any(post.files for post in self.posts[:-1])

    @property
    def transcript(self) -> list[str]:
        """The thread as people read it, with the message from which it hangs. Without ids."""
        ours = [self.root] if self.root and self.way == "command" else []
        name = self.place.name if self.place else ""
        lines = map(line, [*ours, *self.posts])
        return [name, *(each for each in lines if not (LATE in each and self.pressed_again))]

    @property
    def pressed_again(self) -> bool:
        """Whether a press came to nothing that the person saw, so that another one followed."""
        return sum(1 for each in self.done if each.kind != COMMAND) > 1

    def said(self, text: str) -> bool:
        """Whether the person wrote that."""
        return any(each.content == text for each in self.written)

    def __str__(self) -> str:
        said = [each.content for each in self.written]
        return f"{self.name} by {self.way}, said {said}:\n{page(self.posts)}"

    # ---- the script ----------------------------------------------------------------------------------

    async def through(self) -> None:
        """From the first word to the answer after the plan."""
        await self.pressed()
        await self.rest()

    async def pressed(self) -> None:
        """Up to the second question."""
        await self.opened()
        await self._answered(self._press)
        await self._when(self._open_question)

    async def rest(self, after: asyncio.Event | None = None) -> None:
        """From the second question on; not before something has happened."""
        if after is not None:
            await after.wait()
        await self._answered(lambda _: self._say(SAID))
        await self._answered(lambda _: self._share())
        await self._when(lambda: any(post.files for post in self.posts))
        await self._say(FOLLOW_UP)
        await self._when(lambda: self.over)

    async def opened(self) -> None:
        """Up to the first question; once only."""
        if self.root is None:
            if self.way == "command":
                await self._command()
            elif self.way == "dm":
                self.root = await self._write(self.discord.world.direct(self.person.id), OPENING, [FILE])
                self.place = self.channel
            else:
                us = self.discord.world.bot.id
                self.root = await self._write(self.channel, f"<@{us}> {OPENING}", [FILE])
        if self.place is None:
            root = self.root
            self.place = await self._when(lambda: self.discord.thread_of(root) if root else None)
        await self._when(self._open_question)

    async def _command(self) -> None:
        """Discord says when a command did not get through; then people give it again, and stay with the last one."""
        while True:
            given = await self.person.command(self.channel, OPENING, FILE)
            self._did(given)
            if await self.discord.answered(given) is not Ack.NONE:
                break
        mark = nonce(f"discord/{GUILD}/{self.channel.id}:/{given.id}", 0)
        self.root = await self._when(lambda: next((e for e in self.channel.seen() if e.nonce == mark), None))

    async def _answered(self, answer: Callable[[Message], Awaitable[None]]) -> None:
        """Wait for the next question, answer it, and see that it is closed."""
        question = await self._when(self._open_question)
        await answer(question)
        await self._when(lambda: not labels(question))

    def _open_question(self) -> Message | None:
        asked = [post for post in self.posts if SKIP in labels(post)]
        return asked[-1] if asked else None

    async def _press(self, question: Message) -> None:
        """Press; where Discord says that it failed, or nothing comes of it, press again."""
        while labels(question):
            pressed = await self.person.press(question, labels(question)[0])
            self._did(pressed)
            failed = await self.discord.answered(pressed) is Ack.NONE
            try:
                async with asyncio.timeout(1.0 if failed else STUCK):
                    await self._when(lambda: not labels(question))
            except TimeoutError:
                continue

    async def _share(self) -> None:
        """A file without a word, and right behind it that the plan is wanted now."""
        await self._say("", [LATER_FILE])
        await self._say(HURRY)

    async def _say(self, text: str, files: list[tuple[str, str | bytes]] | None = None) -> None:
        assert self.place is not None
        await self._write(self.place, text, files or [])

    async def _write(self, where: Channel, text: str, files: list[tuple[str, str | bytes]]) -> Message:
        said = await self.person.write(where, text, files)
        self.written.append(said)
        self.acted()
        return said

    def _did(self, done: Interaction) -> None:
        self.done.append(done)
        self.acted()

    async def _when(self, found: Callable[[], T | None]) -> T:
        while not (value := found()):  # noqa: ASYNC110 - people look
            await asyncio.sleep(LOOK)
        return value


COMMAND = 2  # the kind of an interaction


def talk(discord: FakeDiscord, way: Way, name: str, before: Talk | None = None) -> Talk:
    """Of a person and in a channel of its own, or of those of a talk that was before."""
    if before is not None:
        return Talk(discord, way, name, before.person, before.channel, before.acted)
    person = discord.person(str(next(PEOPLE)))
    if way == "dm":
        return Talk(discord, way, name, person, discord.world.direct(person.id))
    discord.guild().members.add(person.id)
    return Talk(discord, way, name, person, discord.channel(str(next(CHANNELS))))
