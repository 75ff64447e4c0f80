"""`/wasm` with a word that only asks: help, facts, why, prompt, status, forget. Answered at once, to whoever asked.

What is shown is what a thread would show: the core is asked, and its answer is not kept. The conversation meant is the
person's newest one that is near. `forget` is passed on to every conversation that the person opened.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.commands import Word, command_in, language_of_command
from bot.core.conversation import Conversation
from bot.core.document import Choices, Document, File
from bot.core.effects import Say
from bot.core.events import Happened, Key, Spoke, Started
from bot.core.notices import Question
from bot.core.redaction import clean
from bot.hosting import Host
from bot.hosting.entering import TEXT_LIMIT, pressed
from bot.ports import Tenant
from bot.presenter.voice import Voice

OPENER = "opener"  # the trace that says who opened a conversation

ANSWERED = frozenset({Word.HELP, Word.FACTS, Word.WHY_PROMPTS, Word.PROMPT, Word.STATUS})
ANSWERED_WITHIN = ANSWERED - {Word.WHY_PROMPTS}  # in a conversation "why" is about its question
OF_A_THREAD = frozenset({Word.BACK, Word.SKIP, Word.WHY, Word.CHANGE, Word.STOP, Word.START_OVER})


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`/wasm` and what stood behind it. `about.conversation` names a conversation that may not be there; `near` says
    of the person's conversations which are close to where it was written. `likely` is the language of the person's
    app, where it is one of ours; `place` what a workspace is called there, a key of `[edge]`."""

    about: Happened
    text: str
    near: Callable[[Key], bool]
    likely: str | None = None
    place: str = "in_workspace"

    @property
    def tenant(self) -> Tenant:
        key = self.about.conversation
        return Tenant(key.platform, key.workspace)


@dataclass(frozen=True, slots=True)
class Reply:
    """What only the person is to see."""

    documents: tuple[Document, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Answered from what the bot lends a platform."""

    host: Host

    async def answer(self, inquiry: Inquiry) -> Reply | None:
        """What only the person sees; None when `/wasm` opens a conversation."""
        text, _ = clean(inquiry.text, TEXT_LIMIT)
        command = command_in(f"/wasm {text}", self.host.lexicon)
        word = command.word if command is not None else None
        if word is Word.FORGET:
            forgotten, language = await self._forgotten(inquiry), self._language(inquiry)
            where = self.host.wording.line(language, "messages", f"edge.{inquiry.place}")
            return self._line(inquiry, "forgetting", count=forgotten, where=where)
        if word in OF_A_THREAD:
            return self._line(inquiry, "thread_word")
        if word not in ANSWERED:
            return None
        kept = await self._newest(inquiry)
        if kept is None and word is Word.STATUS:
            return self._line(inquiry, "nothing_here")
        return self._shown(inquiry, kept)

    def answer_within(self, inquiry: Inquiry, kept: Conversation) -> Reply | None:
        """Likewise in a conversation, about which it is; None for what is said to it."""
        command = command_in(f"/wasm {inquiry.text}", self.host.lexicon)
        asks = command is not None and command.word in ANSWERED_WITHIN
        return self._shown(inquiry, kept) if asks else None

    def _shown(self, inquiry: Inquiry, kept: Conversation | None) -> Reply:
        """What the core would say in a thread, without what it would ask."""
        about, text = inquiry.about, f"/wasm {clean(inquiry.text, TEXT_LIMIT)[0]}"
        happened = (about.id, kept.key if kept else about.conversation, about.at, about.author)
        event = Spoke(*happened, text) if kept else Started(*happened, text, likely=inquiry.likely)
        after, effects = self.host.step(kept, event)
        said = (
            each.notice for each in effects if isinstance(each, Say) and not isinstance(each.notice, Question)
        )
        shown = (bare(self.host.present(each, after.language).document) for each in said)
        return Reply(tuple(shown), after.language)

    async def _newest(self, inquiry: Inquiry) -> Conversation | None:
        """The person's newest conversation that is near."""
        for key in await self._opened(inquiry):
            kept = await self.host.memory.load(key) if inquiry.near(key) else None
            if kept is not None:
                return kept
        return None

    async def _forgotten(self, inquiry: Inquiry) -> int:
        """How many conversations are being forgotten."""
        opened, about = await self._opened(inquiry), inquiry.about
        for key in opened:
            each = Happened(about.id, key, about.at, about.author)
            await self.host.front.accept(pressed(each, "command", Word.FORGET, inquiry.text))
        return len(opened)

    async def _opened(self, inquiry: Inquiry) -> tuple[Key, ...]:
        return await self.host.memory.traced(inquiry.tenant, OPENER, inquiry.about.author)

    def _language(self, inquiry: Inquiry) -> str:
        """That of the word; where several languages have it, the person's."""
        said = language_of_command(inquiry.text, self.host.lexicon)
        return said or inquiry.likely or self.host.language

    def _line(self, inquiry: Inquiry, key: str, **values: object) -> Reply:
        language = self._language(inquiry)
        said = Voice(self.host.wording, language).say(f"edge.{key}", **values)
        return Reply((Document(said),), language)


def bare(document: Document) -> Document:
    """Without buttons and files, which need a thread."""
    return Document(tuple(each for each in document.nodes if not isinstance(each, Choices | File)))
