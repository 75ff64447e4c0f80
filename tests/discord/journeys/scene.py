"""One conversation's place in a Discord that other tests share: a channel of its own, and people of its own.

`Talk` reads a thread as people do, from the top down: `sees` waits for a message of the bot below the one that was seen
last, so that a journey which is written line by line also says in which order everything came.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.discord.journeys.reading import labels, seen, shown
from tests.discord.process import Served
from tests.discord.server import Ack, Channel, FakeDiscord, Interaction, Message, Person, labelled, page
from tests.discord.server.people import Attachment
from tests.discord.server.wire import objects

T = TypeVar("T")
PATIENCE = 30.0  # seconds that a busy machine may take for what takes one


@dataclass(
    frozen=True, slots=True, repr=False
)  # pytest writes down what a test is given, and this is a whole Discord
class Scene:
    """A channel, two people in it, and the bot."""

    discord: FakeDiscord
    bot: Served
    channel: Channel
    ana: Person
    ben: Person

    async def until(self, found: Callable[[], T]) -> T:
        """What `found` gives, as soon as it gives something."""
        return await self.discord.wait_for(found, PATIENCE)

    async def mention(self, text: str, files: Sequence[Attachment] = ()) -> "Talk":
        """A mention of the bot in the channel: the thread that opens on it."""
        return await self.thread_on(await self.ana.mention(self.channel, text, files))

    async def command(
        self, text: str | None = None, file: Attachment | None = None, by: Person | None = None
    ) -> "Talk":
        """`/wasm TEXT`: the thread that opens on the bot's own message; one line tells the person of it."""
        before = len(self.said())
        (told,) = await self.asked(text, file, by)
        assert told.strip()
        return await self.thread_on((await self.until(lambda: self.said()[before:]))[0])

    async def asked(
        self, text: str | None = None, file: Attachment | None = None, by: Person | None = None
    ) -> list[str]:
        """`/wasm TEXT`: what that person alone is answered."""
        done = await (by or self.ana).command(self.channel, text, file)
        assert await self.discord.answered(done) is Ack.MESSAGE
        assert all(each.only_for == done.user for each in done.replies)
        return [seen(each) for each in done.replies]

    async def direct(self, text: str, files: Sequence[Attachment] = ()) -> "Talk":
        """A direct message to the bot."""
        written = await self.ana.direct(text, files)
        return Talk(self, self.discord.world.channels[written.channel], written)

    async def thread_on(self, root: Message) -> "Talk":
        """The thread on a message, as soon as it is there."""
        try:
            thread = await self.until(lambda: self.discord.thread_of(root))
        except TimeoutError:
            raise AssertionError(f"no thread on {seen(root)!r}\n{self.bot.log[-2500:]}") from None
        assert thread is not None
        return Talk(self, thread, root)

    def said(self) -> list[Message]:
        """What the bot wrote in the channel itself, for everybody."""
        return [each for each in self.channel.seen() if each.author == self.discord.world.bot.id]


@dataclass(slots=True, repr=False)
class Talk:
    """A thread, or direct messages. `_read` is how many of the bot's messages have been seen."""

    scene: Scene
    channel: Channel
    root: Message
    _read: int = 0

    @property
    def posts(self) -> list[Message]:
        """What the bot wrote in it for everybody, oldest first."""
        return [each for each in self.channel.seen() if each.author == self.scene.discord.world.bot.id]

    @property
    def shown(self) -> str:
        """All that the bot wrote in it, as people read it."""
        return "\n".join(seen(post) for post in self.posts)

    async def says(self, text: str, by: Person | None = None, files: Sequence[Attachment] = ()) -> Message:
        """Somebody writes in the thread."""
        return await (by or self.scene.ana).write(self.channel, text, files)

    async def picks(self, message: Message, label: str, by: Person | None = None) -> Interaction:
        """Somebody presses a button, or chooses from a list; Discord is told in time that it came."""
        who = by or self.scene.ana
        button = any(each.get("type") == 2 for said, each in labelled(message) if said == label)
        done = await (who.press(message, label) if button else who.choose(message, label))
        ack = await self.scene.discord.answered(done)
        assert ack is not Ack.NONE, f"{label!r} was not answered in time\n{self.scene.bot.log[-2500:]}"
        return done

    async def fills(
        self, opened: Interaction, typed: Mapping[str, str], by: Person | None = None
    ) -> Interaction:
        """Somebody fills in the form that an interaction opened."""
        done = await (by or self.scene.ana).submit(opened, typed)
        assert await self.scene.discord.answered(done) is not Ack.NONE, self.scene.bot.log[-2500:]
        return done

    async def answers_otherwise(self, question: Message, text: str, by: Person | None = None) -> None:
        """Somebody answers a question by the form behind "Other…"."""
        other = next(label for label in labels(question) if label in ("Otra…", "Other…"))
        opened = await self.picks(question, other, by)
        assert opened.modal is not None, opened.ack
        await self.fills(opened, {field(opened): text}, by)

    async def corrects(self, sheet: Message, button: str, typed: Mapping[str, str]) -> None:
        """Somebody corrects the assumption sheet: the page that has the first of the fields, and its form."""
        picker = (await self.picks(sheet, button)).original
        assert picker is not None
        assert picker.only_for == self.scene.ana.id
        for page_label in labels(picker):
            opened = await self.picks(picker, page_label)
            assert opened.modal is not None, opened.ack
            if {*typed} <= {str(each.get("label")) for each in objects(opened.modal)}:
                await self.fills(opened, typed)
                return
        raise AssertionError(f"no page has {[*typed]}")

    async def sees(self, *words: str) -> Message:
        """The next message of the bot that has all these words; those between are passed over."""

        def found() -> Message | None:
            for at, post in enumerate(self.posts[self._read :], start=self._read):
                if all(each in shown(post) for each in words):
                    self._read = at + 1
                    return post
            return None

        return await self.comes(found, f"nothing says {words}")

    async def settles(self, post: Message, *words: str) -> None:
        """A message that was seen comes to say this, and can be pressed no more."""

        def found() -> bool:
            return all(each in seen(post) for each in words) and not labels(post)

        await self.comes(found, f"{post.id} does not come to say {words}, without controls")

    async def whispered(self, words: str, to: Person | None = None) -> str:
        """What one person was told there, where nobody else sees it."""
        whom = (to or self.scene.ana).id

        def found() -> str | None:
            told = (seen(each) for each in self.channel.seen(whom) if each.only_for == whom)
            return next((each for each in told if words in each), None)

        return await self.comes(found, f"nothing whispered says {words!r}")

    async def plan(self, *words: str) -> list[Message]:
        """The plan: its messages, the file last."""
        first = await self.sees(*words)
        last = await self.sees("[file plan")
        told = self.posts
        return told[told.index(first) : told.index(last) + 1]

    async def ignores(self, doing: Awaitable[object]) -> None:
        """Something that the bot says nothing about: what comes next is its answer to the word after it."""
        before = len(self.posts)
        await doing
        await self.says(f"<@{self.scene.discord.world.bot.id}> prompt")
        await self.comes(lambda: self.posts[before:], "no prompt")
        assert "prompt" in seen(self.posts[before]).lower(), page(self.posts[before:])
        self._read = len(self.posts)

    async def comes(self, found: Callable[[], T | None], otherwise: str) -> T:
        """Wait until something is so; `otherwise` says what is wrong when it never is."""
        try:
            got = await self.scene.until(found)
        except TimeoutError:
            whole = page(self.channel.messages.values())
            raise AssertionError(f"{otherwise}\n{whole}\n{self.scene.bot.log[-2500:]}") from None
        assert got is not None
        return got


def field(opened: Interaction) -> str:
    """The one field of a form, by its id."""
    return next(str(each["custom_id"]) for each in objects(opened.modal or {}) if each.get("type") == 4)
