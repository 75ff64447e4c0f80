"""Modules, findings and coverage as JSON; places are FILE:LINE."""

from collections.abc import Mapping

from bot.assessing.parts import Part
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.briefing import known_of
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Coverage, Found
from bot.planning.phrases import Phrases

Json = Mapping[str, object]


def module(each: Part) -> Json:
    """A part: its keys never change with what becomes of it."""
    part, declared, effort = each.fit.component, each.module, each.effort
    return {
        "name": part.name,
        "kind": declared.kind.value if declared else None,
        "at": str(declared.at) if declared else None,
        "language": part.language,
        "language_at": str(declared.language_at) if declared and declared.language_at else None,
        "role": part.role,
        "fit": each.fate,
        "becomes": each.fit.language,
        "target": each.target,
        "effort": effort.size.value if effort else None,
        "effort_points": {name: int(points) for name, points in effort.points} if effort else {},
        "reason": each.fit.language_reason,
        "why": each.why,
        "rules": list(each.fit.findings),
        "dependencies": len(declared.own) if declared else 0,
        "unknown": each.unclassified,
    }


def finding(each: Found, words: Phrases) -> Json:
    """A finding at its place."""
    dependency, package = each.dependency, each.package
    return {
        "rule": each.rule,
        "severity": each.weight.value,
        "module": each.module,
        "at": str(each.at) if each.at else None,
        "quote": each.words,
        "says": words.within("rules").first(f"{each.rule}.finding", **dict(each.params)),
        "dependency": None
        if dependency is None
        else {
            "ecosystem": dependency.ecosystem,
            "name": dependency.name,
            "version": dependency.version,
            "direct": dependency.direct,
            "via": list(dependency.through),
        },
        "package": None
        if package is None
        else {
            "class": package.needs.value,
            "version": package.version,
            "because": package.because,
            "as_of": package.as_of.isoformat(),
        },
        "platforms": list(each.platforms),
        "sources": list(each.facts),
    }


def coverage(found: Judged, known: Knowledge) -> Json:
    """What was read, and all that was not."""
    matched: Coverage = found.evidence.coverage
    asked = [each for one in found.evidence.modules for each in one.own]
    unknown = dict.fromkeys(each.name for each in asked if known_of(each, known.packages) is None)
    return {
        "formats": {form: list(files) for form, files in matched.formats},
        "not_recognised": {"count": len(matched.strangers), "files": list(matched.strangers)},
        "unread": [{"at": str(each.at), "why": each.why.value, "what": each.what} for each in matched.unread],
        "unknown_packages": {"count": len(unknown), "names": list(unknown)},
        "not_judged": {
            "count": len(elsewhere := not_judged(found)),
            "names": elsewhere,
        },
    }


def not_judged(found: Judged) -> list[str]:
    """Dependencies that run and of which no rule was asked: in another language than their module's, or of none."""
    apart: list[str] = []
    for one in found.evidence.modules:
        own = set(one.own)
        apart += [each.name for each in one.dependencies if each not in own]
    return list(dict.fromkeys((*apart, *(each.name for each in found.evidence.coverage.unplaced))))
