"""The parts of one message, in order, each once.

Before a part goes out it is written down that it is being tried; when Discord refuses it or has it wait, that is taken
back; when the answer is lost it stays, and whoever tries again looks the channel up first. Beside that Discord takes a
nonce only once, for some minutes. It may dislike a form: then come plainer words, then a file with the same.
"""

import logging
from dataclasses import dataclass

from adapters.discord.calls import Attachment, post_message
from adapters.discord.outgoing.changing import awake
from adapters.discord.outgoing.look_up import found, newer, ours
from adapters.discord.outgoing.means import Means
from adapters.discord.outgoing.nonces import nonce
from adapters.discord.outgoing.plainer import as_file, forms, unframed
from adapters.discord.outgoing.refusals import MISSING_PERMISSIONS, Barred, Deed, Meaning, done, meaning
from adapters.discord.outgoing.voice import Voice
from adapters.discord.render import Card, Json, Message, Part, Upload, body
from adapters.discord.render.message import NOBODY
from bot.hosting.answers import Answer, Lost, Odd, Refused
from bot.hosting.fields import text
from bot.hosting.sent import SENT, Sent, stored_sent
from bot.ports import Later, Posting, Undeliverable

log = logging.getLogger(__name__)

UNFRAMED = "unframed"  # the trace: the effect whose card Discord did not take
Out = tuple[tuple[Part, str], ...]  # what is out, each with its id


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a conversation is held, and the id before which nothing of it was said."""

    channel: str
    since: str


@dataclass(slots=True)
class Sender:
    """Posts one message's parts. `sent` is how far it has come; `bare` says that its card is words."""

    means: Means
    posting: Posting
    spot: Spot
    voice: Voice
    sent: Sent
    bare: bool

    async def send(self, parts: tuple[Part, ...]) -> Out:
        """All that is not out yet. Raises `Undeliverable`, `Barred`, `Later`, `Lost` or `Odd`; nothing is lost by
        it."""
        laid = unframed(parts) if self.bare else parts
        while (at := len(self.sent.parts)) < len(laid):
            part = laid[at]
            id_ = await self._found() if self.sent.tried else None
            id_ = id_ or await self._posted(at, part)
            if id_ is None:  # the card; nothing but words can stand for it
                await self._unframe()
                laid = unframed(parts)
                continue
            await self._note(self.sent.out(id_, newer(self.sent.before, id_)))
        # not strict: an earlier version may have made more parts of it, or fewer
        return tuple(zip(laid, self.sent.parts, strict=False))

    async def _found(self) -> str | None:
        """Where the part in doubt is, if it is out."""
        us = (await self.means.us()).user

        async def fits(message: Json) -> bool:
            return ours(message, us)  # no part of it that is known: all of those are older

        async def read_to(id_: str) -> None:
            await self._note(self.sent.read_to(id_))

        await self.means.settled(self.sent.tried)
        after = self.sent.before or self.spot.since
        return await found(self.means.api, self.spot.channel, after, fits, read_to)

    async def _posted(self, at: int, part: Part) -> str | None:
        """Post the part; its id, None for a card that Discord does not take."""
        await self._note(self.sent.begun(self.means.now()))
        try:
            match part:
                case Card():
                    answer = await self._said(at, body(part))
                    return None if disliked(answer) else posted(answer)
                case Message():
                    return posted(await self._in_some_form(at, part))
                case Upload():
                    return posted(await self._with_file(at, part))
        except (Later, Odd, Undeliverable, Barred):
            await self._note(self.sent.undone())
            raise

    async def _in_some_form(self, at: int, message: Message) -> Answer:
        """A message, its words alone, or a file that holds them."""
        for form, shown in forms(message):
            answer = await self._said(at, body(shown))
            if not disliked(answer):
                return answer
            log.warning("%s part %d refused as %s: %s", self._name, at, form, answer)
        upload, comment = as_file(message, at), self.voice.message("posting.as_file")
        return await self._said(at, body(comment), upload)

    async def _with_file(self, at: int, upload: Upload) -> Answer:
        """Files; where none may be attached, or not these, a line that says so."""
        answer = await self._said(at, {"allowed_mentions": NOBODY}, upload)
        forbidden = isinstance(answer, Refused) and answer.error == MISSING_PERMISSIONS
        if not (forbidden or disliked(answer)):
            return answer
        log.warning("%s part %d, of files, was refused: %s", self._name, at, answer)
        key = "refused.files" if forbidden else "posting.no_file"
        names = ", ".join(each.name for each in upload.files)
        return await self._said(at, body(self.voice.message(key, name=names)))

    async def _said(self, at: int, told: Json, upload: Upload | None = None) -> Answer:
        once = {**told, "nonce": nonce(self.posting.effect, at), "enforce_nonce": True}
        held = upload.files if upload else ()
        files = tuple(Attachment(each.name, each.text.encode()) for each in held)
        return await awake(self.means.api, post_message(self.spot.channel), once, files)

    async def _unframe(self) -> None:
        """Noted before anything else goes out, or whoever goes on would count other parts."""
        log.warning("%s: its card was refused", self._name)
        await self.means.traces.trace(self.posting.key, UNFRAMED, self.posting.effect)
        await self._note(self.sent.undone())

    @property
    def _name(self) -> str:
        return f"{self.posting.key} effect={self.posting.effect}"

    async def _note(self, sent: Sent) -> None:
        if sent != self.sent:
            await self.means.traces.trace(self.posting.key, SENT, stored_sent(sent))
            self.sent = sent


def disliked(answer: Answer) -> bool:
    """Whether another form may do."""
    return isinstance(answer, Refused) and meaning(answer.error) is Meaning.FORM


def posted(answer: Answer, deed: Deed = Deed.SPEAK) -> str:
    """The id of what was posted; raises as `done`, and `Lost` where none was told."""
    id_ = text(done(answer, deed), "id")
    if not id_:
        raise Lost("no id")
    return id_
