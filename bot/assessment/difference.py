"""What is otherwise between two judgements of one system: before a correction or a what-if, and after it.

Nothing is decided here. Numbers and parts are set beside each other by name, rules by id and part; what is the same
is left out. A figure that one side could not compute is None there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Generic, TypeVar

from bot.assessment.rewriting import language_today
from bot.assessment.shapes import Assessment, Compared, ComponentFit, Finding, Level
from bot.core.brief import Answer, Assumed, Brief, Known, Metric, Quantity, Topic
from bot.core.events import VerdictCode

NOTED: Final = frozenset({"C13", "C26"})  # of the facts and of the figures, not of the system

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Judged:
    """A brief with what was made of it."""

    brief: Brief
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Both(Generic[T]):
    """One thing before and after; None where it was not there."""

    about: str
    before: T | None
    after: T | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Only what differs. `about` is a topic for answers and numbers, a name for parts, a key of `[changed.figure]` for
    figures: USD a month, and for "payback" the month in which the change is paid back. `verdict` and `confidence` are
    always there."""

    verdict: Both[VerdictCode]
    confidence: Both[Level]
    target: Both[str] | None
    numbers: tuple[Both[Quantity], ...]
    answers: tuple[Both[Answer], ...]
    parts: tuple[Both[ComponentFit], ...]
    figures: tuple[Both[Decimal], ...]
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]

    @property
    def of_the_brief(self) -> bool:
        """Whether somebody said something else."""
        return bool(self.numbers or self.answers)

    @property
    def of_the_judgement(self) -> bool:
        """Whether anything else came of it."""
        same = self.verdict.before is self.verdict.after and self.confidence.before is self.confidence.after
        found = (self.target, self.parts, self.figures, self.appeared, self.gone)
        return not same or any(found)


def difference(before: Judged, after: Judged) -> Difference:
    """Both sides, thing by thing."""
    old, new = before.assessment, after.assessment
    targets = Both("", *(each.target.id if each.target else None for each in (old, new)))
    rules = [{(each.rule, each.component): each for each in side.findings} for side in (old, new)]
    return Difference(
        verdict=Both("", old.verdict, new.verdict),
        confidence=Both("", old.confidence, new.confidence),
        target=targets if targets.before != targets.after else None,
        numbers=tuple(_numbers(before.brief, after.brief)),
        answers=tuple(_answers(before.brief, after.brief)),
        parts=tuple(_parts(old.fits, new.fits)),
        figures=tuple(_differing(_figures(old), _figures(new))),
        appeared=_without(rules[1], rules[0]),
        gone=_without(rules[0], rules[1]),
    )


def _numbers(before: Brief, after: Brief) -> Iterator[Both[Quantity]]:
    for metric in Metric:
        topic = _topic(after, metric) or _topic(before, metric)
        old, new = before.quantity(metric), after.quantity(metric)
        if topic and (old.value if old else None) != (new.value if new else None):
            yield Both(topic.value, old, new)


def _topic(brief: Brief, metric: Metric) -> Topic | None:
    given = [
        topic for topic, known in brief.known() if any(each.metric is metric for each in known.quantities)
    ]
    return given[-1] if given else None


def _answers(before: Brief, after: Brief) -> Iterator[Both[Answer]]:
    """Answers that differ in more than their numbers; what nobody said is no answer."""
    for topic in Topic:
        old, new = _told(before, topic), _told(after, topic)
        if _read(old) != _read(new):
            yield Both(topic.value, old, new)


def _told(brief: Brief, topic: Topic) -> Answer | None:
    answer = brief.answer(topic)
    return None if isinstance(answer, Known) and isinstance(answer.origin, Assumed) else answer


def _read(answer: Answer | None) -> object:
    """What was read, or the words where nothing was; not knowing and not having been asked are one."""
    if not isinstance(answer, Known):
        return None
    read = frozenset(each.meaning for each in answer.signals)
    return read or (answer.text if not answer.quantities else "numbers")


def _parts(before: Iterable[ComponentFit], after: Iterable[ComponentFit]) -> Iterator[Both[ComponentFit]]:
    old, new = ({each.component.name: each for each in side} for side in (before, after))
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if _becomes(was) != _becomes(now):
            yield Both(name, was, now)


def _becomes(fit: ComponentFit | None) -> object:
    return fit and (language_today(fit.component), fit.fit, fit.language)


def _figures(found: Assessment) -> dict[str, Decimal]:
    figures: dict[str, Decimal] = {}
    costs = found.costs
    if isinstance(costs, Compared):
        target = next((each.base for each in costs.candidates if each.platform == costs.target), None)
        named = {"today": costs.today.base, "target": target, "saving": costs.saving}
        figures |= {name: amount for name, amount in named.items() if amount is not None}
    if found.payback is not None:
        figures["payback"] = found.payback.month
    if found.startup is not None and found.startup.line is not None:
        figures["startup"] = found.startup.line.amount
    return figures


def _differing(before: dict[str, Decimal], after: dict[str, Decimal]) -> Iterator[Both[Decimal]]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Both(name, before.get(name), after.get(name))


def _without(
    mine: dict[tuple[str, str | None], Finding], others: dict[tuple[str, str | None], Finding]
) -> tuple[Finding, ...]:
    return tuple(each for key, each in mine.items() if key not in others and each.rule not in NOTED)
