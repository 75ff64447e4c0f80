"""All that listens to Discord, over the real core and presenter and a forgetful store: payloads go in as the gateway
tells them, and a REST API in memory notes what it was asked.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import ClientSession

from adapters.discord.address import PLATFORM
from adapters.discord.calls import ITEMS, Ask, Attachment
from adapters.discord.client import App
from adapters.discord.incoming.acting import Acting
from adapters.discord.incoming.attending import Attending
from adapters.discord.incoming.catching_up import CatchingUp
from adapters.discord.incoming.earlier import Surroundings
from adapters.discord.incoming.files import Downloads
from adapters.discord.incoming.forms import Forms
from adapters.discord.incoming.hearing import Hearing
from adapters.discord.incoming.inquiries import Inquiries
from adapters.discord.incoming.known import Conversations
from adapters.discord.incoming.lanes import Lanes
from adapters.discord.incoming.listening import Listening
from adapters.discord.incoming.parse import Offered
from adapters.discord.incoming.parse.fields import made
from adapters.discord.incoming.reading import Reading
from adapters.discord.incoming.replies import Replies
from adapters.discord.incoming.rereading import Rereading
from adapters.discord.incoming.trying import Trying
from bot.assessment.facts import knowledge
from bot.core.conversation import Conversation
from bot.core.events import Event, FileTrouble, Key, Started
from bot.core.notices import Notice
from bot.core.step import step
from bot.hosting import Host, Step
from bot.hosting.answers import Answer, Said, Unsure
from bot.hosting.fields import Json
from bot.hosting.files import Taken
from bot.ports import Later
from bot.presenter import Library, Presented, present
from bot.vocabulary import lexicon
from bot.wording import wording
from tests.discord.payloads import BOT, GUILD, LUIS, MESSAGE, PLACES, ROLE, THREAD, Payload, message, user
from tests.fakes_store import MemoryStore

LEXICON, WORDING, KNOWLEDGE = lexicon(), wording(), knowledge()
STEP: Step = lambda conversation, event: step(conversation, event, LEXICON)  # noqa: E731  # as a value, typed
NOW = made(MESSAGE) + timedelta(minutes=10)
CALLS = f"<@{BOT}> we run AWS Lambda, with cold starts"
APPLICATION = "100000000000000008"


def later(seconds: int, after: str = MESSAGE) -> str:
    """The id of what was made so many seconds after another thing."""
    return str(int(after) + (seconds * 1_000 << 22))


def key(thread: str, guild: str = GUILD) -> Key:
    return Key(PLATFORM, guild, thread)


def reply(content: str, name: str = "", channel: str = THREAD, who: str = LUIS, **more: object) -> Payload:
    """A further message in a thread."""
    return message(content, channel, id=name or later(60), author=user(who), **more)


class DiskFull(Exception):
    """What was to be taken in was not."""


async def at_once(_: float) -> None:
    """A pause that takes no time."""
    await asyncio.sleep(0)


class Front:
    """A front door: `taken` is what it took in, once each; it fails as often as `broken` says, and what comes waits
    as long as it is not `open`."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.taken: list[Event] = []
        self.broken = 0
        self.open = asyncio.Event()
        self.open.set()

    async def accept(self, event: Event) -> bool:
        await self.open.wait()
        if self.broken:
            self.broken -= 1
            raise DiskFull("quoting " + repr(event))
        new = await self.store.accept(event)
        if new:
            self.taken.append(event)
        return new


@dataclass
class Rest:
    """Discord's REST API: messages by channel, kinds of channels, and what each path is answered with in their place.
    `asked` is (method and path with its ids, body)."""

    messages: dict[str, list[Payload]] = field(default_factory=dict[str, list[Payload]])
    kinds: dict[str, int] = field(default_factory=dict[str, int])
    answers: dict[str, Answer | Later] = field(default_factory=dict[str, Answer | Later])
    asked: list[tuple[str, Payload]] = field(default_factory=list[tuple[str, Payload]])
    reads_content: bool = True
    silent: bool = False  # answers nothing that is not an interaction's
    cut: int = 0  # so many of such answers are lost

    async def app(self) -> App:
        return App(BOT, APPLICATION, "wasm-architect", self.reads_content, 0)

    async def call(self, ask: Ask, body: Json | None = None, files: Sequence[Attachment] = ()) -> Answer:
        assert not files, "nothing is uploaded on the way in"
        path = ask.path.format(**ask.ids)
        self.asked.append((f"{ask.method} {path}", dict(body or {})))
        if self.silent and ask.method == "GET":
            await asyncio.Event().wait()
        if self.cut and ask.method == "GET":
            self.cut -= 1
            return Unsure("cut")
        answer = next((each for end, each in self.answers.items() if path.endswith(end)), None)
        if isinstance(answer, Later):
            raise answer
        if answer is not None:
            return answer
        if path.endswith("/messages") and ask.method == "GET":
            return Said({ITEMS: self._page(ask)})
        return Said({"type": self.kinds.get(ask.ids.get("channel_id", ""), 0)})

    def _page(self, ask: Ask) -> list[Payload]:
        """As Discord does: the messages next to the id, the newest first."""
        held = sorted(self.messages.get(ask.ids["channel_id"], []), key=lambda each: int(each["id"]))
        limit = int(ask.query["limit"])
        if after := ask.query.get("after"):
            return [each for each in held if int(each["id"]) > int(after)][:limit][::-1]
        return [each for each in held if int(each["id"]) < int(ask.query["before"])][-limit:][::-1]

    @property
    def callbacks(self) -> list[Payload]:
        """How interactions were answered at first."""
        return [body for path, body in self.asked if path.endswith("/callback")]

    @property
    def whispered(self) -> list[Payload]:
        """All that was shown to one person."""
        first = [each["data"] for each in self.callbacks if each["type"] == 4]
        return [*first, *(body for path, body in self.asked if path.startswith("POST /webhooks/"))]


@dataclass
class Seen:
    """What the gateway was told."""

    kinds: dict[str, int] = field(default_factory=lambda: dict(PLACES))

    def kind_of(self, channel_id: str) -> int | None:
        return self.kinds.get(channel_id)

    def roles_in(self, guild_id: str) -> frozenset[str]:
        return frozenset({ROLE} if guild_id == GUILD else ())


class Around:
    """What lies beside a message; `files` by id, those in `slow` come only when they are asked for again."""

    def __init__(self, rest: Rest) -> None:
        self.files: dict[str, Taken] = {}
        self.slow: set[str] = set()
        self.asked: list[str] = []
        self._threads = Surroundings(rest, Downloads(no_session))

    async def fetched(self, file: Offered) -> Taken:
        self.asked.append(file.id)
        if file.id in self.slow:
            self.slow.remove(file.id)
            await asyncio.Event().wait()
        return self.files.get(file.id, FileTrouble.MISSING)

    async def earlier(self, channel: str, before: str, patience: float) -> str:
        return await self._threads.earlier(channel, before, patience)


def no_session() -> ClientSession:
    raise AssertionError("no file is fetched here")


class Desk:
    """What listens. Everything that is told at once is told as the gateway does, one right after the other."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.front = Front(self.store)
        self.rest, self.seen = Rest(), Seen()
        self.around = Around(self.rest)
        host = Host(self.front, self.store, STEP, presented, WORDING, LEXICON, "es", lambda: NOW)
        hearing = Hearing(self.front, Conversations(self.store), self.around, "hilo.txt", host.now)
        acting = Acting(hearing, at_once=0.05)
        attending = Attending(host, hearing.conversations, acting, Inquiries(host), Forms(WORDING))
        catching_up = CatchingUp(self.rest, self.store, Lanes(), host.now, (1.0, 1.0), at_once)
        reading, replies = Reading(self.rest.app, self.seen, self.rest), Replies(self.rest)
        self.listening = Listening(
            reading, hearing, attending, replies, catching_up, Trying((0.0, 0.0)), Rereading(())
        )

    async def hear(self, *payloads: Payload, event: str = "") -> None:
        """Told in this order, and taken in. What they are is seen from what they hold, unless `event` says."""
        for each in payloads:
            self.listening.hear(event or event_of(each), each)
        await self.listening.settled()

    async def work(self) -> None:
        """What was taken in is dealt with, and what comes of it delivered."""
        while turn := await self.store.claim(NOW, timedelta(minutes=1)):
            after, effects = STEP(turn.conversation, turn.event)
            await self.store.commit(turn, after, effects, None)
        while delivery := await self.store.claim_message(NOW, timedelta(minutes=1)):
            await self.store.settle(delivery, None)

    async def under_way(self, *opening: Payload) -> None:
        """A conversation in a thread, or as its opening says, which was dealt with; what it took is put aside."""
        await self.hear(*(opening or (message(CALLS, THREAD),)))
        await self.work()
        self.taken.clear()
        self.rest.asked.clear()

    @property
    def taken(self) -> list[Event]:
        return self.front.taken

    @property
    def opening(self) -> Started:
        """The opening, which is the first that was taken in."""
        first = self.front.taken[0]
        assert isinstance(first, Started)
        return first

    async def traces(self, thread: str, guild: str = GUILD) -> dict[str, str]:
        return dict(await self.store.traces(key(thread, guild)))

    async def state(self, thread: str = THREAD, guild: str = GUILD) -> Conversation | None:
        return await self.store.load(key(thread, guild))


async def until(found: Callable[[], object]) -> None:
    """Wait for it to be so, five seconds at most."""
    async with asyncio.timeout(5):
        while not found():  # noqa: ASYNC110  # many things are waited for, and none of them tells
            await asyncio.sleep(0.005)


def presented(notice: Notice, language: str) -> Presented:
    return present(notice, language, WORDING, Library(KNOWLEDGE, NOW.date()))


def event_of(told: Payload) -> str:
    """Which event has such a payload."""
    if "token" in told:
        return "INTERACTION_CREATE"
    if "author" not in told:
        return "MESSAGE_DELETE_BULK" if "ids" in told else "MESSAGE_DELETE"
    return "MESSAGE_UPDATE" if told["edited_timestamp"] else "MESSAGE_CREATE"


def deleted(name: str = MESSAGE, channel: str = THREAD) -> Payload:
    where = {} if channel not in PLACES or PLACES[channel] == 1 else {"guild_id": GUILD}
    return {"id": name, "channel_id": channel, **where}


def edited(told: Payload, content: str, seconds: int = 60) -> Payload:
    """The same message, with other words since so many seconds after it was written."""
    at = made(told["id"]) + timedelta(seconds=seconds)
    return {**told, "content": content, "edited_timestamp": at.isoformat()}


def done(told: Payload, name: str, who: str = LUIS) -> Payload:
    """An interaction with an id of its own, by somebody."""
    person = {"member": {"user": user(who)}} if "member" in told else {"user": user(who)}
    return {**told, **person, "id": name, "token": f"token-of-{name}"}
