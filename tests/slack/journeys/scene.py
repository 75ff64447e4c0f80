"""One conversation's place in a Slack that other tests share: a channel of its own, and people of its own.

`Talk` reads a thread as people do, from the top down: `sees` waits for a message of the bot below the one that was seen
last, so that a journey which is written line by line also says in which order everything came.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.slack.process import Bot
from tests.slack.server import FakeSlack, Person, Post, labels, page
from tests.slack.server import seen as seen_as_written
from tests.slack.server.channels import Channel
from tests.slack.server.people import Attachment

T = TypeVar("T")
PATIENCE = 30.0  # seconds that a busy machine may take for what takes one


def seen(post: Post) -> str:
    """A message as people read it; a blank is a blank, whether lines may break at it or not."""
    return seen_as_written(post).replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(
    frozen=True, slots=True, repr=False
)  # pytest writes down what a test is given, and this is a whole Slack
class Scene:
    """A channel, two people in it, and the bot."""

    slack: FakeSlack
    bot: Bot
    channel: Channel
    ana: Person
    ben: Person

    async def until(self, found: Callable[[], T]) -> T:
        """What `found` gives, as soon as it gives something."""
        return await self.slack.until(found, PATIENCE)

    async def command(self, text: str, by: Person | None = None) -> "Talk":
        """`/wasm TEXT`: the thread that opens."""
        before = len(self.channel.top())
        ack = await (by or self.ana).command("/wasm", text, self.channel.id)
        assert ack.ok, ack
        assert not ack.body, ack
        root = await self.until(lambda: self.channel.top()[before:])
        return Talk(self, root[0])

    async def asked(self, text: str) -> list[str]:
        """`/wasm TEXT` that is answered to one person: what that person sees of it."""
        before = len(self.ana.whispers(self.channel.id))
        ack = await self.ana.command("/wasm", text, self.channel.id)
        assert ack.ok, ack
        return await self.until(lambda: self.ana.whispers(self.channel.id)[before:])

    async def mention(self, text: str, files: Sequence[Attachment] = ()) -> "Talk":
        """A mention of the bot in the channel: the thread below it."""
        return Talk(self, await self.ana.mention(self.channel.id, text, files=files))

    async def dm(self, text: str) -> "Talk":
        """A direct message to the bot: the thread below it."""
        return Talk(self, await self.ana.dm(text))


@dataclass(slots=True, repr=False)
class Talk:
    """A thread. `_read` is how many of the bot's messages have been seen."""

    scene: Scene
    root: Post
    _read: int = 0

    @property
    def posts(self) -> list[Post]:
        """What the bot wrote in it, oldest first."""
        told = self.scene.slack.replies(self.root, self.scene.ana.team.id)
        return [post for post in told if post.ts != self.root.ts]

    @property
    def shown(self) -> str:
        """The whole thread as people read it."""
        return "\n".join([seen(self.root), *(seen(post) for post in self.posts)])

    async def says(self, text: str, by: Person | None = None, files: Sequence[Attachment] = ()) -> Post:
        """Somebody writes in the thread."""
        return await (by or self.scene.ana).say(self.root.channel, text, self.root, files)

    async def sees(self, *words: str) -> Post:
        """The next message of the bot that has all these words; those between are passed over."""

        def found() -> Post | None:
            for at, post in enumerate(self.posts[self._read :], start=self._read):
                if all(each in seen(post) for each in words):
                    self._read = at + 1
                    return post
            return None

        return await self.comes(found, f"nothing says {words}")

    async def settles(self, post: Post, *words: str) -> None:
        """A message that was seen comes to say this, and can be pressed no more."""

        def found() -> bool:
            return all(each in seen(post) for each in words) and not labels(post)

        await self.comes(found, f"{post.ts} does not come to say {words}, without controls")

    async def whispered(self, words: str, to: Person | None = None) -> str:
        """What one person was told, in this channel, where nobody else sees it."""
        whom = to or self.scene.ana

        def found() -> str | None:
            told = whom.whispers(self.root.channel)
            return next((each for each in told if words in each), None)

        return await self.comes(found, f"nothing whispered says {words!r}")

    async def plan(self, *words: str) -> list[Post]:
        """The plan: its messages, the file last."""
        first = await self.sees(*words)
        last = await self.sees("[file plan-")
        told = self.posts
        return told[told.index(first) : told.index(last) + 1]

    def file(self, post: Post) -> str:
        """The file that a message carries."""
        kept = self.scene.ana.team.files[str(post.files[0]["id"])]
        return (kept.content or b"").decode()

    async def ignores(self, doing: Awaitable[object]) -> None:
        """Something that the bot says nothing about: what comes next is its answer to the word after it."""
        before = len(self.posts)
        await doing
        await self.scene.slack.deliveries.settled()
        await self.says("prompt")
        await self.comes(lambda: self.posts[before:], "no prompt")
        assert "prompt" in seen(self.posts[before]).lower(), page(self.posts[before:])
        self._read = len(self.posts)

    async def comes(self, found: Callable[[], T | None], otherwise: str) -> T:
        """Wait until something is so; `otherwise` says what is wrong when it never is."""
        try:
            got = await self.scene.until(found)
        except TimeoutError:
            whole = self.scene.channel.thread(self.root.ts) or [self.root, *self.posts]
            raise AssertionError(f"{otherwise}\n{page(whole)}\n{self.scene.bot.log[-1500:]}") from None
        assert got is not None
        return got
