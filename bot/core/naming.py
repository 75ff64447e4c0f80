"""Which parts of the system a stretch of text names: by label, name, language or role.

Only punctuation cuts a text here; its words are the lexicon's business.
"""

import re
from typing import Final

from bot.core.brief import Component, Signal

CALLED: Final = {
    "javascript": {"node", "node.js", "nodejs", "js"},
    "typescript": {"node", "node.js", "nodejs", "ts"},
    "go": {"golang"},
    "csharp": {"c#", ".net", "dotnet"},
    "cpp": {"c++"},
}
SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+|\n")
CLAUSE: Final = re.compile(r",\s+")


def about(signal: Signal, text: str, components: tuple[Component, ...]) -> tuple[Component, ...]:
    """The parts that a statement is about: the one that a manifest says it of, else those that stand beside it in a
    text; none when it names none."""
    if signal.at is not None and not signal.sentence:
        return tuple(each for each in components if each.name == signal.part)
    return named_beside(signal.quote, signal.sentence or text, components)


def named_beside(quote: str, text: str, components: tuple[Component, ...]) -> tuple[Component, ...]:
    """The parts named in the quote's clause, else in its sentence; none when all are, or none is."""
    sentence = next((each for each in SENTENCE.split(text) if quote in each), "")
    clause = next((each for each in CLAUSE.split(sentence) if quote in each), "")
    return _named_in(clause.casefold(), components) or _named_in(sentence.casefold(), components)


def _named_in(span: str, components: tuple[Component, ...]) -> tuple[Component, ...]:
    """The parts that a stretch names: by a label of several words first, then by single ones in what is left."""
    labels = {each.label.casefold() for each in components if " " in each.label}
    called = {label for label in labels if label in span}
    for label in called:
        span = span.replace(label, " ")
    words = {each.strip(".-") for each in re.findall(r"[\w#+.-]+", span)}
    return tuple(each for each in components if each.label.casefold() in called or _names(each) & words)


def _names(component: Component) -> set[str]:
    """The single words by which a part may be called."""
    words = {component.name, component.label.casefold(), component.language, component.role}
    return {each for each in words if each} | CALLED.get(component.language or "", set())
