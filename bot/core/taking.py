"""How something said becomes entries of the brief.

What was read goes to the open question when it answers it, and otherwise home to the topic of its kind. What
is new is added; what a question reopened is replaced, except for numbers that nobody corrected. Words stay
beside every reading, so the assessment can quote where a value came from.
"""

from dataclasses import replace
from typing import Final

from bot.core.brief import Brief, Component, FoundIn, Known, SignalKind, Topic
from bot.core.conversation import OpenQuestion
from bot.core.heard import Heard
from bot.core.joining import joined
from bot.core.merging import adds, corrected, merged, settled
from bot.core.reading import Reading
from bot.core.rewording import rewritten
from bot.core.sharing import Share, at_home, shares
from bot.core.talk import parted

__all__ = ["Heard", "changed", "record", "record_answer", "revised", "with_known"]

K, T = SignalKind, Topic

NO_PARTS: Final = frozenset({T.OBJECTIVE, T.SKILLS, T.TARGET, T.BUDGET, T.COMPLIANCE})  # answers name no part
SPOKEN: Final = frozenset(
    {T.PROBLEM, T.OBJECTIVE, T.BUDGET}
)  # kept in people's own words, not as a list of terms


def record(brief: Brief, heard: Heard, but: Topic | None = None) -> Brief:
    """Everything that was read, each at home; `but` is the open topic, whose own share is left alone."""
    for topic, share in at_home(shares(heard.reading, but), brief, but).items():
        if topic is but:
            continue
        known = Known(_words(topic, share, heard), share.signals, share.quantities, heard.origin)
        if adds(brief.answer(topic), known):
            brief = brief.with_answer(topic, merged(brief.answer(topic), known))
    parts = heard.reading.components if but not in NO_PARTS else ()
    return replace(brief, components=joined(_without(brief.components, _denied(heard.reading)), parts))


def record_answer(brief: Brief, heard: Heard, question: OpenQuestion) -> Brief:
    """The answer to a question, in its own words, and whatever else the text says."""
    share = shares(heard.reading, question.topic).get(question.topic, Share())
    known = Known(heard.text.strip(), share.signals, share.quantities, heard.origin)
    if question.reopened:
        brief = _parts_reopened(brief, question.topic, heard.reading)
    return with_known(record(brief, heard, but=question.topic), known, question)


def with_known(brief: Brief, known: Known, question: OpenQuestion) -> Brief:
    """A question's answer put into the brief: added, or in place of what the question reopened."""
    old = brief.answer(question.topic)
    if isinstance(old, Known) and question.conflict is not None:
        return brief.with_answer(question.topic, settled(old, known, question.conflict))
    if isinstance(old, Known) and question.reopened:
        return brief.with_answer(question.topic, corrected(old, known, frozenset(SignalKind)))
    return brief.with_answer(question.topic, merged(old, known))


def changed(before: Brief, after: Brief) -> tuple[Topic, ...]:
    """The topics whose answers differ."""
    return tuple(each for each in Topic if before.answer(each) != after.answer(each))


def revised(brief: Brief, heard: Heard) -> Brief:
    """Everything that was read in the place of what was known of the same kind: a correction, or a what-if."""
    if heard.reading.planned:
        return rewritten(brief, heard)
    for topic, share in at_home(shares(heard.reading, None), brief, None).items():
        known = Known(_words(topic, share, heard), share.signals, share.quantities, heard.origin)
        old = brief.answer(topic)
        if isinstance(old, Known) and adds(old, known):
            kinds = frozenset(each.kind for each in share.signals)
            brief = brief.with_answer(topic, corrected(old, known, kinds))
        elif not isinstance(old, Known):
            brief = brief.with_answer(topic, known)
    parts = _without(brief.components, _denied(heard.reading))
    for part in heard.reading.components:
        parts = _respoken(parts, part)
    return replace(brief, components=parts)


def _words(topic: Topic, share: Share, heard: Heard) -> str:
    """The words that a topic keeps of a longer text: its clauses for what people complain about, else its terms."""
    if topic not in SPOKEN or isinstance(heard.origin, FoundIn):
        return ", ".join(share.quotes)
    statements = parted(heard.text).statement  # a question is not how people put their aim
    clauses = [each.strip(" .,;:!") for each in _clauses(statements)]
    told = [each for each in clauses if any(quote in each for quote in share.quotes)]
    return "; ".join(told) or ", ".join(share.quotes)


def _clauses(text: str) -> list[str]:
    for mark in ("; ", ". ", ", ", ": ", "! ", "? "):
        text = text.replace(mark, mark[0] + "\n")
    return [each for each in text.rstrip(".").split("\n") if each.strip()]


# ---- the parts of the system ---------------------------------------------------------------------------


def _denied(reading: Reading) -> frozenset[str]:
    return frozenset(each.value for each in reading.signals if each.kind is K.PACKAGE and each.negated)


def _without(parts: tuple[Component, ...], packages: frozenset[str]) -> tuple[Component, ...]:
    """The parts, none of them with these packages."""
    return tuple(
        replace(part, packages=tuple(each for each in part.packages if each not in packages))
        for part in parts
    )


def _parts_reopened(brief: Brief, topic: Topic, reading: Reading) -> Brief:
    """What a reopened topic said of the parts goes with its old answer."""
    if topic is T.APPLICATION and reading.components:
        return replace(brief, components=tuple(each for each in brief.components if each.at))
    if topic is T.DEPENDENCIES:
        old = frozenset(each.value for each in brief.signals(K.PACKAGE))
        return replace(brief, components=_without(brief.components, old))
    return brief


def _respoken(parts: tuple[Component, ...], part: Component) -> tuple[Component, ...]:
    """A correction gives a part that is there another language; one with a role may be new, one without may not."""
    there = [each for each in parts if each.name == part.name or (part.role and each.role == part.role)]
    if not there:
        return joined(parts, (part,)) if part.role else parts
    return tuple(
        replace(each, language=part.language, today=None) if part.language and each in there else each
        for each in parts
    )
