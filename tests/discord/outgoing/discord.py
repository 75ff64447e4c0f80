"""A small Discord behind the client's port: it keeps what people would see, and fails as it is told to."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adapters.discord.calls import ITEMS, Ask, Attachment
from bot.hosting.answers import Answer, Refused, Said, Unsure
from bot.hosting.fields import Json, inner, listed, text
from bot.ports import Later

BOT, APP = "900000000000000001", "900000000000000002"
GUILD, CHANNEL = "800000000000000001", "800000000000000002"
EPOCH = 1_420_070_400.0  # seconds: when Discord's ids begin
V2 = 1 << 15
PRIVATE = 1 << 6


class Killed(BaseException):
    """The process ends here: nothing after it happens."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one request. `taken`: Discord does it all the same."""

    kind: str  # "429", "lost", "killed", or an error of Discord's
    taken: bool = False


@dataclass(slots=True)
class Shown:
    """A message as people see it."""

    id: str
    channel: str
    author: str
    content: str = ""
    components: list[Json] = field(default_factory=list[Json])
    flags: int = 0
    files: dict[str, str] = field(default_factory=dict[str, str])
    nonce: str = ""
    answers: str = ""
    pinged: list[object] = field(default_factory=list[object])
    kind: int = 0
    at: float = 0.0

    @property
    def controls(self) -> bool:
        return bool(self.components) and not self.flags & V2

    @property
    def words(self) -> str:
        """All that it says."""
        return self.content or json.dumps(self.components, ensure_ascii=False)

    def said(self) -> Json:
        """As a channel's history lists it."""
        return {
            "id": self.id,
            "type": self.kind,
            "author": {"id": self.author},
            "content": self.content,
            "components": self.components,
            "flags": self.flags,
            "attachments": [{"filename": each} for each in self.files],
        }


@dataclass(slots=True)
class Place:
    """A channel, a thread or a direct message."""

    id: str
    parent: str = ""
    name: str = ""
    archived: bool = False
    locked: bool = False


@dataclass(slots=True)
class Discord:
    """`page` is how many messages a page holds at the most; `refuses` maps a request to the error that it always gets;
    `window` is how many seconds a nonce counts."""

    page: int = 100
    window: float = 300.0
    faults: list[tuple[str, Fault]] = field(default_factory=list[tuple[str, Fault]])
    refuses: dict[str, str] = field(default_factory=dict[str, str])
    dislikes: Callable[[Json, tuple[Attachment, ...]], str] = lambda body, files: ""
    chance: Callable[[str], Fault | None] | None = None
    messages: list[Shown] = field(default_factory=list[Shown])
    whispers: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    places: dict[str, Place] = field(default_factory=lambda: {CHANNEL: Place(CHANNEL)})
    calls: list[tuple[str, Ask, Json]] = field(default_factory=list[tuple[str, Ask, Json]])
    clock: float = 1_760_000_000.0

    # ---- the port

    async def call(self, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()) -> Answer:
        name, told = NAMES[(ask.method, ask.path)], body or {}
        json.dumps(told)
        self.calls.append((name, ask, told))
        fault = self._fault(name)
        if fault is None:
            return self._done(name, ask, told, files)
        if fault.taken:
            self._done(name, ask, told, files)
        return failed(fault)

    # ---- what people do and see

    def write(self, author: str, channel: str, words: str, kind: int = 0) -> Shown:
        message = Shown(self.id(), channel, author, words, kind=kind, at=self.clock)
        self.messages.append(message)
        return message

    def delete(self, id_: str) -> None:
        self.messages = [each for each in self.messages if each.id != id_]

    def seen(self, channel: str) -> list[Shown]:
        return [each for each in self.messages if each.channel == channel]

    def of_bot(self, channel: str) -> list[Shown]:
        return [each for each in self.seen(channel) if each.author == BOT]

    def called(self, name: str) -> list[Json]:
        return [told for called, _, told in self.calls if called == name]

    def message(self, id_: str) -> Shown:
        return next(each for each in self.messages if each.id == id_)

    def id(self) -> str:
        """A new id; later ones are larger."""
        self.clock += 0.25
        return str(int((self.clock - EPOCH) * 1_000) << 22)

    # ---- inside

    def _fault(self, name: str) -> Fault | None:
        for at, (named, fault) in enumerate(self.faults):
            if named == name:
                del self.faults[at]
                return fault
        return self.chance(name) if self.chance else None

    def _done(self, name: str, ask: Ask, told: Json, files: tuple[Attachment, ...]) -> Answer:
        if name in self.refuses:
            return Refused(self.refuses[name], "because")
        doing: Mapping[str, Callable[[Ask, Json], Answer]] = {
            "post": lambda ask, told: self._post(ask, told, files),
            "edit": self._edit,
            "list": self._list,
            "thread": self._thread,
            "look": self._look,
            "change": self._change,
            "type": lambda ask, told: Said({}),
            "direct": self._direct,
            "follow": self._follow,
        }
        return doing[name](ask, told)

    def _barred(self, channel: str) -> Refused | None:
        place = self.places.get(channel)
        if place is None:
            return Refused("10003")
        if place.archived:
            return Refused("50083")
        return Refused("160005") if place.locked else None

    def _post(self, ask: Ask, told: Json, files: tuple[Attachment, ...]) -> Answer:
        channel, once = ask.ids["channel_id"], text(told, "nonce")
        if barred := self._barred(channel):
            return barred
        if disliked := self.dislikes(told, files):
            return Refused(disliked)
        assert len(once) <= 25
        same = (each for each in self.of_bot(channel) if once and each.nonce == once)
        for each in same:
            if told.get("enforce_nonce") is True and self.clock - each.at < self.window:
                return Said({"id": each.id})
        message = self.write(BOT, channel, text(told, "content"))
        message.components, message.nonce = list(listed(told, "components")), once
        message.flags = flags_of(told)
        message.files = {each.name: each.content.decode() for each in files}
        message.answers = text(told, "message_reference", "message_id")
        message.kind = 19 if message.answers else 0
        pinged = inner(told, "allowed_mentions").get("users")
        message.pinged = [*pinged] if isinstance(pinged, list) else []
        return Said({"id": message.id})

    def _edit(self, ask: Ask, told: Json) -> Answer:
        found = [each for each in self.messages if each.id == ask.ids["message_id"]]
        if barred := self._barred(ask.ids["channel_id"]):
            return barred
        if not found:
            return Refused("10008")
        if disliked := self.dislikes(told, ()):
            return Refused(disliked)
        found[0].content, found[0].components = text(told, "content"), list(listed(told, "components"))
        return Said({})

    def _list(self, ask: Ask, told: Json) -> Answer:
        after, limit = int(ask.query["after"]), min(int(ask.query["limit"]), self.page)
        there = [each.said() for each in self.seen(ask.ids["channel_id"]) if int(each.id) > after]
        return Said({ITEMS: there[:limit][::-1]})

    def _thread(self, ask: Ask, told: Json) -> Answer:
        starter, parent = ask.ids["message_id"], ask.ids["channel_id"]
        if disliked := self.dislikes(told, ()):
            return Refused(disliked)
        if not any(each.id == starter for each in self.messages):
            return Refused("10008")
        if starter in self.places:
            return Refused("160004")
        name = text(told, "name")
        assert 1 <= len(name) <= 100
        assert told["auto_archive_duration"] == 10_080
        self.places[starter] = Place(starter, parent, name)
        self.write(BOT, starter, "", kind=21)
        return Said({"id": starter})

    def _look(self, ask: Ask, told: Json) -> Answer:
        place = self.places.get(ask.ids["channel_id"])
        return Said({"id": place.id, "parent_id": place.parent}) if place else Refused("10003")

    def _change(self, ask: Ask, told: Json) -> Answer:
        place = self.places[ask.ids["channel_id"]]
        if place.locked:
            return Refused("50013")
        place.archived = False
        return Said({})

    def _direct(self, ask: Ask, told: Json) -> Answer:
        made = f"7{text(told, 'recipient_id')[1:]}"
        self.places.setdefault(made, Place(made))
        return Said({"id": made})

    def _follow(self, ask: Ask, told: Json) -> Answer:
        assert ask.ids["webhook_id"] == APP
        assert flags_of(told) & PRIVATE
        self.whispers.append((ask.ids["webhook_token"], told))
        return Said({"id": self.id()})


NAMES = {
    ("POST", "/channels/{channel_id}/messages"): "post",
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): "edit",
    ("GET", "/channels/{channel_id}/messages"): "list",
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): "thread",
    ("GET", "/channels/{channel_id}"): "look",
    ("PATCH", "/channels/{channel_id}"): "change",
    ("POST", "/channels/{channel_id}/typing"): "type",
    ("POST", "/users/@me/channels"): "direct",
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): "follow",
}


def flags_of(told: Json) -> int:
    flags = told.get("flags", 0)
    return flags if isinstance(flags, int) else 0


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
