"""Each part of the system as every form shows it: where it is declared, what becomes of it, the effort, and why."""

from dataclasses import dataclass

from bot.assessment.case import KEPT_ROLES
from bot.assessment.catalogue import Knowledge
from bot.assessment.effort import UNDECIDED, Effort, effort_of
from bot.assessment.evidence.briefing import known_of
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Module
from bot.assessment.shapes import ComponentFit, Fit
from bot.planning.phrases import Phrases
from bot.planning.scene import language_name


@dataclass(frozen=True, slots=True)
class Part:
    """`module` is None where only people named the part; `target` is the id of its host, None when it stays.

    `unclassified` counts those of its packages that are in no list. `fate` is a `Fit`, or "undecided".
    """

    fit: ComponentFit
    module: Module | None
    unclassified: int
    effort: Effort | None
    target: str | None
    why: str

    @property
    def fate(self) -> str:
        return UNSAID if self.fit.language_reason == UNDECIDED else self.fit.fit.value


UNSAID = "undecided"


def parts_of(found: Judged, known: Knowledge, words: Phrases) -> tuple[Part, ...]:
    """The parts in their order; a store that people named is none."""
    modules = {each.name: each for each in found.evidence.modules}
    fits = [
        each
        for each in found.assessment.fits
        if each.component.name in modules or each.component.role not in KEPT_ROLES
    ]
    return tuple(_part(each, modules.get(each.component.name), found, known, words) for each in fits)


def _part(fit: ComponentFit, module: Module | None, found: Judged, known: Knowledge, words: Phrases) -> Part:
    own = module.own if module else ()
    unclassified = sum(known_of(each, known.packages) is None for each in own)
    target = found.assessment.target
    return Part(
        fit=fit,
        module=module,
        unclassified=unclassified,
        effort=effort_of(fit, unclassified, known),
        target=target.id if target and fit.fit is not Fit.STAY else None,
        why=_why(fit, found, known, words),
    )


def _why(fit: ComponentFit, found: Judged, known: Knowledge, words: Phrases) -> str:
    target = found.assessment.target
    return words.within("rules").first(
        f"language_reason.{fit.language_reason}",
        now=language_name(known, fit.component.today or fit.component.language),
        language=language_name(known, fit.language),
        target=target.name if target else "",
        component=fit.component.name,
        first=fit.fit is Fit.MOVE,
    )
