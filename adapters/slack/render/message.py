"""What a document becomes in Slack: messages and files, in reading order.

`blocks` hold everything; `text` is the same message in plain words, for notifications, screen readers and clients
that show no blocks. Where it is short of room it says so, and nothing else is ever shortened.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Message:
    """One chat.postMessage: blocks (1 to 50) and the top-level text in mrkdwn, escaped, at most 3 000 characters."""

    text: str
    blocks: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """One text file; `name` is safe as a file name."""

    name: str
    text: str


Part = Message | Upload
