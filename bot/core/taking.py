"""How something said becomes entries of the brief.

What was read goes to the open question when it answers it, and otherwise home to the topic of its kind. What
is new is added; what a question reopened is replaced, except for numbers that nobody corrected. Words stay
beside every reading, so the assessment can quote where a value came from.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.core.brief import (
    Answer,
    Assumed,
    Brief,
    Component,
    FoundIn,
    Known,
    Origin,
    Quantity,
    Signal,
    SignalKind,
    Topic,
)
from bot.core.conversation import OpenQuestion
from bot.core.heard import Heard
from bot.core.joining import joined
from bot.core.reading import Reading
from bot.core.rewording import rewritten
from bot.core.sharing import Share, at_home, quotes_of, shares
from bot.core.talk import parted

__all__ = ["Heard", "changed", "merged", "record", "record_answer", "revised", "with_known"]

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
        if _adds(brief.answer(topic), known):
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
        kinds = frozenset({question.conflict.later.kind})
        return brief.with_answer(question.topic, _corrected(old, known, kinds))
    if isinstance(old, Known) and question.reopened:
        return brief.with_answer(question.topic, _corrected(old, known, frozenset(SignalKind)))
    return brief.with_answer(question.topic, merged(old, known))


def changed(before: Brief, after: Brief) -> tuple[Topic, ...]:
    """The topics whose answers differ."""
    return tuple(each for each in Topic if before.answer(each) != after.answer(each))


def merged(old: Answer | None, new: Known) -> Known:
    """Two answers to one topic; a number given twice keeps its later value, and an assumption gives way."""
    if not isinstance(old, Known) or isinstance(old.origin, Assumed):
        return new
    return Known(
        _both(old.text, new.text, new.origin),
        old.signals + tuple(each for each in new.signals if not _in(each, old.signals)),
        _latest(old.quantities, new.quantities),
        old.origin,
        old.also if new.origin in (old.origin, *old.also) else (*old.also, new.origin),
    )


def revised(brief: Brief, heard: Heard) -> Brief:
    """Everything that was read in the place of what was known of the same kind: a correction, or a what-if."""
    if heard.reading.planned:
        return rewritten(brief, heard)
    for topic, share in at_home(shares(heard.reading, None), brief, None).items():
        known = Known(_words(topic, share, heard), share.signals, share.quantities, heard.origin)
        old = brief.answer(topic)
        if isinstance(old, Known) and _adds(old, known):
            kinds = frozenset(each.kind for each in share.signals)
            brief = brief.with_answer(topic, _corrected(old, known, kinds))
        elif not isinstance(old, Known):
            brief = brief.with_answer(topic, known)
    parts = _without(brief.components, _denied(heard.reading))
    for part in heard.reading.components:
        parts = _respoken(parts, part)
    return replace(brief, components=parts)


def _corrected(old: Known, new: Known, kinds: frozenset[SignalKind]) -> Known:
    """The new answer in place of the old one, as far as these kinds go; other numbers stay."""
    stay = tuple(each for each in old.signals if each.kind not in kinds)
    quantities = _latest(old.quantities, new.quantities)
    kept = quotes_of(stay, quantities)
    return Known(
        "; ".join(_unsaid(new.text, kept)),
        stay + tuple(each for each in new.signals if not _in(each, stay)),
        quantities,
        new.origin,
    )


def _adds(old: Answer | None, new: Known) -> bool:
    if not isinstance(old, Known):
        return True
    known = {(each.metric, each.value) for each in old.quantities}
    return any(not _in(each, old.signals) for each in new.signals) or any(
        (each.metric, each.value) not in known for each in new.quantities
    )


def _in(signal: Signal, signals: Iterable[Signal]) -> bool:
    return any(
        (each.kind, each.value, each.negated) == (signal.kind, signal.value, signal.negated)
        for each in signals
    )


def _latest(old: tuple[Quantity, ...], new: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    given = {each.metric for each in new}
    return tuple(each for each in old if each.metric not in given) + new


def _both(old: str, new: str, origin: Origin) -> str:
    """Two texts in one; a file is named, since the entry keeps the first origin."""
    if new.casefold() in old.casefold():
        return old
    place = f" ({origin.file}:{origin.line})" if isinstance(origin, FoundIn) else ""
    return f"{old}; {new}{place}" if old else f"{new}{place}"


def _unsaid(text: str, quotes: Iterable[str]) -> list[str]:
    """The text, and the quotes that it does not contain."""
    out = [text]
    for quote in quotes:
        if not any(quote.casefold() in said.casefold() for said in out):
            out.append(quote)
    return out


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
        return replace(brief, components=())
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
