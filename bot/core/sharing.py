"""What in a reading belongs to which topic.

A signal is at home with the topic of its kind. The open question claims what answers it, and hears some kinds
as others: "Python" is a language, and as an answer to what the team knows it is a skill.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.core.brief import Metric, Quantity, Signal, SignalKind, Topic
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
# As an answer to the topic, a kind is another kind: "Python" to "what does the team know?" is a skill.
RETOLD: Final = {
    (T.SKILLS, K.LANGUAGE): K.SKILL,
    (T.TARGET, K.PLATFORM): K.TARGET,
    (T.INFRASTRUCTURE, K.TARGET): K.PLATFORM,
}


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a reading that belongs to one topic."""

    signals: tuple[Signal, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words it was read from, each once, in order; none that another one contains."""
        quotes = tuple(dict.fromkeys(quotes_of(self.signals, self.quantities)))
        return tuple(each for each in quotes if not any(each != other and each in other for other in quotes))


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
    """Whether a reading says something on a topic. What people want tells what hurts, too."""
    if topic is T.PROBLEM and T.OBJECTIVE in reading.topics:
        return True
    return topic in reading.topics or topic in shares(reading, topic)


def quotes_of(signals: Iterable[Signal], quantities: Iterable[Quantity]) -> tuple[str, ...]:
    """The words that signals and numbers were read from, in order."""
    return tuple(each.quote for each in signals if each.quote) + tuple(each.quote for each in quantities)
