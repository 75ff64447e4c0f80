"""Where a conversation is in Slack: its key read as channel and thread.

A mention, a message and a direct message are in a thread from the start: `channel:ts`. A `/wasm` is accepted before
there is any message of it: `channel:/trigger`; the first post makes the root, and the trace `root` says where it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.events import Key

ROOT = "root"


@dataclass(frozen=True, slots=True)
class Place:
    """A thread in a channel. `thread` is the root message's ts, empty as long as there is no root."""

    channel: str
    thread: str

    @property
    def direct(self) -> bool:
        """Whether this is a direct message: nobody else reads here."""
        return self.channel.startswith("D")


def commanded(key: Key) -> bool:
    """Whether the conversation began with `/wasm`: then its root message is ours."""
    return "/" in key.thread


def place(key: Key, traces: Mapping[str, str]) -> Place:
    """Where the conversation is."""
    if not commanded(key):
        return whereabouts(key.thread)
    made = traces.get(ROOT, "")
    return whereabouts(made) if made else Place(key.thread.partition(":")[0], "")


def whereabouts(thread: str) -> Place:
    """`channel:ts` as a place."""
    channel, _, ts = thread.partition(":")
    return Place(channel, ts)
