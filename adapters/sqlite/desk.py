"""What is open right now: mailboxes, outboxes, leases and queues, in memory.

The file holds what must survive; this holds what only the living process needs, and what it need not read again. It
changes after the write it follows from is durable, never before. `Due` is ready queue, back-off and end of leases in
one: an item taken is put back at the end of its lease, and is taken again if nobody ended the lease before.
"""

import heapq
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, Protocol, TypeVar

from bot.core.conversation import Conversation
from bot.core.effects import Effect
from bot.core.events import Event, Key
from bot.ports import Tenant

_RESTING = 512  # conversations whose state is kept although nothing of theirs is open


class Ticketed(Protocol):
    """An item of a queue; its ticket tells its present place from places that it has left."""

    ticket: int


I = TypeVar("I", bound=Ticketed)  # noqa: E741 - an item


class Due(Generic[I]):
    """Items by the time (microseconds) from which they may be taken.

    Moving an item leaves its former place behind in the heap, which is swept when most of it is such places.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, I]] = []
        self._tickets = count(1)
        self._items = 0

    def put(self, item: I, at: int) -> None:
        """Set or change an item's time."""
        if not item.ticket:
            self._items += 1
        item.ticket = next(self._tickets)
        heapq.heappush(self._heap, (at, item.ticket, item))
        if len(self._heap) > 4 * self._items + 64:
            self._heap = [place for place in self._heap if place[2].ticket == place[1]]
            heapq.heapify(self._heap)

    def drop(self, item: I) -> None:
        """It is not to be taken."""
        if item.ticket:
            self._items -= 1
        item.ticket = 0

    def take(self, now: int, until: int) -> I | None:
        """The item that was due first, put back at the end of its lease."""
        while self._heap and self._heap[0][0] <= now:
            _, ticket, item = heapq.heappop(self._heap)
            if item.ticket == ticket:
                self.put(item, until)
                return item
        return None


@dataclass(slots=True, eq=False)
class Letter:
    """An event that waits; as text until somebody reads it."""

    seq: int
    event: Event | str
    tries: int = 0
    earlier: int = 0  # of them, those of processes that are gone


@dataclass(slots=True, eq=False)
class Box:
    """A conversation with something open. `held` while leased, or waiting for its next try."""

    key: Key
    row: int
    version: int
    state: Conversation | str | None
    mail: deque[Letter] = field(default_factory=deque[Letter])
    messages: deque["Parcel"] = field(default_factory=deque["Parcel"])
    jobs: dict[str, "Parcel"] = field(default_factory=dict[str, "Parcel"])
    fence: int = 0
    held: bool = False
    ticket: int = 0

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing is under way."""
        return not (self.mail or self.messages or self.jobs)


@dataclass(slots=True, eq=False)
class Parcel:
    """An effect that waits; as text until somebody reads it."""

    seq: int
    id: str
    box: Box
    job: str | None
    language: str
    effect: Effect | str
    tries: int = 0
    earlier: int = 0  # of them, those of processes that are gone
    fence: int = 0
    ticket: int = 0


class Desk:
    """All boxes, and three queues over them."""

    def __init__(self, first_fence: int) -> None:
        self.boxes: dict[Key, Box] = {}
        self.turns: Due[Box] = Due()
        self.messages: Due[Parcel] = Due()
        self.jobs: Due[Parcel] = Due()
        self.fences = count(first_fence)
        self.alarm: int | None = None  # no alarm rings before
        self._resting: OrderedDict[Key, None] = OrderedDict()

    def arrived(self, box: Box, letter: Letter) -> None:
        """An event was stored."""
        box = self.boxes.setdefault(box.key, box)
        self._resting.pop(box.key, None)
        box.mail.append(letter)
        if not box.held and len(box.mail) == 1:
            self.turns.put(box, 0)

    def turn_over(self, box: Box) -> None:
        """The oldest event is dealt with: free, and due again if more has come meanwhile."""
        box.mail.popleft()
        box.fence, box.held = 0, False
        if box.mail:
            self.turns.put(box, 0)
        else:
            self.turns.drop(box)
        self.rest(box)

    def went_out(self, box: Box, parcel: Parcel) -> None:
        """An effect was stored. Of messages only the first is due."""
        if parcel.job is None:
            box.messages.append(parcel)
            if len(box.messages) == 1:
                self.messages.put(parcel, 0)
        else:
            box.jobs[parcel.id] = parcel
            self.jobs.put(parcel, 0)

    def done_with(self, parcel: Parcel) -> None:
        """An effect is settled, cancelled or parked."""
        box = parcel.box
        parcel.fence = 0
        if parcel.job is not None:
            self.jobs.drop(parcel)
            box.jobs.pop(parcel.id, None)
        else:
            self.messages.drop(parcel)
            box.messages.remove(parcel)
            if box.messages:
                self.messages.put(box.messages[0], 0)
        self.rest(box)

    def rest(self, box: Box) -> None:
        """Keep what is idle for a while: most conversations go on soon."""
        if not box.idle:
            return
        self._resting[box.key] = None
        self._resting.move_to_end(box.key)
        if len(self._resting) > _RESTING:
            oldest, _ = self._resting.popitem(last=False)
            if self.boxes[oldest].idle:
                del self.boxes[oldest]

    def of(self, tenant: Tenant) -> list[Key]:
        """The open conversations of a workspace."""
        whose = (tenant.platform, tenant.workspace)
        return [key for key in self.boxes if (key.platform, key.workspace) == whose]

    def forget(self, key: Key) -> None:
        """Nobody's lease on anything of it holds any more."""
        box = self.boxes.pop(key, None)
        self._resting.pop(key, None)
        if box is None:
            return
        box.fence, box.held = 0, False
        self.turns.drop(box)
        for message in box.messages:
            self.messages.drop(message)
        for job in box.jobs.values():
            self.jobs.drop(job)
        for parcel in (*box.messages, *box.jobs.values()):
            parcel.fence = 0
        box.mail.clear()
        box.messages.clear()
        box.jobs.clear()

    def begun(self) -> list[int]:
        """The rows of the messages that may be out: they were taken at least once."""
        waiting = (message for box in self.boxes.values() for message in box.messages)
        return [message.seq for message in waiting if message.tries > message.earlier]

    def sooner(self, alarm: int | None) -> None:
        """There is an alarm at this time."""
        if alarm is not None and (self.alarm is None or alarm < self.alarm):
            self.alarm = alarm
