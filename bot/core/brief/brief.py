"""The brief itself: answers by topic, and the parts of the system."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core.brief.answers import Answer, Known, Said, Unknown
from bot.core.brief.manifests import Component, Covered
from bot.core.brief.readings import Metric, Quantity, Signal, SignalKind, Topic


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two things said that cannot both hold."""

    topic: Topic
    earlier: Signal
    later: Signal


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic's answer."""

    topic: Topic
    answer: Answer


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything known about the system, by topic, and the parts it is made of; and which manifests were read."""

    entries: tuple[Entry, ...] = ()
    components: tuple[Component, ...] = ()
    covered: tuple[Covered, ...] = ()

    def answer(self, topic: Topic) -> Answer | None:
        """What was answered on a topic; None when it is still open."""
        return next((entry.answer for entry in self.entries if entry.topic is topic), None)

    def text(self, topic: Topic) -> str | None:
        """The words of a known answer; None when open or unknown."""
        answer = self.answer(topic)
        return answer.text if isinstance(answer, Known) else None

    def messages(self, topic: Topic) -> frozenset[str]:
        """The ids of the messages on which an answer rests; none when a file says it too, since a file stays."""
        answer = self.answer(topic)
        origins = (answer.origin, *answer.also) if isinstance(answer, Known) else ()
        if isinstance(answer, Unknown):
            return frozenset({answer.origin.event})
        if not all(isinstance(each, Said) for each in origins):
            return frozenset()
        return frozenset(each.event for each in origins if isinstance(each, Said))

    def with_answer(self, topic: Topic, answer: Answer) -> "Brief":
        """The brief with one topic set or replaced, in the order of `Topic`."""
        rest = {entry.topic: entry.answer for entry in self.entries} | {topic: answer}
        return replace(
            self,
            entries=tuple(Entry(each, rest[each]) for each in Topic if each in rest),
        )

    def known(self) -> Iterator[tuple[Topic, Known]]:
        """The topics that have words."""
        for entry in self.entries:
            if isinstance(entry.answer, Known):
                yield entry.topic, entry.answer

    def signals(self, kind: SignalKind) -> tuple[Signal, ...]:
        """All signals of a kind, negated ones included, without repeats of (value, negated)."""
        found: dict[tuple[str, bool], Signal] = {}
        for _, answer in self.known():
            for signal in answer.signals:
                if signal.kind is kind:
                    found.setdefault((signal.value, signal.negated), signal)
        return tuple(found.values())

    def has(self, kind: SignalKind, *values: str) -> bool:
        """Whether one of the values was affirmed."""
        return any(not each.negated and each.value in values for each in self.signals(kind))

    def quantity(self, metric: Metric) -> Quantity | None:
        """The last number given for a metric (a later answer corrects an earlier one)."""
        given = [each for _, answer in self.known() for each in answer.quantities if each.metric is metric]
        return given[-1] if given else None
