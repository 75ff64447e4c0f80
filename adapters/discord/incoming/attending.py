"""What becomes of an interaction: it is taken in where its conversation is kept, and it is said how it is answered.

Of what can be done in a channel, only a command means something where no conversation is. Everything else there is
left over from one that was forgotten, and that is said.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from adapters.discord.incoming.acting import AT_ONCE, Acting
from adapters.discord.incoming.forms import Forms
from adapters.discord.incoming.inquiries import Inquiries
from adapters.discord.incoming.known import Conversations
from adapters.discord.incoming.parse import (
    Commanded,
    Interacted,
    Offered,
    Removed,
    Submitted,
    Surface,
    Touched,
    Turned,
)
from adapters.discord.incoming.replies import Noted, Reply, Whispered
from adapters.discord.render.labels import TABLE
from bot.core.document import Document, Paragraph, spans
from bot.core.events import Key
from bot.hosting import Host
from bot.presenter.voice import MESSAGES

Interaction = Commanded | Touched | Turned | Submitted


@dataclass(frozen=True, slots=True)
class Attended:
    """How it is answered, and what is still to be taken in after that."""

    reply: Reply
    later: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Attending:
    """Interactions, one at a time."""

    host: Host
    conversations: Conversations
    acting: Acting
    inquiries: Inquiries
    forms: Forms

    def opens_form(self, done: Interaction) -> bool:
        """Whether it changes nothing, so that it waits for nothing."""
        return isinstance(done, Turned) or (isinstance(done, Touched) and self.forms.wanted(done))

    async def attend(self, done: Interaction, within: float = AT_ONCE) -> Attended:
        """Take it in; it is on the disk when this returns. What lies beside a command, a file or what was said before,
        has `within` seconds."""
        key = await self.conversations.key_of_interaction(done.by)
        known = await self.conversations.known(key)
        if known:
            await self.conversations.answerable(key, done.by)
        match done:
            case Commanded():
                return await (self._told(done, key, within) if known else self._asked(done, within))
            case Touched() | Turned():
                return Attended(await self._pressed(done, key, known=known))
            case Submitted() if known:
                await self.acting.submitted(done, key)
                return Attended(Noted())
            case Submitted():
                return Attended(self._line(done.by, MESSAGES, "unknown_form"))
            case _:
                assert_never(done)

    async def removed(self, gone: Removed) -> None:
        """A thread or a channel is no more: what was said there is not kept."""
        for key in await self.conversations.keys_within(gone.guild, gone.channel):
            await self.host.memory.forget(key)

    async def _asked(self, told: Commanded, within: float) -> Attended:
        """A command where no conversation is: it asks, or it opens one."""
        answer = await self.inquiries.answer(told)
        if answer is not None:
            return Attended(answer)
        key, slow = await self.acting.opened(told, within, self.inquiries.likely(told.by))
        line = "thread_opens" if told.by.surface is Surface.CHANNEL else "begins_here"
        return self._with_files(told, key, slow, self._line(told.by, TABLE, line))

    async def _told(self, told: Commanded, key: Key, within: float) -> Attended:
        """A command in a conversation: it speaks there, or only asks; alone, it asks how it stands."""
        kept = None if told.files else await self.host.memory.load(key)
        if not (told.text or told.files):
            alone = self._line(told.by, TABLE, "begins_here")  # it was opened a moment ago
            return Attended(self.inquiries.status(told, kept) if kept else alone)
        if kept is not None and (answer := self.inquiries.answer_within(told, kept)):
            return Attended(answer)
        slow = await self.acting.spoke(told, key, within)
        return self._with_files(told, key, slow, self._line(told.by, TABLE, "heard"))

    def _with_files(self, told: Commanded, key: Key, slow: tuple[Offered, ...], reply: Reply) -> Attended:
        later = partial(self.acting.brought, told, key, slow) if slow else None
        return Attended(reply, later)

    async def _pressed(self, done: Touched | Turned, key: Key, *, known: bool) -> Reply:
        if known and isinstance(done, Touched) and not self.forms.wanted(done):
            await self.acting.touched(done, key)
            return Noted()
        kept = await self.host.memory.load(key) if known else None
        if kept is None:
            return self._line(done.by, MESSAGES, "unknown_thread")
        return self.forms.opened(done, kept)

    def _line(self, by: Interacted, table: str, line: str) -> Whispered:
        """A sentence to one person, in the language of their Discord where it is one of ours."""
        language = self.inquiries.likely(by) or self.host.language
        said = self.host.wording.line(language, table, f"edge.{line}")
        return self.inquiries.shown((Document((Paragraph(spans(said)),)),), language)
