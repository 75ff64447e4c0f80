"""`/wasm` with a word that only asks: help, facts, why, prompt, status, forget. Answered at once, to whoever asked.

What is shown is what a thread would show: the core is asked, and its answer is not kept. The conversation meant is the
person's newest one in that channel. `forget` is passed on to every conversation that the person opened.
"""

from dataclasses import dataclass, replace

from adapters.slack.incoming.hearing import PLATFORM, TEXT_LIMIT
from adapters.slack.incoming.parse import Asked
from adapters.slack.render import rendered
from adapters.slack.render.labels import labels as labels_of
from adapters.slack.render.message import Json, Message
from adapters.slack.traced import OPENER
from bot.core.commands import Word, command_in, language_of_command
from bot.core.conversation import Conversation
from bot.core.document import Choices, Document, File
from bot.core.effects import Say
from bot.core.events import Key, Pressed, Spoke, Started
from bot.core.notices import Question
from bot.core.redaction import clean
from bot.hosting import Host
from bot.ports import Tenant

ANSWERED = frozenset({Word.HELP, Word.FACTS, Word.WHY_PROMPTS, Word.PROMPT, Word.STATUS})
OF_A_THREAD = frozenset({Word.BACK, Word.SKIP, Word.WHY, Word.CHANGE, Word.STOP, Word.START_OVER})


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Answered from what the bot lends a platform."""

    host: Host

    async def answer(self, asked: Asked) -> tuple[Json, ...] | None:
        """Messages that only the person sees, the first for the acknowledgement; None when `/wasm` opens a
        conversation."""
        text, _ = clean(asked.text, TEXT_LIMIT)
        asked = replace(asked, text=text)
        command = command_in(f"/wasm {asked.text}", self.host.lexicon)
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
        name, at = f"c:{asked.trigger}", self.host.now()
        key = kept.key if kept is not None else Key(PLATFORM, asked.workspace, asked.channel)
        event = (
            Started(name, key, at, asked.author, text)
            if kept is None
            else Spoke(name, key, at, asked.author, text)
        )
        after, effects = self.host.step(kept, event)
        said = (
            each.notice for each in effects if isinstance(each, Say) and not isinstance(each.notice, Question)
        )
        labels = labels_of(after.language, self.host.wording)
        parts = (
            part
            for each in said
            for part in rendered(bare(self.host.present(each, after.language).document), labels)
        )
        return tuple(ephemeral(part.text, part.blocks) for part in parts if isinstance(part, Message))

    async def _newest(self, asked: Asked) -> Conversation | None:
        """The person's newest conversation in the channel."""
        opened = await self.host.memory.traced(Tenant(PLATFORM, asked.workspace), OPENER, asked.author)
        for key in (each for each in opened if each.thread.startswith(f"{asked.channel}:")):
            kept = await self.host.memory.load(key)
            if kept is not None:
                return kept
        return None

    async def _forget(self, asked: Asked) -> str:
        opened = await self.host.memory.traced(Tenant(PLATFORM, asked.workspace), OPENER, asked.author)
        for key in opened:
            name = f"c:{asked.trigger}"
            await self.host.front.accept(
                Pressed(name, key, self.host.now(), asked.author, "command", Word.FORGET, asked.text)
            )
        return self._line(asked, "forgetting", count=len(opened))

    def _line(self, asked: Asked, key: str, **values: object) -> str:
        language = language_of_command(asked.text, self.host.lexicon) or self.host.language
        return self.host.wording.line(language, "slack", f"edge.{key}", **values)


def bare(document: Document) -> Document:
    """Without buttons and files, which need a thread."""
    return Document(tuple(each for each in document.nodes if not isinstance(each, Choices | File)))


def ephemeral(text: str, blocks: tuple[Json, ...] = ()) -> Json:
    """An answer to a command that only the person sees."""
    shown = {"blocks": list(blocks)} if blocks else {}
    return {"response_type": "ephemeral", "text": text, **shown}
