"""A small Slack behind the client's port: it keeps what people would see, and fails as it is told to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.hosting.answers import Answer, Refused, Said, Unsure
from bot.hosting.fields import Json, inner, listed, text
from bot.ports import Later


class Killed(BaseException):
    """The process ends here: nothing after it happens."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call. `taken`: Slack does it all the same."""

    kind: str  # "429", "lost", "killed", or an error of Slack's
    taken: bool = False


@dataclass(slots=True)
class Shown:
    """A message as people see it."""

    ts: str
    channel: str
    thread: str
    text: str
    blocks: tuple[Json, ...] = ()
    metadata: Json = field(default_factory=dict[str, object])
    file: str = ""
    author: str = ""

    @property
    def controls(self) -> bool:
        return any(each["type"] in {"actions", "context_actions"} for each in self.blocks)

    @property
    def effect(self) -> str:
        return text(self.metadata, "event_payload", "effect")

    def said(self) -> Json:
        """As `conversations.replies` lists it."""
        files = {"files": [{"name": self.file}]} if self.file else {}
        who = {"user": self.author} if self.author else {"bot_id": "B1", "user": "UBOT"}
        return {"ts": self.ts, "text": self.text, "metadata": self.metadata, **files, **who}


@dataclass(slots=True)
class Slack:
    """`page` is how many messages a page holds; `refuses` maps a method to the error that it always gives."""

    page: int = 15
    faults: list[tuple[str, Fault]] = field(default_factory=list[tuple[str, Fault]])
    refuses: dict[str, str] = field(default_factory=dict[str, str])
    chance: Callable[[str], Fault | None] | None = None
    messages: list[Shown] = field(default_factory=list[Shown])
    whispers: list[tuple[str, Shown]] = field(default_factory=list[tuple[str, Shown]])
    responses: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    calls: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    pending: dict[str, str] = field(default_factory=dict[str, str])
    status: str = ""
    streams: dict[str, str] = field(default_factory=dict[str, str])
    clock: float = 1_760_000_000.0

    # ---- the port

    async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
        self.calls.append((method, arguments))
        fault = self._fault(method)
        if fault is None:
            return self._done(method, arguments)
        if fault.taken:
            self._done(method, arguments)
        return failed(fault)

    async def upload(self, url: str, content: bytes) -> Answer:
        fault = self._fault("upload")
        self.pending[url] = content.decode()
        return failed(fault) if fault else Said({})

    async def respond(self, url: str, body: Json) -> Answer:
        fault = self._fault("respond")
        if fault is None:
            self.responses.append((url, body))
            return Said({})
        return failed(fault)

    # ---- what people do and see

    def write(self, author: str, channel: str, thread: str, words: str) -> Shown:
        message = Shown(self.tick(), channel, thread, words, author=author)
        self.messages.append(message)
        return message

    def thread(self, channel: str, root: str) -> list[Shown]:
        return [each for each in self.messages if each.channel == channel and each.thread == root]

    def called(self, method: str) -> list[Json]:
        return [arguments for name, arguments in self.calls if name == method]

    def message(self, ts: str) -> Shown:
        return next(each for each in self.messages if each.ts == ts)

    def tick(self) -> str:
        self.clock += 0.25
        return f"{self.clock:.6f}"

    # ---- inside

    def _fault(self, method: str) -> Fault | None:
        for at, (name, fault) in enumerate(self.faults):
            if name == method:
                del self.faults[at]
                return fault
        return self.chance(method) if self.chance else None

    def _done(self, method: str, said: Json) -> Answer:
        if method in self.refuses:
            return Refused(self.refuses[method])
        doing: Mapping[str, Callable[[Json], Answer]] = {
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "chat.postEphemeral": self._whisper,
            "conversations.replies": self._replies,
            "conversations.history": self._history,
            "files.completeUploadExternal": self._share,
            "files.info": self._file,
            "assistant.threads.setStatus": self._status,
            "chat.startStream": self._start,
            "chat.appendStream": self._append,
            "chat.stopStream": self._stop,
        }
        fixed: Mapping[str, Json] = {
            "auth.test": {"user": "wasm_architect"},
            "files.getUploadURLExternal": {
                "upload_url": f"up:{len(self.calls)}",
                "file_id": f"F{len(self.calls)}",
            },
            "chat.getPermalink": {"permalink": f"https://team.slack.com/archives/{said.get('message_ts')}"},
        }
        return doing[method](said) if method in doing else Said(fixed[method])

    def _post(self, said: Json) -> Answer:
        words, blocks = text(said, "text"), listed(said, "blocks")
        metadata = inner(said, "metadata")
        message = Shown(self.tick(), text(said, "channel"), text(said, "thread_ts"), words, blocks, metadata)
        self.messages.append(message)
        return Said({"ts": message.ts})

    def _update(self, said: Json) -> Answer:
        found = [each for each in self.messages if each.ts == text(said, "ts")]
        if not found:
            return Refused("message_not_found")
        found[0].text, found[0].blocks = text(said, "text"), listed(said, "blocks")
        return Said({})

    def _whisper(self, said: Json) -> Answer:
        shown = Shown(self.tick(), text(said, "channel"), text(said, "thread_ts"), text(said, "text"))
        self.whispers.append((text(said, "user"), shown))
        return Said({})

    def _replies(self, said: Json) -> Answer:
        root = text(said, "ts")
        parents = [each for each in self.messages if each.ts == root]
        return self._listed(said, parents + self.thread(text(said, "channel"), root))

    def _history(self, said: Json) -> Answer:
        there = [each for each in self.messages if each.channel == said["channel"] and not each.thread]
        return self._listed(said, there[::-1])

    def _listed(self, said: Json, messages: list[Shown]) -> Answer:
        oldest, latest = float(text(said, "oldest") or 0), float(text(said, "latest") or 1e12)
        kept = [each for each in messages if oldest < float(each.ts) < latest]
        start = int(text(said, "cursor") or 0)
        page = [each.said() for each in kept[start : start + self.page]]
        more = str(start + self.page) if start + self.page < len(kept) else ""
        return Said({"messages": page, "response_metadata": {"next_cursor": more}})

    def _share(self, said: Json) -> Answer:
        file = listed(said, "files")[0]
        message = Shown(
            self.tick(), text(said, "channel_id"), text(said, "thread_ts"), text(said, "initial_comment")
        )
        message.file = text(file, "title")
        self.messages.append(message)
        self.pending[text(file, "id")] = message.ts
        return Said({"files": [file]})

    def _file(self, said: Json) -> Answer:
        ts = self.pending.get(text(said, "file"), "")
        channels = {each.channel: [{"ts": ts}] for each in self.messages if ts and each.ts == ts}
        return Said({"file": {"shares": {"public": channels}}})

    def _status(self, said: Json) -> Answer:
        self.status = text(said, "status")
        return Said({})

    def _start(self, said: Json) -> Answer:
        ts = self.tick()
        self.streams[ts] = text(said, "markdown_text")
        self.messages.append(Shown(ts, text(said, "channel"), text(said, "thread_ts"), self.streams[ts]))
        return Said({"ts": ts})

    def _append(self, said: Json) -> Answer:
        if text(said, "ts") not in self.streams:
            return Refused("message_not_in_streaming_state")
        self.streams[text(said, "ts")] += text(said, "markdown_text")
        self.message(text(said, "ts")).text = self.streams[text(said, "ts")]
        return Said({})

    def _stop(self, said: Json) -> Answer:
        self.streams.pop(text(said, "ts"), None)
        return Said({})


def failed(fault: Fault) -> Answer:
    """What the caller gets to know of a fault."""
    match fault.kind:
        case "429":
            raise Later(30.0)
        case "killed":
            raise Killed
        case "lost":
            return Unsure("lost")
        case error:
            return Refused(error)


def words_of(messages: list[Shown]) -> Iterator[str]:
    return (each.text for each in messages)
