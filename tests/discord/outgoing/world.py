"""Conversations, postings and a platform for the tests of Discord's outgoing side."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from adapters.discord.outgoing import Times, platform_of
from adapters.discord.outgoing.posting import DiscordPlatform
from bot.core.document import (
    COMMAND,
    Choice,
    Choices,
    Document,
    File,
    Heading,
    Node,
    paragraph,
)
from bot.core.events import Key
from bot.ports import Later, Posting, Undeliverable
from bot.wording import wording
from tests.discord.outgoing.discord import APP, BOT, CHANNEL, GUILD, Discord, Killed, Place, Shown
from tests.fakes_store import MemoryStore

PERSON = "600000000000000001"
STANDING = "800000000000000003"  # a thread in which the bot was called
PRIVATE = "800000000000000004"  # a direct message
ASKED = "1400000000000000000"  # a mention of the bot in the channel, or the /wasm there

THREAD = Key("discord", GUILD, STANDING)
DIRECT = Key("discord", "@me", PRIVATE)
MENTION = Key("discord", GUILD, ASKED)
COMMANDED = Key("discord", GUILD, f"{CHANNEL}:/{ASKED}")
KEYS = {"thread": THREAD, "direct": DIRECT, "mention": MENTION, "command": COMMANDED}


@dataclass(frozen=True, slots=True)
class Us:
    user: str = BOT
    application: str = APP


async def us() -> Us:
    return Us()


@dataclass(slots=True)
class Watch:
    """Time that passes when somebody sleeps."""

    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list[float])

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Opened(MemoryStore):
    """A store in which every conversation was opened by somebody, as hearing leaves it."""

    async def traces(self, key: Key) -> Mapping[str, str]:
        opened = {"opener": PERSON, "opening": ASKED, "live": "1"}
        parent = {"parent": CHANNEL} if key == MENTION else {}
        return opened | parent | dict(await super().traces(key))


@dataclass(slots=True)
class World:
    """One Discord, one store, and the bot's process, which may be started anew."""

    discord: Discord = field(default_factory=Discord)
    store: MemoryStore = field(default_factory=Opened)
    watch: Watch = field(default_factory=Watch)
    platform: DiscordPlatform = field(init=False)

    def __post_init__(self) -> None:
        self.discord.places[STANDING] = Place(STANDING, CHANNEL)
        self.discord.places[PRIVATE] = Place(PRIVATE)
        self.discord.messages.append(Shown(ASKED, CHANNEL, PERSON, "@bot what about us?"))
        self.restart()

    def restart(self) -> None:
        times = Times(lambda: self.discord.clock, self.watch, self.watch.sleep)
        self.platform = platform_of(self.discord, us, self.store, wording(), times)

    async def post(self, posting: Posting) -> None:
        await self.platform.post(posting)

    async def barred(self, posting: Posting) -> float:
        """Post where that is refused; the seconds after which the engine is to try again."""
        with pytest.raises(Later) as later:
            await self.platform.post(posting)
        return later.value.seconds

    async def insist(self, posting: Posting, tries: int = 60) -> int:
        """Post as the engine would: again and again, inherited from the second try on; how many it took."""
        for attempt in range(1, tries + 1):
            try:
                await self.platform.post(replace(posting, inherited=attempt > 1))
            except Undeliverable:
                raise
            except Killed:
                self.restart()
            except Exception:  # noqa: BLE001 - the engine tries again, whatever it was
                continue
            else:
                return attempt
        raise AssertionError(f"not posted after {tries} tries")

    async def traces(self, key: Key = THREAD) -> Mapping[str, str]:
        return await self.store.traces(key)

    async def pressed(self, key: Key, person: str = PERSON, ago: float = 1.0) -> None:
        """The person pressed something so many seconds ago."""
        since = int(self.discord.clock - ago)
        await self.store.trace(key, f"token:{person}", f"{since}:token-of-{person}")

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.discord.clock, UTC)

    def held(self, key: Key) -> list[Shown]:
        """What the bot said in a conversation, oldest first."""
        places = {THREAD: STANDING, DIRECT: PRIVATE, MENTION: ASKED}
        roots = [each for each in self.discord.of_bot(CHANNEL) if not each.answers]
        place = places.get(key) or (roots[0].id if roots else "")
        return [each for each in self.discord.of_bot(place) if each.kind == 0]


def posting(effect: str, *nodes: Node, key: Key = THREAD, **more: object) -> Posting:
    """A posting in English; `more` are its other fields."""
    posted = Posting(effect, key, "plain", None, Document(nodes), inherited=False, language="en")
    return replace(posted, **more)  # type: ignore[arg-type]  # the caller names fields


def said(words: str, effect: str = "e1", **more: object) -> Posting:
    return posting(effect, paragraph(words), **more)  # type: ignore[arg-type]  # the caller names fields


def question(topic: str, effect: str = "q1", **more: object) -> Posting:
    picks = Choices(topic, (Choice("aws", "AWS"), Choice("gke", "GKE")))
    controls = Choices(COMMAND, (Choice("skip", "Skip"),))
    asked = (paragraph(f"What about {topic}?"), picks, controls)
    return posting(effect, *asked, notice="question", topic=topic, **more)  # type: ignore[arg-type]  # fields


def plan(effect: str = "3fa9c1d2", **more: object) -> Posting:
    """A card, two messages and a file."""
    nodes = (
        Heading(1, "Verdict: migrate"),
        paragraph("The reasons."),
        Heading(2, "First"),
        paragraph("one " * 300),
        Heading(2, "Second"),
        paragraph("two " * 300),
        File("plan.md", "# The plan\n"),
    )
    fields = {"notice": "plan_posted", "headline": "Migrate, in three phases"} | more
    return posting(effect, *nodes, **fields)  # type: ignore[arg-type]  # fields of a posting


def began(effect: str = "b1", **more: object) -> Posting:
    stop = Choices(COMMAND, (Choice("stop", "Stop"),))
    return posting(effect, paragraph("I begin."), stop, notice="planning_began", **more)  # type: ignore[arg-type]


PLAN = ["card", "one", "two", "plan.md"]


def shown(messages: list[Shown]) -> list[str]:
    """What is out, in the order in which people see it: a card, a file's name, or the first words."""
    return [marked(each) for each in messages]


def marked(message: Shown) -> str:
    if message.flags & 1 << 15:
        return "card"
    if message.files:
        return ",".join(message.files)
    if "First" in message.content:
        return "one"
    return "two" if "Second" in message.content else message.content
