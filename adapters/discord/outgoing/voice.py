"""What Discord adds of its own, in the conversation's language: `prompts/<lang>/discord.toml`."""

from dataclasses import dataclass

from adapters.discord.render import Labels, Message, Part, labels, rendered
from adapters.discord.render.labels import TABLE
from bot.core.document import Document, Paragraph, Spans, paragraph
from bot.wording import FALLBACK, Wording


@dataclass(frozen=True, slots=True)
class Voice:
    """A language's sentences, and documents in it as Discord's messages."""

    wording: Wording
    language: str

    def line(self, key: str, /, **values: object) -> str:
        """A sentence, literal: not yet Markdown."""
        return self.wording.line(self.language, TABLE, key, **values)

    def message(self, key: str, /, **values: object) -> Message:
        """A sentence as a message."""
        return self.one(Document((paragraph(self.line(key, **values)),)))

    def paragraphs(self, *of: Spans) -> Message:
        """Some paragraphs as a message."""
        return self.one(Document(tuple(map(Paragraph, of))))

    def one(self, document: Document) -> Message:
        """A short document, which is one message."""
        message = first_message(self.rendered(document))
        if message is None:
            raise ValueError("it has no words")
        return message

    def labels(self) -> Labels:
        return labels(self.language, self.wording)

    def rendered(self, document: Document) -> tuple[Part, ...]:
        """The document's messages, cards and files."""
        return rendered(document, self.labels())


def voice_of(language: str, wording: Wording) -> Voice:
    """The voice of a language; of the first one where it is not known yet."""
    return Voice(wording, language if language in wording.languages else FALLBACK)


def first_message(parts: tuple[Part, ...]) -> Message | None:
    """The first message among some parts: a changed one has room for one."""
    return next((each for each in parts if isinstance(each, Message)), None)
