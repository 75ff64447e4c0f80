"""What Slack adds of its own to a document, in the conversation's language: `[render]` in prompts/<lang>/slack.toml."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.wording import FALLBACK, Wording

TABLE = "slack"
SECTION = "render"


@dataclass(frozen=True, slots=True)
class Labels:
    """`line("other")` is a sentence of `[render]`; values go in by name."""

    language: str
    line: Callable[..., str]


def labels(language: str, wording: Wording) -> Labels:
    """The labels of a language; of the first one where there is none yet."""
    spoken = language if language in wording.languages else FALLBACK

    def line(key: str, /, **values: object) -> str:
        return wording.line(spoken, TABLE, f"{SECTION}.{key}", **values)

    return Labels(spoken, line)
