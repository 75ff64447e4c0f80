"""A person with a script: opens a conversation, answers by button and by text, shares a file, gets the plan, asks on.

What they do next follows from what they see, as with people. So a conversation that nothing disturbed and one that was
disturbed at every step must end in the same thread, word for word; that thread is what the tests compare.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from tests.slack.server import FakeSlack, Person, Post, labels, page, seen

T = TypeVar("T")
Way = Literal["mention", "command", "dm"]

OPENING = "AWS Lambda con Python y Node.js. Sufrimos arranques en frío y la memoria nos sale cara"
FILE = ("requirements.txt", "fastapi==0.115.0\nhttpx==0.27.2\n")
LATER_FILE = ("package.json", '{"dependencies": {"express": "4.21.0", "axios": "1.7.7"}}\n')
SAID = "sin librerías nativas, ni hilos, ni GPU"
HURRY = "plan ya"
FOLLOW_UP = "¿Wasm reemplaza a Docker y Kubernetes?"
LOOK = 0.02  # seconds between two looks at the thread
STUCK = 8.0  # seconds after which a person presses again what did nothing


@dataclass(slots=True)
class Talk:
    """One conversation in a channel of its own; `root` is known once it is on show."""

    slack: FakeSlack
    way: Way
    name: str
    root: Post | None = None
    said: list[str] = field(default_factory=list[str])

    @property
    def person(self) -> Person:
        return self.slack.person(f"U0{self.name}")

    @property
    def channel(self) -> str:
        return self.person.dm_channel if self.way == "dm" else f"C0{self.name}"

    @property
    def posts(self) -> list[Post]:
        """What the bot wrote in the thread."""
        return self.slack.replies(self.root) if self.root else []

    @property
    def over(self) -> bool:
        return any(post.payload.get("notice") == "answer_posted" for post in self.posts)

    @property
    def transcript(self) -> list[str]:
        """The thread as people read it: what each message is, which part of it, and its words. Without ids."""
        return [
            f"{what(post)} {timeless(seen(post))} {labels(post)} {timeless(self._shared(post))}".rstrip()
            for post in self.posts
        ]

    def _shared(self, post: Post) -> str:
        """What is in the files of a message."""
        kept = (self.slack.team().files[str(file["id"])].content or b"" for file in post.files)
        return "".join(content.decode() for content in kept)

    def __str__(self) -> str:
        return f"{self.name} by {self.way}, said {self.said}:\n{page(self.posts)}"

    # ---- the script ----------------------------------------------------------------------------------

    async def through(self) -> None:
        """From the first word to the answer after the plan."""
        self.slack.team().channel(self.channel, [self.person.id])
        await self._open()
        await self._answered(lambda question: self._press(question, 0))
        await self._answered(lambda _: self._say(SAID))
        await self._answered(lambda _: self._share())
        await self._when(lambda: self._shown("plan_posted") and not self._working())
        await self._say(FOLLOW_UP)
        await self._when(lambda: self.over)

    async def _open(self) -> None:
        if self.way == "command":
            await self._command()
        elif self.way == "dm":
            self.root = await self.person.dm(OPENING, files=[FILE])
        else:
            self.root = await self.person.mention(self.channel, OPENING, files=[FILE])

    async def _command(self) -> None:
        """Slack says when a command did not get through; then people give it again, and stay with the last one."""
        while not (await self.person.command("/wasm", OPENING, self.channel)).ok:  # noqa: ASYNC110 - people look
            await asyncio.sleep(0.5)
        mine = [name for name, (user, *_) in self.slack.world.triggers.items() if user == self.person.id]
        self.root = await self._when(lambda: self._rooted(mine[-1]))

    def _rooted(self, trigger: str) -> Post | None:
        top = self.slack.team().channels[self.channel].top()
        return next((post for post in top if trigger in str(post.payload.get("conversation"))), None)

    async def _answered(self, answer: Callable[[Post], Awaitable[None]]) -> None:
        """Wait for the next question, answer it, and see that it is closed."""
        question = await self._when(self._open_question)
        await answer(question)
        await self._when(lambda: not labels(question))

    def _open_question(self) -> Post | None:
        asked = [post for post in self.posts if post.payload.get("notice") == "question" and labels(post)]
        return asked[-1] if asked else None

    async def _press(self, question: Post, choice: int) -> None:
        """Press; where Slack says that it failed, or nothing comes of it, press again."""
        self.said.append(labels(question)[choice])
        while labels(question):
            ack = await self.person.press(question, labels(question)[choice])
            try:
                async with asyncio.timeout(STUCK if ack.ok else 0.5):
                    await self._when(lambda: not labels(question))
            except TimeoutError:
                continue

    async def _say(self, text: str) -> None:
        self.said.append(text)
        await self.person.say(self.channel, text, self.root)

    async def _share(self) -> None:
        """A file without a word; when it was taken note of, the plan is wanted now."""
        before = len(self.posts)
        await self.person.say(self.channel, "", self.root, [LATER_FILE])
        await self._when(lambda: len(self.posts) > before)
        await self._when(self._open_question)
        await self._say(HURRY)

    def _shown(self, notice: str) -> bool:
        return any(post.payload.get("notice") == notice for post in self.posts)

    def _working(self) -> bool:
        """Whether the plan is still being put up: its file is the last of it."""
        return not any(post.files for post in self.posts)

    async def _when(self, found: Callable[[], T | None]) -> T:
        while not (value := found()):  # noqa: ASYNC110 - people look
            await asyncio.sleep(LOOK)
        return value


def what(post: Post) -> str:
    """A message's notice, topic and part."""
    told = post.payload
    part = str(told.get("effect", "")).rpartition(".")[2]
    return f"{told.get('notice', 'file')}/{told.get('topic', '')}/{part}"


def timeless(text: str) -> str:
    """Words without what differs between two runs: ids of effects, people, messages."""
    text = re.sub(r"(?<=-)[0-9a-f]{6}(?=\.md)", "…", text)
    text = re.sub(r"[@]?U0\w+", "@…", text)
    return re.sub(r"https://\w+\.slack\.com/\S+", "…", text)
