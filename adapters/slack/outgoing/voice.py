"""What Slack adds of its own, in the conversation's language: `prompts/<lang>/slack.toml`."""

from dataclasses import dataclass

from adapters.slack.render import rendered
from adapters.slack.render.labels import TABLE, Labels, labels
from adapters.slack.render.message import Part
from bot.core.document import Document
from bot.wording import FALLBACK, Wording

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A language's sentences, and documents in it as Slack's messages."""

    wording: Wording
    language: str

    def line(self, key: str, /, **values: object) -> str:
        """A sentence, literal: not yet escaped for mrkdwn."""
        return self.wording.line(self.language, TABLE, key, **values)

    def escaped(self, key: str, /, **values: str) -> str:
        """A sentence as mrkdwn, with its values literal."""
        safe = {name: value.translate(ESCAPES) for name, value in values.items()}
        return self.line(key, **safe)

    def stage(self, stage: str) -> str:
        """What a job is doing."""
        return self.wording.line(self.language, "messages", f"stage.{stage}")

    def control(self, word: str) -> str:
        """What a thread word is called on a button."""
        return self.wording.line(self.language, "messages", f"control.{word}")

    def labels(self) -> Labels:
        return labels(self.language, self.wording)

    def rendered(self, document: Document) -> tuple[Part, ...]:
        """The document's messages and files."""
        return rendered(document, self.labels())


def voice_of(language: str, wording: Wording) -> Voice:
    """The voice of a language; of the first one where it is not known yet."""
    return Voice(wording, language if language in wording.languages else FALLBACK)
