"""The names of keys. A workspace lives in one bucket, and every key of a bucket carries its tag (`{b07}`), so that a
script finds all it touches in one slot of a cluster, and a workspace is forgotten without looking elsewhere.
"""

from dataclasses import dataclass
from zlib import crc32

from bot.core.events import Key
from bot.ports import Tenant

BETWEEN = "\x1f"
_OF_A_BUCKET = ("due", "out", "job", "box", "body", "state", "count", "parkers")  # in the order of common.lua


def member(key: Key) -> str:
    """A conversation's name within its bucket."""
    return BETWEEN.join((key.platform, key.workspace, key.thread))


def key_of(member: bytes) -> Key:
    """The inverse."""
    return Key(*member.decode().split(BETWEEN, 2))


@dataclass(frozen=True, slots=True)
class Names:
    """`prefix` keeps several bots on one Redis apart; `buckets` may never change while there is data."""

    prefix: str
    buckets: int

    @property
    def wake(self) -> str:
        """The channel on which it is said that something became ready."""
        return f"{self.prefix}:wake"

    def bucket(self, whose: Key | Tenant) -> int:
        """Where a workspace lives."""
        return crc32(BETWEEN.join((whose.platform, whose.workspace)).encode()) % self.buckets

    def of_bucket(self, bucket: int) -> list[str]:
        """The keys that all conversations of a bucket share."""
        return [self._name(bucket, each) for each in _OF_A_BUCKET]

    def of(self, key: Key) -> list[str]:
        """The same, and those of one conversation and of its workspace."""
        bucket, name, tenant = self.bucket(key), member(key), Tenant(key.platform, key.workspace)
        own = [self._name(bucket, f"{what}:{name}") for what in ("seen", "traces", "parked")]
        return [*self.of_bucket(bucket), *own, self.threads(tenant), self.found_by(tenant)]

    def shared(self, bucket: int, what: str) -> str:
        """One of the keys of a bucket."""
        return self._name(bucket, what)

    def own(self, key: Key, what: str) -> str:
        """One of the keys of a conversation: seen, traces, parked."""
        return self._name(self.bucket(key), f"{what}:{member(key)}")

    def threads(self, tenant: Tenant) -> str:
        """The conversations of a workspace, by when they were last touched (microseconds; 0 before the first turn)."""
        return self._of_tenant(tenant, "all")

    def found_by(self, tenant: Tenant) -> str:
        """The traces of a workspace: name, value, birth and thread."""
        return self._of_tenant(tenant, "by")

    def _of_tenant(self, tenant: Tenant, what: str) -> str:
        return self._name(self.bucket(tenant), f"{what}:{tenant.platform}{BETWEEN}{tenant.workspace}")

    def _name(self, bucket: int, what: str) -> str:
        return f"{self.prefix}:{{b{bucket:02}}}:{what}"
