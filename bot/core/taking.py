"""How something said becomes entries of the brief.

What was read goes to the open question when it answers it, and otherwise home to the topic of its kind. What
is new is added; what a question reopened is replaced, except for numbers that nobody corrected. Words stay
beside every reading, so the assessment can quote where a value came from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.core.brief import (
    Answer,
    Assumed,
    Brief,
    Component,
    FoundIn,
    Known,
    Metric,
    Origin,
    Quantity,
    Said,
    Signal,
    SignalKind,
    Topic,
)
from bot.core.conversation import OpenQuestion
from bot.core.interview import ROW
from bot.core.reading import Reading

K, M, T = SignalKind, Metric, Topic

HOME: Final = {
    K.PLATFORM: T.INFRASTRUCTURE,
    K.LANGUAGE: T.APPLICATION,
    K.FRAMEWORK: T.APPLICATION,
    K.ROLE: T.APPLICATION,
    K.PACKAGE: T.DEPENDENCIES,
    K.USE: T.DEPENDENCIES,
    K.DATASTORE: T.STATE,
    K.STATE: T.STATE,
    K.SYMPTOM: T.PROBLEM,
    K.GOAL: T.OBJECTIVE,
    K.LOAD: T.TRAFFIC,
    K.TARGET: T.TARGET,
    K.SKILL: T.SKILLS,
    K.COMPLIANCE: T.COMPLIANCE,
}
HOME_OF_NUMBER: Final = {
    M.INSTANCES: T.INFRASTRUCTURE,
    M.COST_USD_PER_MONTH: T.PROBLEM,
    M.COLD_START_MS: T.PROBLEM,
    M.COLD_START_SHARE: T.PROBLEM,
    M.BUDGET_USD: T.BUDGET,
    M.DEADLINE_WEEKS: T.BUDGET,
    M.TEAM_SIZE: T.SKILLS,
}  # the rest describe the load
SPOKEN: Final = frozenset({T.PROBLEM, T.OBJECTIVE})  # kept in people's own words, not as a list of terms
# As an answer to the topic, a kind is another kind: "Python" to "what does the team know?" is a skill.
RETOLD: Final = {
    (T.SKILLS, K.LANGUAGE): K.SKILL,
    (T.TARGET, K.PLATFORM): K.TARGET,
    (T.INFRASTRUCTURE, K.TARGET): K.PLATFORM,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with what was read in it and where it came from."""

    text: str
    reading: Reading
    origin: Said | FoundIn


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a reading that belongs to one topic."""

    signals: tuple[Signal, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words it was read from, each once, in order."""
        return tuple(dict.fromkeys(_quotes(self.signals, self.quantities)))


def shares(reading: Reading, topic: Topic | None) -> dict[Topic, Share]:
    """A reading by topic, given the topic that is open."""
    out: dict[Topic, Share] = {}
    signals = reading.signals if topic is None else _as_answers(reading.signals, topic)
    for signal in signals:
        at = _place(signal.kind, topic)
        share = out.get(at, Share())
        out[at] = replace(share, signals=(*share.signals, signal))
    for quantity in reading.quantities:
        at = HOME_OF_NUMBER.get(quantity.metric, T.TRAFFIC)
        if topic is not None and quantity.metric in ROW[topic].metrics:
            at = topic
        share = out.get(at, Share())
        out[at] = replace(share, quantities=(*share.quantities, quantity))
    return out


def _place(kind: SignalKind, topic: Topic | None) -> Topic:
    return topic if topic is not None and kind in ROW[topic].kinds else HOME[kind]


def _as_answers(signals: tuple[Signal, ...], topic: Topic) -> tuple[Signal, ...]:
    """The signals as answers to a question; a retold kind gives way where the proper kind is there too."""
    kinds = {each.kind for each in signals}
    out: list[Signal] = []
    for signal in signals:
        told = RETOLD.get((topic, signal.kind))
        keep = told is None or (told in kinds and topic is not T.SKILLS)
        out.append(signal if keep or told is None else replace(signal, kind=told))
    return tuple(out)


def answers(reading: Reading, topic: Topic) -> bool:
    """Whether a reading says something on a topic."""
    return topic in reading.topics or topic in shares(reading, topic)


# ---- into the brief ------------------------------------------------------------------------------------


def record(brief: Brief, heard: Heard, but: Topic | None = None) -> Brief:
    """Everything that was read, each at home; `but` is the open topic, whose own share is left alone."""
    for topic, share in shares(heard.reading, but).items():
        if topic is but:
            continue
        known = Known(_words(topic, share, heard), share.signals, share.quantities, heard.origin)
        if _adds(brief.answer(topic), known):
            brief = brief.with_answer(topic, merged(brief.answer(topic), known))
    return replace(brief, components=_joined(brief.components, heard.reading.components))


def record_answer(brief: Brief, heard: Heard, question: OpenQuestion) -> Brief:
    """The answer to a question, in its own words, and whatever else the text says."""
    share = shares(heard.reading, question.topic).get(question.topic, Share())
    known = Known(heard.text.strip(), share.signals, share.quantities, heard.origin)
    if question.reopened and question.topic is T.APPLICATION and heard.reading.components:
        brief = replace(brief, components=())
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
    )


def revised(brief: Brief, heard: Heard) -> Brief:
    """Everything that was read in the place of what was known of the same kind: a correction, or a what-if."""
    for topic, share in shares(heard.reading, None).items():
        known = Known(_words(topic, share, heard), share.signals, share.quantities, heard.origin)
        old = brief.answer(topic)
        if isinstance(old, Known) and _adds(old, known):
            kinds = frozenset(each.kind for each in share.signals)
            brief = brief.with_answer(topic, _corrected(old, known, kinds))
        elif not isinstance(old, Known):
            brief = brief.with_answer(topic, known)
    return replace(brief, components=_joined(brief.components, heard.reading.components))


def _corrected(old: Known, new: Known, kinds: frozenset[SignalKind]) -> Known:
    """The new answer in place of the old one, as far as these kinds go; other numbers stay."""
    stay = tuple(each for each in old.signals if each.kind not in kinds)
    quantities = _latest(old.quantities, new.quantities)
    kept = _quotes(stay, quantities)
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


def _quotes(signals: Iterable[Signal], quantities: Iterable[Quantity]) -> tuple[str, ...]:
    return tuple(each.quote for each in signals if each.quote) + tuple(each.quote for each in quantities)


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
    clauses = [each.strip(" .;:") for each in _clauses(heard.text)]
    told = [each for each in clauses if any(quote in each for quote in share.quotes)]
    return "; ".join(told) or ", ".join(share.quotes)


def _clauses(text: str) -> list[str]:
    for mark in ("; ", ". ", ", ", ": ", "! ", "? "):
        text = text.replace(mark, mark[0] + "\n")
    return [each for each in text.rstrip(".").split("\n") if each.strip()]


# ---- the parts of the system ---------------------------------------------------------------------------


def _joined(old: tuple[Component, ...], new: tuple[Component, ...]) -> tuple[Component, ...]:
    """Both lists, one component a name; a later mention fills what an earlier one left open."""
    by_name = {each.name: each for each in old}
    for each in new:
        first = by_name.get(each.name)
        by_name[each.name] = each if first is None else _completed(first, each)
    return tuple(by_name.values())


def _completed(first: Component, later: Component) -> Component:
    return replace(
        first,
        language=first.language or later.language,
        role=first.role or later.role,
        packages=tuple(dict.fromkeys(first.packages + later.packages)),
    )
