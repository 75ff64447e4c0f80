"""Messages, whispers, and the channels that they lie in."""

from dataclasses import dataclass, field

from tests.slack.payloads import Payload


@dataclass(slots=True)
class Post:
    """A message. `versions`: the texts and blocks it had before, oldest first. A deleted one stays for the checkers."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Payload] = field(default_factory=list[Payload])
    thread_ts: str | None = None
    metadata: Payload | None = None
    bot_id: str | None = None
    files: list[Payload] = field(default_factory=list[Payload])
    versions: list[tuple[str, list[Payload]]] = field(default_factory=list[tuple[str, list[Payload]]])
    edited_ts: str | None = None
    deleted: bool = False
    streaming_since: float | None = None

    @property
    def root(self) -> str:
        return self.thread_ts or self.ts

    @property
    def payload(self) -> Payload:
        """The `event_payload` of its metadata; empty without."""
        return dict((self.metadata or {}).get("event_payload", {}))

    def wire(self, team: str, metadata: bool = False) -> Payload:
        """As `conversations.replies` gives it."""
        told: Payload = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts, "team": team}
        if self.blocks:
            told["blocks"] = self.blocks
        if self.thread_ts:
            told["thread_ts"] = self.thread_ts
        if self.bot_id:
            told |= {"bot_id": self.bot_id, "app_id": "A0WASM"}
        if self.files:
            told |= {"files": self.files, "upload": True}
            if not self.bot_id:
                told["subtype"] = "file_share"
        if self.edited_ts:
            told["edited"] = {"user": self.user, "ts": self.edited_ts}
        if metadata and self.metadata:
            told["metadata"] = self.metadata
        return told


@dataclass(frozen=True, slots=True)
class Whisper:
    """An ephemeral message. `shown` is False in a thread without replies: Slack takes it, and nobody sees it."""

    ts: str
    channel: str
    to: str
    text: str
    blocks: tuple[Payload, ...] = ()
    thread_ts: str | None = None
    shown: bool = True


@dataclass(slots=True)
class Channel:
    """A channel (`C…`), a private one (`G…`) or a direct message (`D…`)."""

    id: str
    members: set[str] = field(default_factory=set[str])
    archived: bool = False
    posts: dict[str, Post] = field(default_factory=dict[str, Post])
    whispers: list[Whisper] = field(default_factory=list[Whisper])
    statuses: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    prompts: list[Payload] = field(default_factory=list[Payload])
    titles: list[str] = field(default_factory=list[str])
    _threads: dict[str, list[Post]] = field(default_factory=dict[str, list[Post]])

    @property
    def kind(self) -> str:
        return {"D": "im", "G": "group"}.get(self.id[0], "channel")

    def add(self, post: Post) -> None:
        """A new message, later than all others; the root of its thread is marked as one, as Slack does."""
        self.posts[post.ts] = post
        self._threads.setdefault(post.root, []).append(post)
        if post.thread_ts in self.posts:
            self.posts[post.thread_ts].thread_ts = post.thread_ts

    def seen(self) -> list[Post]:
        """What people see, oldest first."""
        return [post for post in self.posts.values() if not post.deleted]

    def thread(self, root: str) -> list[Post]:
        """A root and its replies, oldest first."""
        return [post for post in self._threads.get(root, []) if not post.deleted]

    def top(self) -> list[Post]:
        """What stands in the channel itself."""
        return [post for post in self.seen() if post.thread_ts in (None, post.ts)]
