"""What is open right now: mailboxes, outboxes, leases and queues, in memory.

The file holds what must survive; this holds what only the living process needs, and what it need not read again. It
changes after the write it follows from is durable, never before.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from itertools import count

from adapters.sqlite.due import AT_ONCE, Due, DueByName
from bot.core.conversation import Conversation
from bot.core.effects import Effect
from bot.core.events import Event, Key
from bot.ports import Tenant

_RESTING = 512  # conversations whose state is kept although nothing of theirs is open


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

    @property
    def leaving(self) -> bool:
        """It is about to be forgotten: what comes meanwhile waits for that."""
        return any(message.last for message in self.messages)


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
    excused: int = 0  # of them, those after which the platform asked for a pause
    fence: int = 0
    ticket: int = 0
    last: bool = False  # with it the conversation is forgotten


class Desk:
    """All boxes, and three queues over them."""

    def __init__(self, first_fence: int) -> None:
        self.boxes: dict[Key, Box] = {}
        self.turns: Due[Box] = Due()
        self.messages: DueByName[Parcel] = DueByName(lambda parcel: parcel.box.key.platform)
        self.jobs: Due[Parcel] = Due()
        self.fences = count(first_fence)
        self.alarm: int | None = None  # no alarm rings before
        self.cleaning = 0  # when what was seen is to be looked through again
        self._resting: OrderedDict[Key, None] = OrderedDict()

    def arrived(self, box: Box, letter: Letter) -> None:
        """An event was stored."""
        box = self.boxes.setdefault(box.key, box)
        self._resting.pop(box.key, None)
        box.mail.append(letter)
        if not box.held and len(box.mail) == 1 and not box.leaving:
            self.turns.put(box, AT_ONCE)

    def turn_over(self, box: Box) -> None:
        """The oldest event is dealt with: free, and due again if more has come meanwhile."""
        box.mail.popleft()
        box.fence, box.held = 0, False
        self._next_turn(box)
        self.rest(box)

    def _next_turn(self, box: Box) -> None:
        if box.mail and not box.leaving:
            self.turns.put(box, AT_ONCE)
        else:
            self.turns.drop(box)

    def went_out(self, box: Box, parcel: Parcel) -> None:
        """An effect was stored. Of messages only the first is due."""
        if parcel.job is None:
            box.messages.append(parcel)
            if len(box.messages) == 1:
                self.messages.put(parcel, AT_ONCE)
            if parcel.last:
                self.turns.drop(box)
        else:
            box.jobs[parcel.id] = parcel
            self.jobs.put(parcel, AT_ONCE)

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
                self.messages.put(box.messages[0], AT_ONCE)
            if parcel.last and not box.held:  # it was given up
                self._next_turn(box)
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

    def start_over(self, box: Box) -> None:
        """All of it is forgotten but the mail that waited for that."""
        anew, mail = Box(box.key, box.row, 0, None), list(box.mail)
        self.forget(box.key)
        for letter in mail:
            self.arrived(anew, letter)

    def begun(self) -> list[int]:
        """The rows of the messages that may be out: they were taken at least once."""
        waiting = (message for box in self.boxes.values() for message in box.messages)
        return [message.seq for message in waiting if message.tries > message.earlier]

    def sooner(self, alarm: int | None) -> None:
        """There is an alarm at this time."""
        if alarm is not None and (self.alarm is None or alarm < self.alarm):
            self.alarm = alarm
