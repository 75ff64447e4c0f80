"""The facts that an answer rests on, those that a reader needs first in front.

| order | the facts of                                                                    | when           |
|-------|---------------------------------------------------------------------------------|----------------|
| 1     | the findings that count                                                         | always         |
| 2     | the target, but for its limit of memory, which the rules about memory bring     | something moves |
| 3     | the toolchain of each language that a part will be in, and of the one it leaves | something moves |
| 4     | the figures: the billing model, the CPU factors, the start-ups                  | computed       |
| 5     | the notes: findings without weight                                              | always         |
| 6     | the alternative nearest to the objective                                        | something moves |

The other alternatives are only named: their facts are looked up when one of them is chosen. When every part is
blocked, the blockers' facts are all.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.case import Case
from bot.assessment.shapes import (
    Compared,
    ComponentFit,
    Finding,
    Fit,
    Severity,
    StartupBill,
    Target,
)

BEHIND_THE_FIGURES: Final = ("billing-model", "cpu-multipliers")
MEMORY: Final = "memory"
TOOLCHAIN: Final = "toolchain"  # the aspect of a fact that a language is chosen by


def used(
    case: Case,
    findings: tuple[Finding, ...],
    fits: tuple[ComponentFit, ...],
    places: tuple[Target, ...],
    startup: StartupBill | None,
) -> Iterator[str]:
    """Ids in the order of the table, with repeats; `places` are the target and the alternatives, if any."""
    weigh = [each for each in findings if case.known.rules[each.rule].weight]
    notes = [each for each in findings if each not in weigh]
    yield from _of(weigh)
    for target in places[:1]:
        yield from (each for each in target.facts if case.known.facts[each].aspect != MEMORY)
    for fit in fits:
        yield from _of_language(case, fit)
    if isinstance(case.costs, Compared):
        yield from BEHIND_THE_FIGURES
    if startup is not None and startup.line is not None:
        yield from startup.facts
    yield from _of(notes)
    for nearest in places[1:2]:
        yield from nearest.facts


def blocking(findings: tuple[Finding, ...]) -> Iterator[str]:
    """The facts of the blockers alone."""
    return _of([each for each in findings if each.severity is Severity.BLOCKER])


def _of(findings: list[Finding]) -> Iterator[str]:
    for each in findings:
        yield from each.facts


def _of_language(case: Case, fit: ComponentFit) -> Iterator[str]:
    if fit.fit is Fit.STAY:
        return
    for name in dict.fromkeys((fit.language, fit.component.language)):
        language = case.known.languages.get(name or "")
        target = case.host.target.id
        there = language is not None and target in language.facts_on
        yield from (
            each
            for each in (language.facts_at(target) if language else ())
            if there or case.known.facts[each].aspect == TOOLCHAIN
        )
