"""An ear for the tests: hearing over a forgetful store, with a front door that notes what it took in.

What people do in Slack comes as the payloads that Slack would send, so that reading them is tested along.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.slack.incoming import parse
from adapters.slack.incoming.hearing import PLATFORM, Hearing
from adapters.slack.incoming.parse import Changed, Offered, Submitted, TakenAway, Touched, Written
from adapters.slack.incoming.parse.arrivals import Asked
from bot.core.events import Event, FileTrouble, Key, Started
from bot.hosting.files import Taken
from tests.fakes_store import MemoryStore
from tests.slack.payloads import Payload, Place

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANA, BEA = Place(), Place(user="U0BEA")
ANA_DIRECT = Place(channel="D0ANA")
ROOT, LATER, LATEST = "1795000000.000100", "1795000100.000100", "1795000200.000100"


class DiskFull(Exception):
    """What was to be taken in was not."""


class Front:
    """A front door: `taken` is what it took in, once each; it fails as often as `broken` says."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.taken: list[Event] = []
        self.broken = 0

    async def accept(self, event: Event) -> bool:
        if self.broken:
            self.broken -= 1
            raise DiskFull
        new = await self.store.accept(event)
        if new:
            self.taken.append(event)
        return new


@dataclass
class Around:
    """What lies around a message: files by id, what was said before in a thread. `asked` is what was looked at."""

    files: dict[str, Taken] = field(default_factory=dict[str, Taken])
    before: str = ""
    asked: list[str] = field(default_factory=list[str])

    async def fetched(self, workspace: str, file: Offered) -> Taken:
        self.asked.append(f"{workspace} {file.id}")
        return self.files.get(file.id, FileTrouble.MISSING)

    async def earlier(self, workspace: str, channel: str, thread: str, before: str) -> str:
        self.asked.append(f"{workspace} {channel} {thread} {before}")
        return self.before


class Ear:
    """Hearing and what it stands on."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.front = Front(self.store)
        self.around = Around()
        self.hearing = Hearing(self.front, self.store, self.around, "thread.txt", lambda: NOW)

    async def hear(self, *payloads: Payload) -> None:
        """Events of the Events API, one after the other."""
        for payload in payloads:
            match parse.event(payload):
                case Written() as said:
                    await self.hearing.written(said)
                case Changed() as edit:
                    await self.hearing.changed(edit)
                case TakenAway() as gone:
                    await self.hearing.taken_away(gone)
                case _:
                    pass

    async def command(self, form: dict[str, str]) -> None:
        asked = parse.command(form)
        assert isinstance(asked, Asked)
        await self.hearing.commanded(asked)

    async def press(self, payload: Payload) -> bool:
        touch = parse.action(payload)
        assert isinstance(touch, Touched)
        return await self.hearing.touched(touch)

    async def send(self, payload: Payload) -> bool:
        form = parse.form(payload)
        assert isinstance(form, Submitted)
        return await self.hearing.submitted(form, form.about)

    @property
    def taken(self) -> list[Event]:
        return self.front.taken

    @property
    def opening(self) -> Started:
        """The opening, which is the first that was taken in."""
        first = self.front.taken[0]
        assert isinstance(first, Started)
        return first

    async def traces(self, thread: str, workspace: str = "T0ACME") -> dict[str, str]:
        return dict(await self.store.traces(key(thread, workspace)))


def key(thread: str, workspace: str = "T0ACME") -> Key:
    return Key(PLATFORM, workspace, thread)
