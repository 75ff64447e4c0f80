"""Ready queue, back-off and end of leases in one: an item taken is put back at the end of its lease, and is taken again
if nobody ended the lease before.

Times are microseconds of a clock that only goes on, whatever the wall clock does (`Parts.at`).
"""

import heapq
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
