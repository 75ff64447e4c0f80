"""What a brief says, and which parts each statement concerns.

What code uses or keeps belongs to the part that a manifest says it of, or to the parts named beside it (in the same
clause, then in the same sentence); failing that to the parts whose role the rule names; failing that to every part.
Platforms, symptoms and goals are the system's. Every rule asks of every part, so a brief is walked once, and what it
says is kept by kind and by part.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from bot.assessment.shapes import Because
from bot.core.brief import Brief, Component, Known, Metric, Signal, SignalKind, Topic
from bot.core.naming import SENTENCE, about, named_beside

OF_A_PART: Final = frozenset({SignalKind.USE, SignalKind.STATE, SignalKind.PACKAGE})


@dataclass(frozen=True, slots=True)
class Statement:
    """A signal with where it was said. `parts` are the names of those that it names; empty for none."""

    signal: Signal
    because: Because
    answer: Known
    parts: frozenset[str]


Numbered = list[tuple[int, Statement]]  # by the order in which they were said


@dataclass(slots=True)
class Statements:
    """A brief's statements by kind, and within it by part: made when first asked for, kept for all rules."""

    general: dict[SignalKind, Numbered] = field(default_factory=dict[SignalKind, Numbered])
    special: dict[tuple[SignalKind, str], Numbered] = field(
        default_factory=dict[tuple[SignalKind, str], Numbered]
    )
    others: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    read: bool = False

    def of(
        self, kind: SignalKind, part: str | None, brief: Brief, whole: tuple[Component, ...]
    ) -> Iterator[Statement]:
        """What is said of a part, or of none in particular; for the system (None) everything. In order of saying."""
        if not self.read:
            self._take(brief, whole)
        found = [*self.general.get(kind, ())]
        if part is None:
            found += [each for (of, _), said in self.special.items() if of is kind for each in said]
        else:
            found += self.special.get((kind, part), ())
        known: dict[int, Statement] = dict(found)
        return (known[at] for at in sorted(known))

    def unnamed(self, text: str, whole: tuple[Component, ...]) -> frozenset[str]:
        """Whose an answer's sentence is that names no part: of all, but where the answer goes from part to part, of the
        others."""
        found = self.others.get(text)
        if found is None:
            found = self.others[text] = frozenset(each.name for each in _unnamed(text, whole))
        return found

    def _take(self, brief: Brief, whole: tuple[Component, ...]) -> None:
        self.read = True
        names = {each.name for each in whole}
        for at, (topic, answer, signal) in enumerate(_signals(brief)):
            parts: frozenset[str] = frozenset()
            if signal.kind in OF_A_PART:
                parts = _named(signal, answer, whole, names)
            said = Statement(signal, Because(topic, signal.quote, signal.at), answer, parts)
            if not parts:
                self.general.setdefault(signal.kind, []).append((at, said))
            for each in parts:
                self.special.setdefault((signal.kind, each), []).append((at, said))


def statements(brief: Brief, kind: SignalKind) -> Iterator[tuple[Signal, Because, Known]]:
    """Every statement of a kind with where it was made."""
    for topic, answer, signal in _signals(brief):
        if signal.kind is kind:
            yield signal, Because(topic, signal.quote, signal.at), answer


def measured(brief: Brief, metric: Metric) -> tuple[Decimal, Because] | None:
    """The number for a metric with the words that gave it; a later answer corrects an earlier one."""
    found = [
        (each.value, Because(topic, each.quote, each.at))
        for topic, answer in brief.known()
        for each in answer.quantities
        if each.metric is metric
    ]
    return found[-1] if found else None


def budget_unread(brief: Brief) -> bool:
    """Whether a sum was told for the change of which no figure could be made, as one in another currency: then nobody
    can say that the change pays for itself."""
    answer = brief.answer(Topic.BUDGET)
    told = isinstance(answer, Known) and any(each.isdigit() for each in answer.text)
    return told and isinstance(answer, Known) and not answer.quantities


def declared(part: Component) -> Because:
    """A part by its name, and where a file declares it."""
    return Because(Topic.APPLICATION, part.label, part.at)


def _signals(brief: Brief) -> Iterator[tuple[Topic, Known, Signal]]:
    return ((topic, answer, signal) for topic, answer in brief.known() for signal in answer.signals)


def _named(
    signal: Signal, answer: Known, whole: tuple[Component, ...], names: Iterable[str]
) -> frozenset[str]:
    if signal.part is not None and signal.part in names:
        return frozenset({signal.part})
    return frozenset(each.name for each in about(signal, answer.text, whole))


def _unnamed(text: str, whole: tuple[Component, ...]) -> tuple[Component, ...]:
    said = (each.strip() for each in SENTENCE.split(text))
    named = {named_beside(each, each, whole) for each in said if each}
    apart = {each for parts_named in named if len(parts_named) == 1 for each in parts_named}
    others = tuple(each for each in whole if each not in apart)
    return others if len(apart) > 1 and others else whole
