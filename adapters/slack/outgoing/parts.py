"""The parts of one message, in order, each once.

Before a part goes out it is written down that it is being tried; when Slack refuses it or has it wait, that is taken
back; when the answer is lost it stays, and whoever tries again looks the thread up first. Slack may dislike a form:
then come plainer blocks, then a file with the same words.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from adapters.slack.address import Place
from adapters.slack.means import Means
from adapters.slack.outgoing.look_up import EVENT_TYPE, Sought, found, in_thread, is_part
from adapters.slack.outgoing.refusals import Meaning, meaning
from adapters.slack.outgoing.uploads import Outgoing, Uploads, as_file, named
from adapters.slack.render import plainer
from adapters.slack.render.message import Message, Part, Upload
from adapters.slack.traced import later
from bot.hosting.answers import Answer, Lost, Odd, Refused, Said, Unsure
from bot.hosting.fields import Json, text
from bot.hosting.sent import SENT, Sent, stored_sent
from bot.ports import Later, Posting, Undeliverable

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sender:
    """Posts one message's parts. `sent` is how far it has come; `comment` stands over a message that had to become a
    file."""

    means: Means
    uploads: Uploads
    posting: Posting
    place: Place
    sent: Sent
    comment: str
    _workspace: str = field(init=False)

    def __post_init__(self) -> None:
        self._workspace = self.posting.key.workspace

    async def send(self, parts: tuple[Part, ...]) -> Sent:
        """All that is not out yet. Raises `Undeliverable`, `Later`, `Lost` or `Odd`; nothing is lost by it."""
        for number, part in enumerate(parts):
            if number < len(self.sent.parts):
                continue
            ts = await self._found(number, part) if self.sent.tried else None
            ts = ts or await self._posted(number, part)
            await self._note(self.sent.out(ts, later(self.sent.before, ts)))
        return self.sent

    async def _found(self, number: int, part: Part) -> str | None:
        """Where the part in doubt is, if it is out."""

        async def read_to(ts: str) -> None:
            await self._note(self.sent.read_to(later(self.sent.before, ts)))

        await self.means.settled(self.sent.tried)
        effect = self.posting.effect
        sought = Sought(mark(effect, number), named(as_upload(part, number), effect))
        search = in_thread(self.place, self.sent.before)
        return await found(self.means.api, self._workspace, search, is_part(sought), read_to)

    async def _posted(self, number: int, part: Part) -> str:
        """Post the part; its ts."""
        await self._note(self.sent.begun(self.means.now()))
        try:
            return await self._in_some_form(number, part)
        except (Later, Odd, Undeliverable):
            await self._note(self.sent.undone())
            raise

    async def _in_some_form(self, number: int, part: Part) -> str:
        for form, body in forms(part):
            answer = await self.means.api.call(
                self._workspace, "chat.postMessage", self._arguments(number, body)
            )
            match answer:
                case Refused(error, why) if meaning(error) is Meaning.FORM:
                    log.warning("%s part %d refused as %s: %s %s", self._name, number, form, error, why)
                case _:
                    return posted(answer)
        upload = as_upload(part, number)
        comment = self.comment if isinstance(part, Message) else ""
        file = Outgoing(named(upload, self.posting.effect), upload.text, comment)
        return await self.uploads.shared(self._workspace, self.place, file)

    @property
    def _name(self) -> str:
        return f"{self.posting.key} effect={self.posting.effect}"

    def _arguments(self, number: int, message: Message) -> Json:
        return {**body_of(message, self.place), "metadata": metadata(self.posting, number)}

    async def _note(self, sent: Sent) -> None:
        if sent != self.sent:
            await self.means.traces.trace(self.posting.key, SENT, stored_sent(sent))
            self.sent = sent


def forms(part: Part) -> Iterator[tuple[str, Message]]:
    """A message as it was rendered, then plainer; a file is no message."""
    if isinstance(part, Message):
        yield "blocks", part
        yield "plain blocks", plainer(part)


def as_upload(part: Part, number: int) -> Upload:
    """The part as a file."""
    return part if isinstance(part, Upload) else as_file(plainer(part), number)


def posted(answer: Answer) -> str:
    """The ts of what was posted."""
    match answer:
        case Said(body) if text(body, "ts"):
            return text(body, "ts")
        case Said():
            raise Lost("no ts")
        case Unsure(why):
            raise Lost(why)
        case Refused(error) if meaning(error) in {Meaning.GONE, Meaning.FORM}:
            raise Undeliverable(error)
        case Refused(error):
            raise Odd(error)


def body_of(message: Message, place: Place) -> Json:
    """A post: where it goes, what it says; nothing in it unfolds by itself."""
    where = {"channel": place.channel, **({"thread_ts": place.thread} if place.thread else {})}
    return {**where, **content(message), "unfurl_links": False, "unfurl_media": False}


def content(message: Message) -> Json:
    """What a message says, wherever it goes."""
    return {"text": message.text, "blocks": [dict(each) for each in message.blocks]}


def mark(effect: str, number: int) -> str:
    """A part's name in its message's metadata."""
    return f"{effect}.{number}"


def metadata(posting: Posting, number: int) -> Json:
    """By which a message of ours is known again."""
    return {
        "event_type": EVENT_TYPE,
        "event_payload": {
            "effect": mark(posting.effect, number),
            "conversation": str(posting.key),
            "notice": posting.notice,
            "topic": posting.topic or "",
        },
    }
