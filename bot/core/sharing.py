"""What in a reading belongs to which topic.

A signal is at home with the topic of its kind. The open question claims what answers it, and hears some kinds
as others: "Python" is a language, and as an answer to what the team knows it is a skill.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.core.brief import Brief, Metric, Quantity, Signal, SignalKind, Topic
from bot.core.homes import HOME, home_of_number
from bot.core.interview import ROW
from bot.core.reading import Reading

K, M, T = SignalKind, Metric, Topic

OTHERS_CODE: Final = "untrusted-code"  # a use that tells what the system is for, not what it depends on
OF_LOAD: Final = frozenset(
    {M.REQUESTS_PER_MONTH, M.PEAK_REQUESTS_PER_SECOND, M.PEAK_TO_MEAN, M.CPU_MS, M.MEMORY_MB}
)
DURATIONS: Final = frozenset(
    {M.WALL_MS, M.WALL_MS_P95}
)  # a complaint on their own, a measure beside the load
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
        at = (
            T.OBJECTIVE
            if signal.value == OTHERS_CODE and topic is not T.DEPENDENCIES
            else _place(signal.kind, topic)
        )
        share = out.get(at, Share())
        out[at] = replace(share, signals=(*share.signals, signal))
    for quantity in reading.quantities:
        at = home_of_number(quantity.metric)
        measures = topic is T.PROBLEM and quantity.metric in DURATIONS and tells_load(reading)
        if topic is not None and quantity.metric in ROW[topic].metrics and not measures:
            at = topic
        share = out.get(at, Share())
        out[at] = replace(share, quantities=(*share.quantities, quantity))
    return out


def at_home(found: dict[Topic, Share], brief: Brief, but: Topic | None) -> dict[Topic, Share]:
    """The shares with each number where the brief has that metric already, so that a later value replaces it."""
    held = {each.metric: topic for topic, known in brief.known() for each in known.quantities}
    out = {
        topic: replace(
            share,
            quantities=tuple(
                each for each in share.quantities if topic is but or held.get(each.metric, topic) is topic
            ),
        )
        for topic, share in found.items()
    }
    for topic, share in found.items():
        for quantity in share.quantities:
            at = held.get(quantity.metric, topic)
            if topic is not but and at is not topic:
                there = out.get(at, Share())
                out[at] = replace(there, quantities=(*there.quantities, quantity))
    return {topic: share for topic, share in out.items() if share != Share()}


def tells_load(reading: Reading) -> bool:
    """Whether a text measures the load and complains of nothing: "8M requests a month, 120 ms, 1 GB"."""
    complains = any(each.kind is K.SYMPTOM for each in reading.signals)
    return not complains and any(each.metric in OF_LOAD for each in reading.quantities)


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
    if topic is T.PROBLEM and tells_load(reading):
        return False
    return topic in reading.topics or topic in shares(reading, topic)


def quotes_of(signals: Iterable[Signal], quantities: Iterable[Quantity]) -> tuple[str, ...]:
    """The words that signals and numbers were read from, in order."""
    return tuple(each.quote for each in signals if each.quote) + tuple(each.quote for each in quantities)
