"""What only asks, answered to whoever asked: `/wasm` with such a word, or alone in a conversation.

The person's conversations that were opened in that channel are near, those whose threads hang there too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.discord import address
from adapters.discord.incoming import event_ids
from adapters.discord.incoming.parse import Commanded, Interacted
from adapters.discord.incoming.replies import Whispered
from adapters.discord.render import Upload, rendered
from adapters.discord.render.labels import labels
from adapters.discord.traced import PARENT
from bot.core.commands import Word
from bot.core.conversation import Conversation
from bot.core.document import COMMAND, Document
from bot.core.effects import Say
from bot.core.events import Happened, Key
from bot.core.notices import Question
from bot.hosting import Host
from bot.hosting import inquiries as asking
from bot.hosting.entering import pressed
from bot.ports import Tenant


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Answered from what the bot lends a platform."""

    host: Host

    async def answer(self, told: Commanded) -> Whispered | None:
        """What only the person sees; None when the command opens a conversation."""
        by, here = told.by, address.key_in(told.by.guild, told.by.channel)
        tenant = Tenant(address.PLATFORM, by.guild)
        hanging = set(await self.host.memory.traced(tenant, PARENT, by.channel))

        def near(kept: Key) -> bool:
            return kept in hanging or address.channel_of(kept) == by.channel

        reply = await asking.Inquiries(self.host).answer(self._inquiry(told, here, near))
        return None if reply is None else self.shown(reply.documents, reply.language)

    def answer_within(self, told: Commanded, kept: Conversation) -> Whispered | None:
        """What only the person sees of a conversation in which they ask; None for what is said to it."""
        inquiry = self._inquiry(told, kept.key, lambda key: key == kept.key)
        reply = asking.Inquiries(self.host).answer_within(inquiry, kept)
        return None if reply is None else self.shown(reply.documents, reply.language)

    def _inquiry(self, told: Commanded, key: Key, near: Callable[[Key], bool]) -> asking.Inquiry:
        about = Happened(event_ids.interaction(told), key, told.by.at, told.by.author)
        place = "in_direct" if address.direct(key) else "in_server"
        return asking.Inquiry(about, told.text, near, self.likely(told.by), place)

    def likely(self, by: Interacted) -> str | None:
        """The language of a person's Discord, where it is one of ours."""
        theirs = by.locale.partition("-")[0]
        return theirs if theirs in self.host.wording.languages else None

    def status(self, told: Commanded, kept: Conversation) -> Whispered:
        """How a conversation stands, as its thread would say it."""
        about = Happened(event_ids.interaction(told), kept.key, told.by.at, told.by.author)
        after, effects = self.host.step(kept, pressed(about, COMMAND, Word.STATUS, ""))
        notices = (each.notice for each in effects if isinstance(each, Say))
        said = (self.host.present(each, after.language) for each in notices if not isinstance(each, Question))
        return self.shown(tuple(asking.bare(each.document) for each in said), after.language)

    def shown(self, documents: tuple[Document, ...], language: str) -> Whispered:
        """Documents as messages for one person; at least one."""
        spoken = labels(language, self.host.wording)
        parts = (part for each in documents or (Document(()),) for part in rendered(each, spoken))
        return Whispered(tuple(part for part in parts if not isinstance(part, Upload)))
