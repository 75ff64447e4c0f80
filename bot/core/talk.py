"""What a message is as talk, whatever it says about a system: a question, small talk, a yes, a what-if.

The words stand in `prompts/<lang>/lexicon.toml` under `[talk]`; all languages are listened to at once, since
people mix them.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.lexicon import Lexicon
from bot.core.words import bare

SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+|(?=¿)")
TAG: Final = 2  # "¿no?", "right?", "¿de acuerdo?": asks for nothing


@dataclass(frozen=True, slots=True)
class Parted:
    """A message in two: what it states, and what it asks. Either may be empty."""

    statement: str
    question: str


def parted(text: str) -> Parted:
    """The sentences of a message, questions apart; a tag at the end of a statement is no question."""
    statements: list[str] = []
    questions: list[str] = []
    for sentence in SENTENCE.split(text):
        said = sentence.strip()
        if not said:
            continue
        asks = said.startswith("¿") or said.endswith("?")
        if asks and not (statements and len(said.split()) <= TAG):
            questions.append(said)
        elif not asks:
            statements.append(said)
    return Parted(" ".join(statements), " ".join(questions))


def is_small_talk(text: str, lexicon: Lexicon) -> bool:
    """Thanks, laughter, greetings, a bare "yes": nothing that could be an answer."""
    rest = f" {bare(text)} "
    for phrase in sorted(lexicon.talk("small"), key=len, reverse=True):
        while f" {phrase} " in rest:
            rest = rest.replace(f" {phrase} ", " ")
    return not re.search(r"\w{2}|\d", re.sub(r"\b(?:[jha]{3,}|x+d+|lo+l)\b", " ", rest))


def supposes(text: str, lexicon: Lexicon) -> bool:
    """A what-if: "¿y si fueran 800M?"."""
    return _contains(text, lexicon, "what_if")


def corrects(text: str, lexicon: Lexicon) -> bool:
    """Somebody takes something back: "en realidad …"."""
    return _contains(text, lexicon, "correction")


def _contains(text: str, lexicon: Lexicon, name: str) -> bool:
    said = f" {bare(text)} "
    return any(f" {phrase} " in said for phrase in lexicon.talk(name))
