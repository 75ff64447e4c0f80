"""What a model is told: everything that code has decided, and the words of the team, as JSON data.

The model decides nothing here: verdict, fits, costs and facts come to it as given, and it may cite no
other. Secrets were taken out of the team's words before anything was stored.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.assessment.catalogue import Knowledge
from bot.assessment.difference import Judged
from bot.assessment.facts import cite
from bot.assessment.rewriting import language_today
from bot.assessment.shapes import (
    Assessment,
    Cited,
    ComponentFit,
    Finding,
    Fit,
    Target,
)
from bot.core.brief import Brief, Known
from bot.planning.briefing_figures import Told, costs, missing, payback, sensitivity, startup
from bot.planning.briefing_files import coverage, read_in
from bot.planning.phrases import Phrases
from bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a plan or an answer is about, in one language. `before`: what the plan that this one replaces rested on."""

    brief: Brief
    assessment: Assessment
    knowledge: Knowledge
    wording: Wording
    language: str
    before: Judged | None = None

    def phrases(self, table: str) -> Phrases:
        return Phrases(self.wording, self.language, table)


def encoded(data: Told) -> str:
    """JSON for a model's eyes: letters as they are, numbers exact."""
    return json.dumps(data, ensure_ascii=False, default=plain, separators=(",", ":"))


def plain(value: object) -> object:
    """Money and measures as JSON numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def told(given: Assignment) -> Told:
    """The whole case."""
    assessment, knowledge = given.assessment, given.knowledge
    targets = [each for each in (assessment.target, *assessment.alternatives) if each]
    return {
        "language": given.language,
        "today": assessment.as_of.isoformat(),
        "brief": answers(given.brief),
        "files_read": [coverage(each) for each in given.brief.covered],
        "verdict": assessment.verdict,
        "confidence": assessment.confidence,
        "confidence_reasons": sentences(given, "confidence", assessment.confidence_reasons),
        "components": components(given),
        "findings": [finding(given, each) for each in assessment.findings],
        "targets": [target(each) for each in targets],
        "costs": costs(assessment.costs),
        "startup": startup(assessment.startup),
        "payback": payback(assessment.payback),
        "sensitivity": sensitivity(assessment.sensitivity),
        "missing": [missing(each) for each in assessment.missing],
        "would_change": sentences(given, "would_change", assessment.would_change),
        "facts": facts(given),
        "tools": sorted(tool.name for tool in knowledge.tools.values()),
    }


def answers(brief: Brief) -> list[Told]:
    """What the team said, topic by topic, in its own words, and which lines of its files say so."""
    return [
        {"topic": entry.topic, "said": entry.answer.text, "numbers": numbers(entry.answer)}
        | ({"read_in": lines} if (lines := read_in(entry.answer)) else {})
        if isinstance(entry.answer, Known)
        else {"topic": entry.topic, "said": None}
        for entry in brief.entries
    ]


def numbers(answer: Known) -> Told:
    return {each.metric.value: each.value for each in answer.quantities}


def components(given: Assignment) -> list[Told]:
    """The parts, each with its future as decided."""
    return [
        {
            "name": fit.component.name,
            "label": fit.component.label,
            "role": fit.component.role,
            "language_today": language_today(fit.component),
            "packages": fit.component.packages,
            "declared_in": str(fit.component.at) if fit.component.at else None,
            "fit": fit.fit,
            "language": fit.language,
            "language_reason": reason(given, fit),
            "findings": fit.findings,
        }
        for fit in given.assessment.fits
    ]


def reason(given: Assignment, fit: ComponentFit) -> str:
    """Why a part is to be in its language."""
    now, becomes = (
        given.knowledge.languages.get(each or "") for each in (language_today(fit.component), fit.language)
    )
    return given.phrases("rules").first(
        f"language_reason.{fit.language_reason}",
        now=now.name if now else "",
        language=becomes.name if becomes else "",
        first=fit.fit is Fit.MOVE,
    )


def finding(given: Assignment, found: Finding) -> Told:
    return {
        "rule": found.rule,
        "severity": found.severity,
        "component": found.component,
        "why": sentence(given, found),
        "because": [each.shown for each in found.because],
        "fact_ids": found.facts,
    }


def sentence(given: Assignment, found: Finding) -> str:
    """A rule's sentence with its parameters."""
    return given.phrases("rules").say(f"{found.rule}.finding", **dict(found.params))


def sentences(given: Assignment, table: str, keys: Iterable[str]) -> list[str]:
    return [given.phrases("rules").first(f"{table}.{key}") for key in keys]


def target(place: Target) -> Told:
    limits = {"memory_mb": place.memory_mb, "cpu_ms": place.cpu_ms, "wall_ms": place.wall_ms}
    return {
        "id": place.id,
        "name": place.name,
        "component_model": place.component_model,
        "edge": place.edge,
        "limits": {name: limit for name, limit in limits.items() if limit is not None},
    }


def facts(given: Assignment) -> list[Told]:
    """Every fact that may be cited here: those of the verdict, of the targets and of the languages in play."""
    assessment, knowledge = given.assessment, given.knowledge
    spoken = {fit.language for fit in assessment.fits} | {fit.component.language for fit in assessment.fits}
    wanted = [
        *(each.fact.id for each in assessment.sources),
        *(each for found in assessment.findings for each in found.facts),
        *(each for place in (assessment.target, *assessment.alternatives) if place for each in place.facts),
        *(
            each
            for name in sorted(filter(None, spoken))
            if name in knowledge.languages
            for each in knowledge.languages[name].facts
        ),
    ]
    return [fact(given, each) for each in cite(knowledge, wanted, assessment.as_of)]


def fact(given: Assignment, cited: Cited) -> Told:
    return {
        "id": cited.fact.id,
        "says": given.phrases("facts").first(cited.fact.id),
        "values": {each.name: f"{each.amount} {each.unit}".strip() for each in cited.fact.values},
        "as_of": cited.fact.as_of,
        "marks": cited.marks,
    }
