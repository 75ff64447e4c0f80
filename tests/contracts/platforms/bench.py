"""A platform on a bench: people before it, a store behind it, and somebody who pulls the plug.

Each platform implements one `Bench` over the service that it talks to, or a stand-in that holds to its rules; the suite
knows nothing else. People come in by the adapter's own way, and what it takes in lands in `heard`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

from bot.assessment.facts import knowledge
from bot.core.events import Event, Key
from bot.core.notices import Notice
from bot.core.step import step
from bot.hosting import Host
from bot.ports import Platform, Posting, StoreTrouble, StoreUnusable, Tenant
from bot.presenter import Library, Presented, present
from bot.vocabulary import lexicon
from bot.wording import wording
from tests.fakes_store import MemoryStore

BOT = "bot"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAUSE = 45.0  # seconds that a platform asks for: more than anybody waits in place


class Killed(BaseException):
    """The process ends here: nothing after it happens."""


class Trouble(Enum):
    """What goes wrong with one call that shows something. "After" means that it was done all the same."""

    LOST_BEFORE = "lost before it was done"
    LOST_AFTER = "lost after it was done"
    KILLED_BEFORE = "killed before it was done"
    KILLED_AFTER = "killed after it was done"
    PAUSE = "a pause is asked for"


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as people see it. `author`: `BOT`, or somebody else; `choices`: the labels that can be pressed or
    chosen; `files`: names and texts; `called`: whom it mentions, as the platform understands it."""

    author: str
    words: str
    choices: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    called: tuple[str, ...] = ()


class Store(MemoryStore):
    """A store that may be out of reach."""

    down = False

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        self._reached()
        await super().trace(key, name, value)

    async def traces(self, key: Key) -> Mapping[str, str]:
        self._reached()
        return await super().traces(key)

    async def traced(self, tenant: Tenant, name: str, value: str) -> tuple[Key, ...]:
        self._reached()
        return await super().traced(tenant, name, value)

    def _reached(self) -> None:
        if self.down:
            raise StoreUnusable(StoreTrouble.BROKEN, "memory")


@dataclass(slots=True)
class Front:
    """A front door: what it took in, once each."""

    store: Store
    heard: list[Event] = field(default_factory=list[Event])

    async def accept(self, event: Event) -> bool:
        new = await self.store.accept(event)
        if new:
            self.heard.append(event)
        return new


def host_of(front: Front) -> Host:
    """The bot as a platform sees it: the real core and presenter over the bench's store."""
    words, vocabulary, library = wording(), lexicon(), Library(knowledge(), NOW.date())

    def presented(notice: Notice, language: str) -> Presented:
        return present(notice, language, words, library)

    return Host(
        front=front,
        memory=front.store,
        step=lambda conversation, event: step(conversation, event, vocabulary),
        present=presented,
        wording=words,
        lexicon=vocabulary,
        language="en",
        now=lambda: datetime.now(UTC),
    )


@dataclass
class Bench(ABC):
    """One platform. `platform` is the bot's process, which `restart` gives anew on the same store."""

    store: Store = field(default_factory=Store)
    front: Front = field(init=False)
    host: Host = field(init=False)

    def __post_init__(self) -> None:
        self.front = Front(self.store)
        self.host = host_of(self.front)

    @property
    def heard(self) -> list[Event]:
        """What the adapter took in, oldest first."""
        return self.front.heard

    @property
    @abstractmethod
    def platform(self) -> Platform: ...

    async def post(self, posting: Posting) -> None:
        await self.platform.post(posting)

    # ---- what people do; all of it is taken in when these return

    @property
    @abstractmethod
    def person(self) -> str:
        """The id of the person who does everything here."""

    @abstractmethod
    async def opens(self, words: str, workspace: int = 0) -> Key:
        """The person addresses the bot in a public place, in the first workspace or the second one."""

    @abstractmethod
    async def says(self, key: Key, words: str) -> None:
        """The person writes in the conversation."""

    @abstractmethod
    async def presses(self, key: Key, label: str) -> None:
        """The person presses, or chooses, what says `label` in the conversation's last message that offers it."""

    @abstractmethod
    async def told_again(self) -> None:
        """The platform tells once more of all that people did."""

    # ---- what shows

    @abstractmethod
    def thread(self, key: Key) -> tuple[Shown, ...]:
        """The conversation as everybody sees it, oldest first."""

    @abstractmethod
    def alone(self, key: Key) -> tuple[str, ...]:
        """What the person alone sees there."""

    @abstractmethod
    async def settled(self) -> None:
        """Until all progress that was reported shows."""

    # ---- what goes wrong

    @abstractmethod
    def trouble(self, kind: Trouble, skip: int = 0) -> None:
        """Let one call that shows something go wrong, after `skip` that do not."""

    @property
    @abstractmethod
    def struck(self) -> bool:
        """Whether that has come about."""

    @abstractmethod
    async def restart(self) -> None:
        """The process was killed, and another one begins."""

    @abstractmethod
    def vanish(self, key: Key) -> None:
        """Nobody can write any more where the conversation is."""
