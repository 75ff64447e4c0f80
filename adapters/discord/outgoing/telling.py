"""Saying, once, that the bot cannot do what it was asked, and which permission it lacks.

Beside what was asked if it may write there; else to whoever asked, in an answer that only they see, or in a direct
message. It is noted before it is said, so that it is said once.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.discord.address import channel_of, commanded, place
from adapters.discord.calls import Ask, follow_up, look_at_channel, open_direct, post_message
from adapters.discord.outgoing.means import Means
from adapters.discord.outgoing.nonces import nonce
from adapters.discord.outgoing.refusals import Barred, Deed, sentence
from adapters.discord.outgoing.threads import link_to
from adapters.discord.outgoing.voice import Voice
from adapters.discord.outgoing.whispers import token_of
from adapters.discord.render import Json, Message, body
from adapters.discord.traced import PARENT, REFUSED
from bot.core.document import Link, plain
from bot.core.events import Key
from bot.hosting.answers import Answer, Refused, Said
from bot.hosting.fields import text
from bot.hosting.inquiries import OPENER
from bot.ports import Later

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said. `beside` stands next to what was asked; `elsewhere` says where that was."""

    beside: Message
    elsewhere: Message


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells whom it concerns."""

    means: Means

    async def told(self, key: Key, traces: Mapping[str, str], barred: Barred, voice: Voice) -> None:
        """Say it where that is possible, if it was not said; that nobody could be told is logged."""
        if REFUSED in traces:
            return
        await self.means.traces.trace(key, REFUSED, barred.error)
        log.info("%s: may not %s there: %s", key, barred.deed, barred.error)
        name = sentence(barred)
        if not name:
            return
        said = _words(key, traces, voice, name)
        channel = barred.deed is not Deed.WRITE
        if channel and await self._beside(key, traces, said):
            return
        if await self._privately(key, traces, said) or await self._directly(key, traces, said):
            return
        log.warning("%s: nobody could be told of it", key)

    async def _beside(self, key: Key, traces: Mapping[str, str], said: Told) -> bool:
        """In the channel above the thread, as a reply to what the thread hangs from where that is known."""
        ours = traces.get(PARENT) or (channel_of(key) if commanded(key) else "")
        channel = ours or await self._parent(key)
        if not channel:
            return False
        once = _once(key)
        starter = place(key, traces) if ours else None
        about: Json = {"message_reference": {"message_id": starter, "fail_if_not_exists": False}}
        if starter and await self._said(post_message(channel), {**body(said.beside), **once, **about}):
            return True
        return await self._said(post_message(channel), {**body(said.elsewhere), **once})

    async def _parent(self, key: Key) -> str:
        """The channel above a thread in which the bot was called; empty when Discord does not say."""
        answer = await self._asked(look_at_channel(key.thread))
        return text(answer.body, "parent_id") if isinstance(answer, Said) else ""

    async def _privately(self, key: Key, traces: Mapping[str, str], said: Told) -> bool:
        """To whoever asked, as long as an interaction of theirs can be answered."""
        token = token_of(traces.get(OPENER, ""), traces, self.means.now())
        if token is None:
            return False
        ask = follow_up((await self.means.us()).application, token)
        shown = said.beside if commanded(key) else said.elsewhere
        return await self._said(ask, body(shown, private=True))

    async def _directly(self, key: Key, traces: Mapping[str, str], said: Told) -> bool:
        """To whoever asked, in a direct message, if they take any."""
        opened = await self._asked(open_direct(), {"recipient_id": traces.get(OPENER, "")})
        channel = text(opened.body, "id") if isinstance(opened, Said) else ""
        told = {**body(said.elsewhere), **_once(key)}
        return channel != "" and await self._said(post_message(channel), told)

    async def _said(self, ask: Ask, told: Json) -> bool:
        """Whether it came; when the answer was lost it may have, and it is not to come twice."""
        return not isinstance(await self._asked(ask, told), Refused)

    async def _asked(self, ask: Ask, told: Json | None = None) -> Answer:
        try:
            return await self.means.api.call(ask, told)
        except Later:
            return Refused("http_429")


def _words(key: Key, traces: Mapping[str, str], voice: Voice, name: str) -> Told:
    channel = traces.get(PARENT) or place(key, traces) or channel_of(key)
    words, link = (
        plain(voice.line(f"refused.{name}")),
        Link(voice.line("refused.where"), link_to(key, channel)),
    )
    return Told(voice.paragraphs(words), voice.paragraphs(words, (link,)))


def _once(key: Key) -> Json:
    """What has Discord take it once, though a cut connection makes it come twice."""
    return {"nonce": nonce(f"{key}/refused", 0), "enforce_nonce": True}
