"""Which buckets may have work, so that nobody asks those that have none.

Each thing that becomes ready is worth one look: this process hears of it from its own writes, and of others' by their
announcements, and two hands never look for the same one. Announcements may be lost, so each bucket is looked at once a
second all the same.
"""

from collections.abc import Collection

SWEEP = 1_000_000  # microseconds
_LONG_AGO = -(2**63)


class Lookout:
    """Of one lane; times are microseconds of this process's own clock."""

    def __init__(self, buckets: int) -> None:
        self._ready: dict[
            int, int
        ] = {}  # how many things became ready, in the order of buckets in which they did
        self._due = dict.fromkeys(range(buckets), _LONG_AGO)  # when to look without having heard of anything

    def ready(self, bucket: int) -> None:
        """Something may be there now."""
        self._ready[bucket] = self._ready.get(bucket, 0) + 1

    def sooner(self, bucket: int, at: int) -> None:
        """Something will be there at this time."""
        self._due[bucket] = min(at, self._due[bucket])

    def next(self, now: int, tried: Collection[int]) -> int | None:
        """A bucket to look at, other than those; None when none is worth it. Who was ready first comes first."""
        bucket = next((each for each in self._ready if each not in tried), None)
        if bucket is not None:
            more = self._ready.pop(bucket) - 1
            if more:
                self._ready[bucket] = more
        else:
            due = ((at, each) for each, at in self._due.items() if at <= now and each not in tried)
            _, bucket = min(due, default=(now, None))
        if bucket is not None:
            self._due[bucket] = now + SWEEP
        return bucket

    def looked(self, bucket: int, now: int, wait: int) -> None:
        """It has nothing for so long; 0: it has something now, -1: it has nothing at all."""
        if wait == 0:
            self._ready.setdefault(bucket, 1)
        elif wait > 0:
            self.sooner(bucket, now + wait)
