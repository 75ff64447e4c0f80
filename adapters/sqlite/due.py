"""Ready queue, back-off and end of leases in one: an item taken is put back at the end of its lease, and is taken again
if nobody ended the lease before.

Times are microseconds of a clock that only goes on, whatever the wall clock does (`Parts.at`).
"""

import heapq
from collections.abc import Callable, Collection
from itertools import count
from typing import Generic, Protocol, TypeVar

AT_ONCE = -(2**63)  # before every moment


class Ticketed(Protocol):
    """An item of a queue; its ticket tells its present place from places that it has left."""

    ticket: int


I = TypeVar("I", bound=Ticketed)  # noqa: E741 - an item


class Due(Generic[I]):
    """Items by the time (microseconds) from which they may be taken.

    Moving an item leaves its former place behind in the heap, which is swept when most of it is such places.
    """

    def __init__(self, tickets: "count[int] | None" = None) -> None:
        self._heap: list[tuple[int, int, I]] = []
        self._tickets = tickets or count(1)
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
        first = self.first()
        if first is None or first[0] > now:
            return None
        item = heapq.heappop(self._heap)[2]
        self.put(item, until)
        return item

    def first(self) -> tuple[int, int] | None:
        """When the next item is due, and its ticket, which puts those of one time in order."""
        while self._heap and self._heap[0][2].ticket != self._heap[0][1]:
            heapq.heappop(self._heap)
        return self._heap[0][:2] if self._heap else None


class DueByName(Generic[I]):
    """The same in queues with names, each of which can be left out: what waits in it costs the others nothing."""

    def __init__(self, name: Callable[[I], str]) -> None:
        self._name = name
        self._queues: dict[str, Due[I]] = {}
        self._tickets = count(1)

    def put(self, item: I, at: int) -> None:
        """Set or change an item's time."""
        self._of(item).put(item, at)

    def drop(self, item: I) -> None:
        """It is not to be taken."""
        self._of(item).drop(item)

    def take(self, now: int, until: int, without: Collection[str] = ()) -> I | None:
        """The item that was due first, of all queues but those."""
        open_ones = (queue for name, queue in self._queues.items() if name not in without)
        firsts = [(first, queue) for queue in open_ones if (first := queue.first())]
        return min(firsts, key=lambda each: each[0])[1].take(now, until) if firsts else None

    def _of(self, item: I) -> Due[I]:
        return self._queues.setdefault(self._name(item), Due(self._tickets))
