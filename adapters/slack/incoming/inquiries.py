"""`/wasm` with a word that only asks: help, facts, why, prompt, status, forget. Answered at once, to whoever asked.

What is shown is what a thread would show: the core is asked, and its answer is not kept. The conversation meant is the
person's newest one in that channel. `forget` is passed on to every conversation that the person opened.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.slack.incoming.hearing import PLATFORM, TEXT_LIMIT, Front
from adapters.slack.incoming.parse import Asked
from adapters.slack.outgoing.render import rendered
from adapters.slack.outgoing.render.labels import labels as labels_of
from adapters.slack.outgoing.render.message import Json, Message
from adapters.slack.traced import OPENER
from bot.core.commands import Word, command_in, language_of_command
from bot.core.conversation import Conversation
from bot.core.document import Choices, Document, File
from bot.core.effects import Effect, Say
from bot.core.events import Event, Key, Pressed, Spoke, Started
from bot.core.lexicon import Lexicon
from bot.core.notices import Notice, Question
from bot.core.redaction import clean
from bot.ports import Archive, Tenant, Traces
from bot.presenter import Presented
from bot.wording import Wording

ANSWERED = frozenset({Word.HELP, Word.FACTS, Word.WHY_PROMPTS, Word.PROMPT, Word.STATUS})
OF_A_THREAD = frozenset({Word.BACK, Word.SKIP, Word.WHY, Word.CHANGE, Word.STOP, Word.START_OVER})

Step = Callable[[Conversation | None, Event], tuple[Conversation, tuple[Effect, ...]]]


@dataclass(frozen=True, slots=True)
class Inquiries:
    """`language` is spoken where none can be told."""

    front: Front
    archive: Archive
    traces: Traces
    step: Step
    present: Callable[[Notice, str], Presented]
    wording: Wording
    lexicon: Lexicon
    language: str
    now: Callable[[], datetime]

    async def answer(self, asked: Asked) -> tuple[Json, ...] | None:
        """Messages that only the person sees, the first for the acknowledgement; None when `/wasm` opens a
        conversation."""
        text, _ = clean(asked.text, TEXT_LIMIT)
        asked = replace(asked, text=text)
        command = command_in(f"/wasm {asked.text}", self.lexicon)
        word = command.word if command is not None else None
        if word is Word.FORGET:
            return (ephemeral(await self._forget(asked)),)
        if word in OF_A_THREAD:
            return (ephemeral(self._line(asked, "thread_word")),)
        if word not in ANSWERED:
            return None
        kept = await self._newest(asked)
        if kept is None and word is Word.STATUS:
            return (ephemeral(self._line(asked, "nothing_here")),)
        return self._shown(asked, kept)

    def _shown(self, asked: Asked, kept: Conversation | None) -> tuple[Json, ...]:
        """What the core would say in a thread, without what it would ask."""
        text = f"/wasm {asked.text}"
        name, at = f"c:{asked.trigger}", self.now()
        key = kept.key if kept is not None else Key(PLATFORM, asked.workspace, asked.channel)
        event = (
            Started(name, key, at, asked.author, text)
            if kept is None
            else Spoke(name, key, at, asked.author, text)
        )
        after, effects = self.step(kept, event)
        said = (
            each.notice for each in effects if isinstance(each, Say) and not isinstance(each.notice, Question)
        )
        labels = labels_of(after.language, self.wording)
        parts = (
            part
            for each in said
            for part in rendered(bare(self.present(each, after.language).document), labels)
        )
        return tuple(ephemeral(part.text, part.blocks) for part in parts if isinstance(part, Message))

    async def _newest(self, asked: Asked) -> Conversation | None:
        """The person's newest conversation in the channel."""
        opened = await self.traces.traced(Tenant(PLATFORM, asked.workspace), OPENER, asked.author)
        for key in (each for each in opened if each.thread.startswith(f"{asked.channel}:")):
            kept = await self.archive.load(key)
            if kept is not None:
                return kept
        return None

    async def _forget(self, asked: Asked) -> str:
        opened = await self.traces.traced(Tenant(PLATFORM, asked.workspace), OPENER, asked.author)
        for key in opened:
            name = f"c:{asked.trigger}"
            await self.front.accept(
                Pressed(name, key, self.now(), asked.author, "command", Word.FORGET, asked.text)
            )
        return self._line(asked, "forgetting", count=len(opened))

    def _line(self, asked: Asked, key: str, **values: object) -> str:
        language = language_of_command(asked.text, self.lexicon) or self.language
        return self.wording.line(language, "slack", f"edge.{key}", **values)


def bare(document: Document) -> Document:
    """Without buttons and files, which need a thread."""
    return Document(tuple(each for each in document.nodes if not isinstance(each, Choices | File)))


def ephemeral(text: str, blocks: tuple[Json, ...] = ()) -> Json:
    """An answer to a command that only the person sees."""
    shown = {"blocks": list(blocks)} if blocks else {}
    return {"response_type": "ephemeral", "text": text, **shown}
