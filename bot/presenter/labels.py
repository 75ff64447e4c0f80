"""What a platform adds of its own to a document, in the conversation's language: `[render]` among its sentences."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.wording import FALLBACK, Wording

SECTION = "render"


@dataclass(frozen=True, slots=True)
class Labels:
    """`line("other")` is a sentence of `[render]`; values go in by name."""

    language: str
    line: Callable[..., str]


def labels_in(table: str, language: str, wording: Wording) -> Labels:
    """The labels of a language from `prompts/<lang>/<table>.toml`; of the first one where there is none yet."""
    spoken = language if language in wording.languages else FALLBACK

    def line(key: str, /, **values: object) -> str:
        return wording.line(spoken, table, f"{SECTION}.{key}", **values)

    return Labels(spoken, line)
